//! What is to be shown now: asked for again and again while the page is seen, and gone at its end by itself.

use std::pin::pin;

use bangtin_model::{
    FromNode,
    answers::{Alert, Alerts},
    join,
};
use bangtin_sources::{date, json_feed::id_hash};
use futures::future::select;

use crate::{
    client::{self, Arrival},
    failure::Failure,
    page::{self, Job},
    resource::Progress,
    view::{Memo, RwSignal, effect},
    widgets::external_data::Origin,
};

// Milliseconds. With the ten seconds for which an answer may be kept, an alert is seen within a minute.
const AGAIN: f64 = 40_000.0;
const SPREAD: f64 = 10_000.0;
/// After a failure, longer each time.
const MOST: f64 = 600_000.0;
/// The device's clock is right as long as it is no further off: the server's has whole seconds, and an answer takes its time.
const NEAR: f64 = 5_000.0;

/// The name under which the device keeps what the reader has folded.
pub const FOLDED: &str = "folded-alerts";

/// An alert as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Another one for other words.
    pub key: u64,
    pub alert: Alert,
    /// In milliseconds since 1970.
    pub ends: f64,
    begins: f64,
    pub link: Option<String>,
    /// It came, or got other words, while the reader was there.
    pub is_news: bool,
}

/// What is known, and how the reader wants it.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The last answer that could be used, the gravest first.
    known: RwSignal<Vec<Row>>,
    shown: RwSignal<Vec<Row>>,
    empty: Memo<bool>,
    /// When that answer was good, where it cannot be had any more.
    saved: RwSignal<Option<f64>>,
    /// When an answer was good the last time; 0 before.
    good: RwSignal<f64>,
    /// Whether the network has answered or failed: what comes later is news.
    settled: RwSignal<bool>,
    failures: RwSignal<u32>,
    /// How much later it is than the device says, in milliseconds.
    late: RwSignal<Option<f64>>,
    folded: RwSignal<String>,
}

impl State {
    pub(super) fn new(origin: Origin) -> Self {
        let (Origin::File(address) | Origin::Service(address)) = origin;
        let shown = RwSignal::new(Vec::new());
        let state = Self {
            known: RwSignal::new(Vec::new()),
            shown,
            empty: Memo::new(move || shown.get().is_empty()),
            saved: RwSignal::new(None),
            good: RwSignal::new(0.0),
            settled: RwSignal::new(false),
            failures: RwSignal::new(0),
            late: RwSignal::new(None),
            folded: RwSignal::new(page::remembered(FOLDED).unwrap_or_default()),
        };
        let (asking, ending) = (Job::new(), Job::new());
        effect(move || {
            page::track_return();
            asking.start(ask_again_and_again(state, address.clone()));
        });
        effect(move || {
            state.known.get();
            ending.start(look_at_each_end(state));
        });
        state
    }

    pub(super) fn is_empty(self) -> bool {
        self.empty.get()
    }

    pub(super) fn shown(self) -> Vec<Row> {
        self.shown.get()
    }

    pub(super) fn saved(self) -> Option<f64> {
        self.saved.get()
    }

    /// A failure is none to readers: nobody knows whether there was something to tell.
    pub(super) fn progress(self) -> Progress {
        match (self.is_empty(), self.settled.get()) {
            (false, _) => Progress::ready(self.saved.get()),
            (true, true) => Progress::empty(),
            (true, false) => Progress::default(),
        }
    }

    pub(super) fn is_folded(self, id: &str) -> bool {
        self.folded.get_untracked().split('\n').any(|one| one == id)
    }

    /// Remembers it on the device, for as long as the alert is there.
    pub(super) fn fold(self, id: &str, fold: bool) {
        let mut folded = String::new();
        for row in self.known.get_untracked() {
            let own = &row.alert.id;
            let is_folded = if own == id { fold } else { self.is_folded(own) };
            if is_folded {
                folded = join(&[&folded, own, "\n"]);
            }
        }
        page::remember(FOLDED, (!folded.is_empty()).then_some(&folded));
        self.folded.set(folded);
    }

    /// What time it is, as far as that is known.
    fn now(self) -> f64 {
        page::now() + self.late.get_untracked().unwrap_or_default()
    }

    /// True where the arrival could be used.
    fn arrive(self, arrival: Arrival) -> bool {
        let node = match arrival {
            Arrival::Saved(node, time) => {
                // What is known already is no older.
                if self.good.get_untracked() == 0.0 {
                    self.good.set(time);
                    self.know(Alerts::from_node(&node));
                }
                return true;
            }
            Arrival::Fresh(node) => Some(node),
            Arrival::Unchanged => None,
            Arrival::Failed(failure) => {
                self.fail(failure);
                return false;
            }
        };
        let alerts = node.map(|node| Alerts::from_node(&node));
        if let Some(None) = alerts {
            self.fail(Failure::Unreadable);
            return false;
        }
        self.good.set(page::now());
        self.failures.set(0);
        self.saved.set(None);
        self.know(alerts.flatten());
        self.settled.set(true);
        true
    }

    fn fail(self, failure: Failure) {
        self.failures.update(|failures| *failures += 1);
        // A service that knows no alerts has none.
        if failure == Failure::NotFound {
            self.know(Some(Alerts::default()));
        }
        let good = self.good.get_untracked();
        self.saved.set((good > 0.0).then_some(good));
        self.settled.set(true);
    }

    /// `None` is what is known already.
    fn know(self, alerts: Option<Alerts>) {
        if let Some(Alerts { alerts }) = alerts {
            let mut rows: Vec<Row> = alerts.into_iter().filter_map(row).collect();
            rows.sort_by_key(|row| core::cmp::Reverse(row.alert.level));
            self.known.set(rows);
        }
        self.look();
    }

    /// Shows what is running now.
    fn look(self) {
        let (now, before) = (self.now(), self.shown.get_untracked());
        let is_later = self.settled.get_untracked();
        let mut shown = Vec::new();
        for mut row in self.known.get_untracked() {
            if row.begins <= now && now < row.ends {
                let same = before.iter().find(|one| one.key == row.key);
                row.is_news = same.map_or(is_later, |same| same.is_news);
                shown.push(row);
            }
        }
        if shown != before {
            self.shown.set(shown);
        }
    }
}

/// An alert without an end that can be read is none.
fn row(alert: Alert) -> Option<Row> {
    let milliseconds = |text: &str| date::rfc3339(text).map(|moment| moment.unix() as f64 * 1000.0);
    let ends = milliseconds(&alert.ends)?;
    let begins = alert.begins.as_deref().and_then(milliseconds);
    let link = alert.url.as_deref();
    let link = link.and_then(|url| page::resolve(url, &page::base()));
    let text = alert.text.as_deref().unwrap_or_default();
    let url = alert.url.as_deref().unwrap_or_default();
    let level = alert.level.name();
    let words = join(&[
        &alert.id,
        "\n",
        level,
        "\n",
        &alert.title,
        "\n",
        text,
        "\n",
        url,
        "\n",
        &alert.ends,
    ]);
    Some(Row {
        key: id_hash(&words),
        ends,
        begins: begins.unwrap_or_default(),
        link: link.filter(|link| link.starts_with("http")),
        is_news: false,
        alert,
    })
}

async fn ask_again_and_again(state: State, address: String) {
    let document = page::document();
    loop {
        client::follow(&address, &|arrival| {
            Box::pin(async move { state.arrive(arrival) })
        })
        .await;
        set_the_clock(state, &address).await;
        let factor = f64::from(1_u32 << state.failures.get_untracked().min(4));
        let wait = (AGAIN * factor).min(MOST) + SPREAD * js_sys::Math::random();
        let rest = pin!(page::alarm(wait));
        // Who comes back to the page is told at once.
        let seen = pin!(page::event(&document, &["visibilitychange"]));
        select(rest, seen).await;
        while page::member(&document, "hidden").is_truthy() {
            page::event(&document, &["visibilitychange"]).await;
        }
        state.look();
    }
}

/// Where something is to be shown until an end, and the device's clock may be wrong: asks the server for its time, once.
async fn set_the_clock(state: State, address: &str) {
    let has_ends = !state.known.get_untracked().is_empty();
    if has_ends && state.late.get_untracked().is_none() && state.saved.get_untracked().is_none() {
        let now = client::server_time(address).await;
        let late = now.map_or(0.0, |now| now - page::now());
        state
            .late
            .set(Some(if late.abs() < NEAR { 0.0 } else { late }));
        state.look();
    }
}

/// Looks again when the next one begins or ends.
async fn look_at_each_end(state: State) {
    loop {
        let now = state.now();
        let mut next = f64::INFINITY;
        for row in state.known.get_untracked() {
            for time in [row.begins, row.ends] {
                if time > now {
                    next = next.min(time);
                }
            }
        }
        if next == f64::INFINITY {
            return;
        }
        // A device that slept counts its timers late; and the clock may be set meanwhile.
        page::alarm((next - now + 50.0).min(AGAIN)).await;
        state.look();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alert_must_have_an_end() {
        let alert = |ends: &str| Alert {
            id: "a".into(),
            level: bangtin_model::answers::AlertLevel::Notice,
            title: "Cắt điện".into(),
            text: None,
            url: None,
            begins: None,
            ends: ends.into(),
        };
        assert!(row(alert("")).is_none() && row(alert("mai")).is_none());
        let kept = row(alert("2026-11-27T08:00:00+07:00"));
        assert_eq!(kept.map(|row| row.ends), Some(1_795_741_200_000.0));
    }
}
