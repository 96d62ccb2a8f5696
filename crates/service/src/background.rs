//! Work that goes on beside the requests: it is told to end, and is begun again where it panics.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use bangtin_feeds::guard::said;
use futures_util::FutureExt;
use tokio::sync::watch;

/// Tells the tasks to end.
#[derive(Clone, Debug)]
pub struct Stop(watch::Receiver<bool>);

impl Stop {
    /// The end, and what brings it: send `true`.
    #[must_use]
    pub fn new() -> (watch::Sender<bool>, Self) {
        let (sender, receiver) = watch::channel(false);
        (sender, Self(receiver))
    }

    /// Another that the same sender ends.
    #[must_use]
    pub fn by(sender: &watch::Sender<bool>) -> Self {
        Self(sender.subscribe())
    }

    /// Waits for the end.
    pub async fn ended(&mut self) {
        // An error means that the sender is gone, which is the end too.
        let _ = self.0.wait_for(|ended| *ended).await;
    }

    /// Waits; true when the end came first.
    pub async fn within(&mut self, wait: Duration) -> bool {
        tokio::time::timeout(wait, self.ended()).await.is_ok()
    }
}

/// Does it again after each `period`, until the end. What fails is told, and tried again.
pub(crate) async fn every<F: Future<Output = Result<(), sqlx::Error>>>(
    period: Duration,
    mut stop: Stop,
    what: &'static str,
    act: impl Fn() -> F,
) {
    while !stop.within(period).await {
        if let Err(error) = act().await {
            tracing::warn!(%error, what, "housekeeping failed; it is tried again");
        }
    }
}

/// How often what need not be known any more is forgotten.
pub(crate) const HOUSEKEEPING: Duration = Duration::from_secs(600);

/// How long a task that panicked waits until it is begun again.
const AGAIN: Duration = Duration::from_secs(5);

/// A task that goes on until it ends by itself: where it panics, the log and a metric say so, and it is begun again. It begins now, not
/// when it comes to run.
pub(crate) fn kept<F: Future<Output = ()>>(
    name: &'static str,
    mut stop: Stop,
    begin: impl Fn() -> F,
) -> impl Future<Output = ()> {
    let mut task = begin();
    async move {
        while let Err(panic) = AssertUnwindSafe(task).catch_unwind().await {
            let panic = said(&*panic);
            tracing::error!(
                task = name,
                panic,
                "a task panicked; it is begun again in 5 s"
            );
            metrics::counter!("bangtin_task_panics_total", "task" => name).increment(1);
            if stop.within(AGAIN).await {
                return;
            }
            task = begin();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Stop, kept};
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[tokio::test(start_paused = true)]
    async fn a_task_that_panics_is_begun_again_until_it_ends_by_itself() {
        let (_sender, stop) = Stop::new();
        let begun = AtomicUsize::new(0);
        let task = || async {
            assert!(begun.fetch_add(1, Ordering::SeqCst) >= 2, "a fault");
        };
        kept("test", stop, task).await;
        assert_eq!(begun.into_inner(), 3);
    }

    #[tokio::test(start_paused = true)]
    async fn a_task_that_always_panics_ends_with_the_service() {
        let (sender, stop) = Stop::new();
        let end = async {
            tokio::time::sleep(super::AGAIN * 3).await;
            sender.send(true).expect("a task that listens");
        };
        let task = kept("test", stop, || async { panic!("a fault") });
        tokio::join!(end, task);
    }
}
