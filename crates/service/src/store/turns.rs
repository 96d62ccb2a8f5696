//! Whose turn it is at SQLite's only writer. Who comes first is first, but for one who may not wait behind all others: what cannot be sent
//! again, such as hits in memory.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// A queue with a place at its front. A clone is the same queue.
#[derive(Clone, Debug)]
pub(super) struct Turns {
    /// Where the queue stands.
    queue: Arc<Semaphore>,
    /// Where its first waits, and who need not stand in it. They come through in the order in which they came here, so that of two turns
    /// at most one is another's who did not stand in the queue.
    door: Arc<Semaphore>,
}

/// Ends when it is dropped.
#[derive(Debug)]
pub(super) struct Turn {
    _permit: OwnedSemaphorePermit,
}

impl Default for Turns {
    fn default() -> Self {
        let one = || Arc::new(Semaphore::new(1));
        Self {
            queue: one(),
            door: one(),
        }
    }
}

impl Turns {
    /// A turn behind all who wait.
    ///
    /// # Errors
    /// As of a pool, where it is not there in time.
    pub(super) async fn next(&self, patience: Duration) -> Result<Turn, sqlx::Error> {
        let turn = async {
            let _first = self.queue.acquire().await.map_err(closed)?;
            self.enter().await
        };
        within(patience, turn).await
    }

    /// A turn behind the one that is, and at most one other. Only one at a time asks for it.
    ///
    /// # Errors
    /// As of a pool, where it is not there in time.
    pub(super) async fn soon(&self, patience: Duration) -> Result<Turn, sqlx::Error> {
        within(patience, self.enter()).await
    }

    async fn enter(&self) -> Result<Turn, sqlx::Error> {
        let permit = self.door.clone().acquire_owned().await;
        permit
            .map(|permit| Turn { _permit: permit })
            .map_err(closed)
    }
}

async fn within(
    patience: Duration,
    turn: impl Future<Output = Result<Turn, sqlx::Error>>,
) -> Result<Turn, sqlx::Error> {
    timeout(patience, turn)
        .await
        .unwrap_or(Err(sqlx::Error::PoolTimedOut))
}

/// Nobody closes them.
fn closed(_: tokio::sync::AcquireError) -> sqlx::Error {
    sqlx::Error::PoolClosed
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use tokio::task::JoinSet;
    use tokio::time::sleep;

    use super::Turns;

    const PATIENCE: Duration = Duration::from_secs(5);
    const LONG: Duration = Duration::from_millis(100);

    /// In which order they have a turn of 100 ms each, of whom one comes every 10 ms while another has it. `true` does not stand in the
    /// queue; each of those comes when the one before has had its turn.
    #[tokio::test(start_paused = true)]
    async fn of_two_turns_one_is_the_queues() {
        let turns = Turns::default();
        let first = turns.next(PATIENCE).await.expect("nobody has it");
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut all = JoinSet::new();
        for number in 0..6 {
            let (turns, order) = (turns.clone(), order.clone());
            all.spawn(async move {
                sleep(Duration::from_millis(10 * number)).await;
                let _turn = turns.next(PATIENCE).await.expect("in time");
                order.lock().expect("a list").push(number.to_string());
                sleep(LONG).await;
            });
        }
        {
            let (turns, order) = (turns.clone(), order.clone());
            all.spawn(async move {
                sleep(LONG).await;
                for _ in 0..3 {
                    let _turn = turns.soon(PATIENCE).await.expect("in time");
                    order.lock().expect("a list").push("soon".to_owned());
                    sleep(LONG).await;
                }
            });
        }
        sleep(2 * LONG).await;
        drop(first);
        all.join_all().await;
        let order = order.lock().expect("a list").join(" ");
        assert_eq!(order, "0 soon 1 soon 2 soon 3 4 5");
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_too_long_leaves_the_queue() {
        let turns = Turns::default();
        let first = turns.next(PATIENCE).await.expect("nobody has it");
        let late = turns.next(PATIENCE).await;
        assert!(matches!(late, Err(sqlx::Error::PoolTimedOut)));
        drop(first);
        turns.next(PATIENCE).await.expect("nobody has it any more");
    }
}
