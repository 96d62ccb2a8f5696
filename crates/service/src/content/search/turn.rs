//! How many searches go on at once. A search computes for longer than any other answer; without a bound, those of many readers, also of
//! readers who have gone, would hold every connection, and nobody could read an article.

use std::time::Duration;

use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use crate::context::Context;

/// How long a search waits for its turn before its reader is told to come again.
const PATIENCE: Duration = Duration::from_secs(2);

/// The turns: half as many as there may be connections, so that the other half is for other answers.
pub(crate) fn turns(connections: u32) -> Semaphore {
    Semaphore::new(usize::try_from(connections / 2).unwrap_or(1).max(1))
}

/// Waits for a turn, which lasts as long as this is held. Taken before a connection: who waits holds none.
///
/// # Errors
/// Busy, when none came in time.
pub(crate) async fn turn(context: &Context) -> Result<SemaphorePermit<'_>, sqlx::Error> {
    match timeout(PATIENCE, context.searches.acquire()).await {
        Ok(Ok(turn)) => Ok(turn),
        _ => Err(sqlx::Error::PoolTimedOut),
    }
}
