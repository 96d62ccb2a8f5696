//! `erase`: everything that holds an address, or the words of a comment.

use std::io::Write;
use std::time::Duration;

use clap::Args;
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use super::console::{Console, Refusal};
use crate::app::App;
use crate::comments::{self, Remainder};
use crate::mail::EmailAddress;
use crate::subscriptions::{Erased, erase_everywhere};

/// How often SQLite's log is asked for an end, while others read from it.
const TRIES: u32 = 20;
const AGAIN: Duration = Duration::from_millis(250);

/// What to erase.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct Erase {
    /// The address
    #[arg(required_unless_present = "comment")]
    pub email: Option<String>,
    /// The id of a comment (comments list names them): its name and its text go, what answers it stays
    #[arg(
        long,
        value_name = "ID",
        conflicts_with = "email",
        allow_hyphen_values = true
    )]
    pub comment: Option<String>,
}

/// Erases, and says what there was.
///
/// # Errors
/// When this is no address, there is no such comment, or the database cannot be written.
pub(super) async fn perform(app: &App, what: &Erase, console: &mut Console) -> Result<(), Refusal> {
    if let Some(email) = &what.email {
        address(app, email, console).await?;
    }
    if let Some(id) = &what.comment {
        comment(app, id, console).await?;
    }
    if !out_of_the_log(app).await? {
        writeln!(
            console.notes,
            "SQLite's log (the file with -wal) may hold it for some minutes more: readers are still at it"
        )?;
    }
    Ok(())
}

async fn address(app: &App, email: &str, console: &mut Console) -> Result<(), Refusal> {
    let email = EmailAddress::parse(email)?;
    let mut write = app.store.write().await?;
    let erased = erase_everywhere(&mut write, &app.keys, &email.key(), app.clock.now_ms()).await?;
    write.commit().await?;
    Ok(tell(&erased, console)?)
}

async fn comment(app: &App, id: &str, console: &mut Console) -> Result<(), Refusal> {
    let mut write = app.store.write().await?;
    let left = comments::erase(&mut write, id, app.clock.now_ms()).await?;
    write.commit().await?;
    app.rendered.forget();
    let told = match left {
        Remainder::Nothing => {
            return Err(format!("{id}: there is no such comment, or its words are gone").into());
        }
        Remainder::Deleted => format!("erased: {id}"),
        Remainder::Place => format!("erased: {id}; its place stays, for what answers it"),
    };
    Ok(console.lines(&[told])?)
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
        format!("comments that wait for a mail: {}", erased.answer_mails),
        format!("moderators: {}", erased.moderators),
        format!("comments, reports and log lines: {}", erased.texts),
    ])
}
