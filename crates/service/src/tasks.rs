//! What goes on beside the requests.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::app::App;
use crate::gate;

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

/// Starts all tasks. Each ends by itself after `stop`, when it has done what must be done.
pub(crate) fn start(app: &App, stop: &Stop) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(housekeeping(app.clone(), stop.clone()));
    tasks.spawn(crate::mail::deliver(app.clone(), stop.clone()));
    tasks.spawn(crate::subscriptions::keep_house(app.clone(), stop.clone()));
    tasks.spawn(crate::readings::keep(app.clone(), stop.clone()));
    tasks.spawn(crate::counting::task::run(app.clone(), stop.clone()));
    tasks.spawn(crate::moderation::keep_house(app.clone(), stop.clone()));
    tasks.spawn(crate::backup::nightly(app.clone(), stop.clone()));
    tasks.spawn(crate::content::schedule::run(app.clone(), stop.clone()));
    // Each task stands here with one line.
    tasks
}

/// Every ten minutes: forgets what need not be known any more.
async fn housekeeping(app: App, mut stop: Stop) {
    const EVERY: Duration = Duration::from_secs(600);
    while !stop.within(EVERY).await {
        app.gate.rates.forget();
        if let Err(error) = gate::forget(&app).await {
            tracing::warn!(%error, "housekeeping failed; it is tried again");
        }
    }
}
