//! Writes hits every second, forgets every minute, and writes what is left when the service ends.

use std::time::Duration;

use tokio::time::{Instant, Interval, MissedTickBehavior, interval, sleep, timeout};

use std::sync::Arc;

use super::{Counting, ONLINE_MS, forget};
use crate::background::Stop;
use crate::clock::{day_of, start_of};

const EVERY: Duration = Duration::from_secs(1);
const FORGET_EVERY: Duration = Duration::from_secs(60);

/// A database that says nothing for so long is asked anew.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long the end waits for the database.
const LAST_PATIENCE: Duration = Duration::from_secs(8);

/// Until the end, when requests that are on their way may still bring hits: [`finish`] writes them.
pub(crate) async fn run(counting: Arc<Counting>, mut stop: Stop) {
    tokio::select! {
        () = stop.ended() => {}
        () = keep_writing(&counting) => {}
        () = keep_house(&counting) => {}
    }
}

async fn keep_writing(counting: &Counting) {
    let mut seconds = seconds();
    let mut failures: u32 = 0;
    loop {
        seconds.tick().await;
        failures = written(counting, failures).await;
    }
}

/// Beside the writing, which does not wait for it: this stands behind forms at SQLite's writer.
async fn keep_house(counting: &Counting) {
    let mut seconds = seconds();
    let mut forgot = Instant::now();
    loop {
        seconds.tick().await;
        prepare(counting).await;
        if forgot.elapsed() >= FORGET_EVERY {
            forgot = Instant::now();
            if let Err(error) = forget::forget(counting).await {
                tracing::warn!(%error, "old visitors could not be deleted; it is tried again");
            }
        }
    }
}

fn seconds() -> Interval {
    let mut seconds = interval(EVERY);
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    seconds
}

/// The key of the day is there before its first hit.
async fn prepare(counting: &Counting) {
    let now_ms = counting.context.clock.now_ms();
    let today = day_of(now_ms);
    let soon = start_of(today + 1) - now_ms < ONLINE_MS;
    for day in [Some(today), soon.then_some(today + 1)]
        .into_iter()
        .flatten()
    {
        // When it fails, the next second or the next hit tries again.
        let _ = counting.salts.of(&counting.context, day).await;
    }
}

async fn written(counting: &Counting, failures: u32) -> u32 {
    metrics::gauge!("bangtin_hits_buffer_rows").set(counting.buffer().rows() as f64);
    let problem = match timeout(PATIENCE, counting.flush()).await {
        Ok(Ok(())) => return 0,
        Ok(Err(error)) => error.to_string(),
        Err(_) => "no answer in 10 s".to_owned(),
    };
    metrics::counter!("bangtin_hits_flush_failures_total").increment(1);
    if failures.is_multiple_of(60) {
        tracing::warn!(
            problem,
            "hits could not be written; they are kept, and tried again"
        );
    }
    failures.saturating_add(1)
}

/// Writes what is left, once no more requests are answered. A hit that came all the same would be refused.
pub(crate) async fn finish(counting: &Counting) {
    counting.buffer().close();
    let last = async {
        while let Err(error) = counting.flush().await {
            tracing::warn!(%error, "hits could not be written at the end; it is tried again");
            sleep(EVERY / 2).await;
        }
    };
    if timeout(LAST_PATIENCE, last).await.is_err() {
        let rows = counting.buffer().rows();
        tracing::error!(rows, "hits were lost: the database took none until the end");
    }
}
