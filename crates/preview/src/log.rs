//! What was asked for.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// One request as it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Such as `GET`.
    pub method: String,
    /// The path as it was asked for, faults included, percent signs not decoded.
    pub path: String,
    /// What stands after the question mark; empty without one.
    pub query: String,
    /// When the head of the request had been read.
    pub at: Instant,
}

pub(crate) struct Log {
    keeps: bool,
    requests: Mutex<Vec<Request>>,
}

impl Log {
    pub(crate) fn new(keeps: bool) -> Self {
        Self {
            keeps,
            requests: Mutex::default(),
        }
    }

    pub(crate) fn add(&self, request: Request) {
        if self.keeps {
            self.requests().push(request);
        }
    }

    pub(crate) fn starting_with(&self, path_prefix: &str) -> Vec<Request> {
        let requests = self.requests();
        requests
            .iter()
            .filter(|request| request.path.starts_with(path_prefix))
            .cloned()
            .collect()
    }

    pub(crate) fn clear(&self) {
        self.requests().clear();
    }

    fn requests(&self) -> MutexGuard<'_, Vec<Request>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
