//! Where what a source sends is read: beside the requests, for a bounded time, and so that a panic costs that source only.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::Failure;

/// The most time for reading one page, once it is here.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// How much longer we wait for work that looks at its deadline between two items.
const LEEWAY: Duration = Duration::from_secs(5);

/// When work must have ended.
#[derive(Clone, Copy, Debug)]
pub struct Deadline(Instant);

impl Deadline {
    /// So much time from now.
    #[must_use]
    pub fn after(time: Duration) -> Self {
        let now = Instant::now();
        Self(now.checked_add(time).unwrap_or(now))
    }

    /// # Errors
    /// [`Failure::Heavy`] once it has passed.
    pub fn look(self) -> Result<(), Failure> {
        if Instant::now() < self.0 {
            Ok(())
        } else {
            Err(Failure::Heavy)
        }
    }
}

/// Does this on a thread where it may take time. A thread cannot be stopped, so the work looks at its deadline itself; where it does
/// not, we go on without it.
///
/// # Errors
/// What the work gives, [`Failure::Heavy`] where it takes too long, [`Failure::Panicked`] where it panics.
pub async fn apart<T: Send + 'static>(
    work: impl FnOnce(Deadline) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    within(PATIENCE, LEEWAY, work).await
}

async fn within<T: Send + 'static>(
    time: Duration,
    leeway: Duration,
    work: impl FnOnce(Deadline) -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let deadline = Deadline::after(time);
    let thread = tokio::task::spawn_blocking(move || work(deadline));
    match tokio::time::timeout(time.saturating_add(leeway), thread).await {
        Err(_) => Err(Failure::Heavy),
        Ok(Ok(outcome)) => outcome,
        Ok(Err(error)) => Err(Failure::Panicked(match error.try_into_panic() {
            Ok(panic) => said(&*panic),
            Err(error) => error.to_string(),
        })),
    }
}

/// Does this for one item: what it panics with, where it does.
pub fn attempt<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| said(&*panic))
}

/// The message of a panic.
pub fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("without a message").to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Failure, apart, attempt, within};
    use std::time::{Duration, Instant};

    #[tokio::test]
    async fn a_panic_is_a_failure_that_tells_its_message() {
        let outcome = apart(|_| -> Result<(), Failure> { panic!("no such byte: {}", 7) }).await;
        assert_eq!(outcome, Err(Failure::Panicked("no such byte: 7".into())));
        assert_eq!(attempt(|| 1), Ok(1));
        assert_eq!(attempt(|| panic!("a")), Err::<(), _>("a".into()));
    }

    #[tokio::test]
    async fn work_without_end_is_not_waited_for() {
        let soon = Duration::from_millis(50);
        let begun = Instant::now();
        let outcome = within(soon, soon, |_| {
            std::thread::sleep(Duration::from_secs(2));
            Ok(())
        });
        assert_eq!(outcome.await, Err(Failure::Heavy));
        assert!(begun.elapsed() < Duration::from_secs(1));
    }

    #[tokio::test]
    async fn work_that_looks_at_its_deadline_ends_at_it() {
        let outcome = within(
            Duration::from_millis(50),
            Duration::from_secs(60),
            |deadline| -> Result<(), Failure> {
                loop {
                    deadline.look()?;
                    std::thread::yield_now();
                }
            },
        );
        assert_eq!(outcome.await, Err(Failure::Heavy));
    }
}
