//! What every handler and every task can reach.

use std::ops::Deref;
use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Settings;
use crate::gate::Gate;
use crate::http::Rendered;
use crate::keys::Keys;
use crate::outgoing::Outgoing;
use crate::store::Store;

/// The running service. A clone is the same.
#[derive(Clone)]
pub struct App(Arc<Parts>);

/// What the service is made of.
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
    /// Stands before everything that writes.
    pub gate: Gate,
    /// Answers that were made a moment ago.
    pub rendered: Rendered,
    /// Asks other servers.
    pub outgoing: Outgoing,
    /// Hits that wait to be written.
    pub counting: crate::counting::Counting,
    /// Told when a mail was put into the outbox.
    pub mail_waits: tokio::sync::Notify,
}

impl App {
    /// Joins the parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(parts))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}
