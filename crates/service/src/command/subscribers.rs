//! `subscribers export`: who is subscribed, for a program that sends newsletters.

use std::io::Write;

use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::console::{Console, Refusal};
use crate::app::App;
use crate::spreadsheet::inert;
use crate::subscriptions::{Links, Subscriber, confirmed_of, rfc3339};

/// What to do with subscribers.
#[derive(Clone, Debug, Subcommand, Deserialize, Serialize)]
pub enum Subscribers {
    /// Write those who have confirmed, and have not unsubscribed, to the standard output
    Export(Export),
}

/// Which subscribers, and how.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct Export {
    /// The site's id
    #[arg(long)]
    pub site: String,
    /// The columns: for a spreadsheet, or for the import of listmonk
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    pub format: Format,
}

/// The columns of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize, Serialize)]
pub enum Format {
    /// email, lang, topics, confirmed, unsubscribe, manage
    Csv,
    /// email, name, attributes (JSON), as listmonk imports it
    Listmonk,
}

/// Each line has the subscriber's own links, so that every newsletter can have them.
///
/// # Errors
/// When there is no such site, or the database cannot be read.
pub(super) async fn perform(
    app: &App,
    command: &Subscribers,
    console: &mut Console,
) -> Result<(), Refusal> {
    let Subscribers::Export(export) = command;
    if app.settings.site(&export.site).is_none() {
        return Err(format!("there is no site {} in the settings", export.site).into());
    }
    let written = write(app, export, &mut console.out).await?;
    writeln!(console.notes, "{written} subscribers")?;
    if app.settings.public_url.is_none() {
        let address = &app.public_url;
        writeln!(
            console.notes,
            "public_url is not set: the links lead to {address}"
        )?;
    }
    Ok(())
}

/// Writes the lines; gives their number.
///
/// # Errors
/// When the database cannot be read, or `out` not be written.
pub async fn write(app: &App, export: &Export, out: impl Write) -> Result<usize, Refusal> {
    let mut read = app.store.read().await?;
    let subscribers = confirmed_of(&mut read, &export.site).await?;
    drop(read);
    let mut lines = csv::Writer::from_writer(out);
    match export.format {
        Format::Csv => {
            lines.write_record([
                "email",
                "lang",
                "topics",
                "confirmed",
                "unsubscribe",
                "manage",
            ])?;
        }
        Format::Listmonk => lines.write_record(["email", "name", "attributes"])?,
    }
    for subscriber in &subscribers {
        let links = Links::new(app, &export.site, &subscriber.id, None, subscriber.lang());
        match export.format {
            Format::Csv => lines.write_record(plain(subscriber, &links))?,
            Format::Listmonk => lines.write_record(listmonk(subscriber, &links))?,
        }
    }
    lines.flush()?;
    Ok(subscribers.len())
}

fn plain(subscriber: &Subscriber, links: &Links) -> [String; 6] {
    [
        inert(&subscriber.address),
        subscriber.lang().tag().into(),
        subscriber.topics().join(" "),
        subscriber.confirmed_ms.map(rfc3339).unwrap_or_default(),
        links.unsubscribe.clone(),
        links.manage.clone(),
    ]
}

/// Nobody is asked for a name; listmonk makes one of the address where it is empty.
fn listmonk(subscriber: &Subscriber, links: &Links) -> [String; 3] {
    let attributes = json!({
        "lang": subscriber.lang().tag(),
        "topics": subscriber.topics(),
        "confirmed": subscriber.confirmed_ms.map(rfc3339),
        "unsubscribe": links.unsubscribe,
        "manage": links.manage,
    });
    [
        subscriber.address.clone(),
        String::new(),
        attributes.to_string(),
    ]
}
