//! What goes on beside the requests.

use tokio::task::JoinSet;

use crate::app::App;
use crate::background::{HOUSEKEEPING, Stop, every, kept};
use crate::gate::Gate;

/// Starts all tasks. Each ends by itself after `stop`, when it has done what must be done.
pub(crate) fn start(app: &App, stop: &Stop) -> JoinSet<()> {
    let context = app.context();
    let mut tasks = Tasks {
        running: JoinSet::new(),
        stop: stop.clone(),
    };
    // Each task stands here with one line.
    tasks.begin("gate", &app.gate, keep_gate);
    tasks.begin("log", &context.store, crate::store::keep_log_short);
    tasks.begin("mail", context, crate::mail::deliver);
    tasks.begin("subscriptions", context, crate::subscriptions::keep_house);
    tasks.begin("external data", context, crate::external_data::keep);
    tasks.begin("counting", &app.counting, crate::counting::task::run);
    tasks.begin("comments", context, crate::comments::keep_house);
    tasks.begin("alerts", context, crate::alerts::keep_house);
    tasks.begin("reports", context, crate::reports::keep_house);
    tasks.begin("waves", &app.gate, crate::waves::run);
    tasks.begin("reminders", context, crate::reminders::run);
    tasks.begin("moderation", context, crate::moderation::keep_house);
    tasks.begin("backup", context, crate::backup::nightly);
    tasks.begin("content", context, crate::content::schedule::run);
    tasks.begin("monthly reports", context, crate::activity::run);
    tasks.begin("digests", context, crate::digests::run);
    tasks.begin("old digests", context, crate::digests::keep_house);
    tasks.begin("held articles", context, crate::content::held::keep_house);
    tasks.begin("search", context, crate::content::search::fill::keep_up);
    tasks.running
}

struct Tasks {
    running: JoinSet<()>,
    stop: Stop,
}

impl Tasks {
    fn begin<W: Clone + Send + 'static, F: Future<Output = ()> + Send + 'static>(
        &mut self,
        name: &'static str,
        with: &W,
        task: impl Fn(W, Stop) -> F + Send + 'static,
    ) {
        let (with, stop) = (with.clone(), self.stop.clone());
        self.running.spawn(kept(name, self.stop.clone(), move || {
            task(with.clone(), stop.clone())
        }));
    }
}

/// Every ten minutes: the gate forgets what need not be known any more.
async fn keep_gate(gate: Gate, stop: Stop) {
    every(HOUSEKEEPING, stop, "gate", || gate.forget()).await;
}
