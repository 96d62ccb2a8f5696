//! What other servers tell us (exchange rates, weather): asked beside the requests, never for one. An answer to a reader
//! only ever comes from the database, so a source that is dead, slow or mad changes nothing but the age of a value. A source may
//! be a file of this machine: the sample commune has its values so, and asks nobody.

mod ask;
mod fetch;
mod kept;
mod place;
pub mod rates;
mod source;
pub mod weather;

use std::time::Duration;

use tokio::task::JoinSet;

use crate::background::Stop;
use crate::context::Context;

pub use place::{PLACES, Place, first_place, places};

/// How often we look whether something is due. Asking goes by `every_minutes`.
const TICK: Duration = Duration::from_secs(1);
/// The most requests to one source at a time, and to all of them.
const AT_ONCE: (usize, usize) = (2, 8);

/// The task: asks for what is due, and ends at once where no source is configured. What is on its way at the end is
/// dropped: the next start asks again.
pub(crate) async fn keep(context: Context, mut stop: Stop) {
    let sources = source::sources(&context.settings);
    if sources.is_empty() {
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
        match kept::not_due(&context).await {
            Ok(waiting) => {
                for one in sources.iter().filter(|one| !waiting.contains(&one.key())) {
                    let same = busy.iter().filter(|(_, digest)| *digest == one.digest);
                    // Nobody has to be spared who reads a file.
                    let is_full = same.count() >= AT_ONCE.0 || busy.len() >= AT_ONCE.1;
                    if is_full && !one.is_file() {
                        continue;
                    }
                    let task = running.spawn(ask::ask(context.clone(), one.clone()));
                    busy.push((task.id(), one.digest.clone()));
                }
            }
            Err(error) => tracing::warn!(%error, "what is due cannot be read; it is tried again"),
        }
        if stop.within(TICK).await {
            return;
        }
    }
}
