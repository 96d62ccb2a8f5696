//! Asks a source for one reading, judges what it says, and keeps it.

use super::fetch::{Failure, PATIENCE};
use super::kept::{self, Before, Outcome};
use super::source::{Source, Subject};
use super::{rates, weather};
use crate::context::Context;

/// After so many answers in a row that agree with each other, a value far from the last good one is believed.
const BELIEVED_AFTER: i64 = 3;
const MINUTE_MS: i64 = 60_000;

pub(super) async fn ask(context: Context, source: Source) {
    if let Err(error) = ask_and_keep(&context, &source).await {
        tracing::warn!(%error, kind = source.word(), "a reading cannot be kept; it is tried again");
    }
}

async fn ask_and_keep(context: &Context, source: &Source) -> Result<(), sqlx::Error> {
    let tries = match &source.subject {
        Subject::Rates(urls) => urls.len(),
        Subject::Weather(..) => 1,
    };
    // Longer than the sources can take, so that nobody else asks meanwhile.
    let longest = PATIENCE.as_millis() as i64 * tries as i64 + MINUTE_MS;
    let until_ms = context.clock.now_ms() + longest;
    let Some(before) = kept::take(context, source, until_ms).await? else {
        return Ok(());
    };
    let answer = match &source.subject {
        Subject::Rates(urls) => rates::fetch(context, urls).await,
        Subject::Weather(url, place) => weather::fetch(context, url, place).await,
    };
    let outcome = judge(source, &before, answer);
    let (word, wait_ms) = match &outcome {
        Outcome::Good(_) => ("good", source.every_ms),
        Outcome::Doubtful(..) => ("doubtful", source.every_ms.min(10 * MINUTE_MS)),
        Outcome::Failed => ("failed", backoff(before.failures).min(source.every_ms)),
    };
    metrics::counter!("bangtin_readings_total", "kind" => source.word(), "outcome" => word)
        .increment(1);
    kept::keep(context, source, &outcome, context.clock.now_ms() + wait_ms).await
}

fn judge(source: &Source, before: &Before, answer: Result<String, Failure>) -> Outcome {
    let value = match answer {
        Ok(value) => value,
        Err(error) => {
            tracing::warn!(kind = source.word(), name = source.name(), %error, "a source failed; the last good value stays");
            return Outcome::Failed;
        }
    };
    let far = |known: &Option<String>| {
        let known = known.as_deref();
        known.is_some_and(|known| match source.subject {
            Subject::Rates(_) => rates::far_apart(known, &value),
            Subject::Weather(..) => false,
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
        kind = source.word(),
        doubts,
        "a source is far from its last good value, which stays"
    );
    Outcome::Doubtful(value, doubts)
}

/// A minute, then twice as long each time.
fn backoff(failures: i64) -> i64 {
    MINUTE_MS << failures.clamp(0, 12)
}
