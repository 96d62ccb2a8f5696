//! What other servers tell us (exchange rates, weather): asked beside the requests, never for one. An answer to a reader
//! only ever comes from the database, so a source that is dead, slow or mad changes nothing but the age of a value.

mod ask;
mod fetch;
mod kept;
mod wanted;

use std::time::Duration;

use tokio::task::JoinSet;

use crate::app::App;
use crate::tasks::Stop;

pub use fetch::{Failure, get};
pub use kept::{Good, last_good};
pub use wanted::{Kind, Wanted, wanted};

/// How often we look whether something is due. Asking goes by `every_minutes`.
const TICK: Duration = Duration::from_secs(1);
/// The most requests to one source at a time, and to all of them.
const AT_ONCE: (usize, usize) = (2, 8);

/// The task: asks for what is due, and ends at once where no source is configured. What is on its way at the end is
/// dropped: the next start asks again.
pub(crate) async fn keep(app: App, mut stop: Stop) {
    let wanted = wanted(&app.settings);
    if wanted.is_empty() {
        return;
    }
    let mut running: JoinSet<()> = JoinSet::new();
    let mut busy: Vec<(tokio::task::Id, String)> = Vec::new();
    loop {
        while let Some(ended) = running.try_join_next_with_id() {
            let id = match ended {
                Ok((id, ())) => id,
                Err(error) => error.id(),
            };
            busy.retain(|(running, _)| *running != id);
        }
        match kept::not_due(&app).await {
            Ok(waiting) => {
                for one in wanted.iter().filter(|one| !waiting.contains(&one.key())) {
                    let same = busy.iter().filter(|(_, source)| *source == one.source);
                    if same.count() >= AT_ONCE.0 || busy.len() >= AT_ONCE.1 {
                        continue;
                    }
                    let task = running.spawn(ask::ask(app.clone(), one.clone()));
                    busy.push((task.id(), one.source.clone()));
                }
            }
            Err(error) => tracing::warn!(%error, "the readings cannot be read; it is tried again"),
        }
        if stop.within(TICK).await {
            return;
        }
    }
}
