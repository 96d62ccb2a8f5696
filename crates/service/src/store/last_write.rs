//! How the last transaction ended: what is known, without a try, of whether the database takes what is written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the last transaction that may write was committed. A clone tells of the same database.
#[derive(Clone, Debug)]
pub(super) struct LastWrite(Arc<AtomicBool>);

/// A transaction on its way. Dropped, it was not committed: a disk was full, or there was nothing to write.
#[derive(Debug)]
pub(super) struct Attempt {
    last: LastWrite,
    committed: bool,
}

impl Default for LastWrite {
    /// Who opened the database has just brought its tables up to date.
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl LastWrite {
    pub(super) fn was_committed(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub(super) fn begin(&self) -> Attempt {
        Attempt {
            last: self.clone(),
            committed: false,
        }
    }
}

impl Attempt {
    pub(super) fn committed(mut self) {
        self.committed = true;
    }
}

impl Drop for Attempt {
    fn drop(&mut self) {
        self.last.0.store(self.committed, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::LastWrite;

    #[test]
    fn the_last_that_ended_counts() {
        let last = LastWrite::default();
        assert!(last.was_committed());
        let (one, other) = (last.begin(), last.begin());
        assert!(last.was_committed(), "what has not ended says nothing");
        drop(one);
        assert!(!last.was_committed());
        other.committed();
        assert!(last.was_committed());
    }
}
