//! Asks a source for one reading, judges what it says, and keeps it.

use super::fetch::{Failure, PATIENCE};
use super::kept::{self, Before, Outcome};
use super::wanted::{Kind, Wanted};
use crate::app::App;
use crate::{rates, weather};

/// After so many answers in a row that agree with each other, a value far from the last good one is believed.
const BELIEVED_AFTER: i64 = 3;
const MINUTE_MS: i64 = 60_000;

pub(super) async fn ask(app: App, wanted: Wanted) {
    if let Err(error) = ask_and_keep(&app, &wanted).await {
        tracing::warn!(%error, kind = wanted.word(), "a reading cannot be kept; it is tried again");
    }
}

async fn ask_and_keep(app: &App, wanted: &Wanted) -> Result<(), sqlx::Error> {
    let tries = match &wanted.kind {
        Kind::Rates(urls) => urls.len(),
        Kind::Weather(..) => 1,
    };
    // Longer than the sources can take, so that nobody else asks meanwhile.
    let longest = PATIENCE.as_millis() as i64 * tries as i64 + MINUTE_MS;
    let until_ms = app.clock.now_ms() + longest;
    let Some(before) = kept::take(app, wanted, until_ms).await? else {
        return Ok(());
    };
    let answer = match &wanted.kind {
        Kind::Rates(urls) => rates::fetch(app, urls).await,
        Kind::Weather(url, place) => weather::fetch(app, url, place).await,
    };
    let outcome = judge(wanted, &before, answer);
    let (word, wait_ms) = match &outcome {
        Outcome::Good(_) => ("good", wanted.every_ms),
        Outcome::Doubtful(..) => ("doubtful", wanted.every_ms.min(10 * MINUTE_MS)),
        Outcome::Failed => ("failed", backoff(before.failures).min(wanted.every_ms)),
    };
    metrics::counter!("bangtin_readings_total", "kind" => wanted.word(), "outcome" => word)
        .increment(1);
    kept::keep(app, wanted, &outcome, app.clock.now_ms() + wait_ms).await
}

fn judge(wanted: &Wanted, before: &Before, answer: Result<String, Failure>) -> Outcome {
    let value = match answer {
        Ok(value) => value,
        Err(error) => {
            tracing::warn!(kind = wanted.word(), name = wanted.name(), %error, "a source failed; the last good value stays");
            return Outcome::Failed;
        }
    };
    let far = |known: &Option<String>| {
        let known = known.as_deref();
        known.is_some_and(|known| match wanted.kind {
            Kind::Rates(_) => rates::far_apart(known, &value),
            Kind::Weather(..) => false,
        })
    };
    if !far(&before.value) {
        return Outcome::Good(value);
    }
    let again = before.doubted.is_some() && !far(&before.doubted);
    let doubts = if again { before.doubts + 1 } else { 1 };
    if doubts >= BELIEVED_AFTER {
        return Outcome::Good(value);
    }
    tracing::warn!(
        kind = wanted.word(),
        doubts,
        "a source is far from its last good value, which stays"
    );
    Outcome::Doubtful(value, doubts)
}

/// A minute, then twice as long each time.
fn backoff(failures: i64) -> i64 {
    MINUTE_MS << failures.clamp(0, 12)
}
