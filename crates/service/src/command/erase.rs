//! `erase`: everything that holds an address.

use std::io::Write;
use std::time::Duration;

use tokio::time::sleep;

use super::console::{Console, Refusal};
use crate::app::App;
use crate::mail::EmailAddress;
use crate::subscriptions::{Erased, erase_everywhere};

/// How often SQLite's log is asked for an end, while others read from it.
const TRIES: u32 = 20;
const AGAIN: Duration = Duration::from_millis(250);

/// Erases, and says how many rows there were.
///
/// # Errors
/// When this is no address, or the database cannot be written.
pub(super) async fn perform(app: &App, email: &str, console: &mut Console) -> Result<(), Refusal> {
    let email = EmailAddress::parse(email)?;
    let mut write = app.store.write().await?;
    let erased = erase_everywhere(&mut write, &app.keys, &email.key(), app.clock.now_ms()).await?;
    write.commit().await?;
    tell(&erased, console)?;
    if !out_of_the_log(app).await? {
        writeln!(
            console.notes,
            "SQLite's log (the file with -wal) may hold it for some minutes more: readers are still at it"
        )?;
    }
    Ok(())
}

/// What was erased still stands in SQLite's log until that is begun anew.
async fn out_of_the_log(app: &App) -> Result<bool, sqlx::Error> {
    for _ in 0..TRIES {
        if app.store.empty_log().await? {
            return Ok(true);
        }
        sleep(AGAIN).await;
    }
    Ok(false)
}

fn tell(erased: &Erased, console: &mut Console) -> std::io::Result<()> {
    console.lines(&[
        format!("subscriptions: {}", erased.subscribers),
        format!("consents: {}", erased.consents),
        format!("mails: {}", erased.mails),
        format!("moderators: {}", erased.moderators),
        format!("comments and log lines: {}", erased.texts),
    ])
}
