//! `<bangtin-today>`: what day it is in Viet Nam, whatever the device says.

use std::pin::pin;

use bangtin_model::{Moment, Precision};
use futures::future::select;

use crate::{
    attributes::attributes,
    components::{announce, configured},
    host::Host,
    i18n::{Words, long_date},
    page::{self, Job},
    resource::Progress,
    view::{RwSignal, View, component, effect, view},
};

attributes! {
    /// Words before the date.
    GREETING: Text("greeting");
}

// Milliseconds.
const DAY: i64 = 86_400_000;
const UTC_PLUS_7: i64 = 25_200_000;

/// The view of the element.
pub(super) fn today(host: Host) -> View {
    host.style("today", style!("today"));
    let read = |host: Host| host.judge_shared();
    configured(
        host,
        read,
        |()| now(),
        move |now| view! { <Today host now/> },
    )
}

/// The time, in milliseconds since 1970; brought up to date when a day begins.
fn now() -> RwSignal<f64> {
    let (now, following) = (RwSignal::new(page::now()), Job::new());
    effect(move || following.start(follow_the_days(now)));
    now
}

/// A phone that slept through midnight looks again when the page is seen.
async fn follow_the_days(now: RwSignal<f64>) {
    let document = page::document();
    loop {
        let rest = until_midnight(page::now() as i64);
        let midnight = pin!(page::alarm((rest + 20) as f64));
        let seen = pin!(page::event(&document, &["visibilitychange"]));
        select(midnight, seen).await;
        now.set(page::now());
    }
}

/// Milliseconds until the next day begins in Viet Nam.
fn until_midnight(now: i64) -> i64 {
    DAY - (now + UTC_PLUS_7).rem_euclid(DAY)
}

#[component]
fn Today(host: Host, now: RwSignal<f64>) -> View {
    announce(host, || Progress::ready(None));
    view! {
        // The line.
        <p part="today" class="today">
            // The words before the date.
            {host.get(GREETING).map(|words| view! { <span part="greeting">{words}</span> })}
            " "
            {move || {
                let today = Moment::from_unix((now.get() / 1000.0) as i64, Precision::Day);
                view! {
                    // The date.
                    <time part="date" datetime=today.iso()>{long_date(&today, &Words::here())}</time>
                }
            }}
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::until_midnight;

    #[test]
    fn a_day_begins_at_midnight_in_viet_nam() {
        // 2026-11-25T17:00:00Z is midnight there.
        let midnight = 1_795_626_000_000;
        assert_eq!(until_midnight(midnight - 1), 1);
        assert_eq!(until_midnight(midnight), 86_400_000);
        assert_eq!(until_midnight(midnight + 3_600_000), 82_800_000);
    }
}
