//! What all parts of the service work with.

use std::ops::Deref;
use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Settings;
use crate::http::Rendered;
use crate::keys::Keys;
use crate::store::Store;
use bangtin_outgoing::Outgoing;

/// Settings, database, time, keys. A clone is the same.
#[derive(Clone)]
pub struct Context(Arc<Parts>);

/// What a [`Context`] is made of.
pub struct Parts {
    /// The settings.
    pub settings: Settings,
    /// The address under which readers reach the service, without a slash at the end.
    pub public_url: String,
    /// The database.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Signs and opens tokens.
    pub keys: Keys,
    /// Answers that were made a moment ago.
    pub rendered: Rendered,
    /// Asks other servers.
    pub outgoing: Outgoing,
    /// The turns of searches: so many go on at once.
    pub searches: tokio::sync::Semaphore,
    /// Told when a mail was put into the outbox.
    pub mail_waits: tokio::sync::Notify,
}

impl Context {
    /// Joins the parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for Context {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
