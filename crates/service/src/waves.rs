//! Waves of forms: seen in the database and at the gate, told to moderators by one mail, and kept with their times, so that what came in
//! one can be decided about as a whole.

mod kept;
mod letter;
mod signs;

use std::time::Duration;

use crate::background::{Stop, every};
use crate::gate::Gate;
use crate::mail;
use crate::reminders::recipients;

pub use kept::{Wave, latest};

/// As often as that the gate is asked, which knows of this minute and of the one before it.
const LOOK: Duration = Duration::from_secs(60);
const HOUR_MS: i64 = 60 * 60 * 1000;

/// Looks every minute, until the end.
pub(crate) async fn run(gate: Gate, stop: Stop) {
    every(LOOK, stop, "waves", || look(&gate)).await;
}

/// Looks whether a wave goes on at each site, and writes down one that begins, with its mails: once, whichever replica comes first.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn look(gate: &Gate) -> Result<(), sqlx::Error> {
    let context = gate.context();
    let now_ms = context.clock.now_ms();
    for site in &context.settings.sites {
        let rising_ms = gate.rising_since(&site.id);
        let signs = signs::seen(context, &site.id, rising_ms, now_ms).await?;
        let Some(since_ms) = signs.since_ms else {
            continue;
        };
        if kept::go_on(context, &site.id, now_ms).await? {
            continue;
        }
        let to = match site.remind_moderators_at {
            Some(_) => recipients(context, site).await?,
            None => Vec::new(),
        };
        let mut read = context.store.read().await?;
        let forms = signs::forms(&mut read, &site.id, now_ms).await?;
        drop(read);
        let mut write = context.store.write().await?;
        if !kept::begin(&mut write, context, &site.id, (since_ms, now_ms)).await? {
            continue;
        }
        for to in to {
            let letter = letter::letter(context, site, (&signs, forms), to, now_ms);
            mail::enqueue(&mut write, &letter, now_ms).await?;
        }
        write.commit().await?;
        mail::wake(context);
    }
    Ok(())
}
