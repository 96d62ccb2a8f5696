//! `erase`: everything that holds an address.

use std::error::Error;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::mail::EmailAddress;
use crate::subscriptions::{Erased, erase_everywhere};

/// Runs the command, and says how many rows there were.
///
/// # Errors
/// When this is no address, or the database cannot be written.
pub async fn run(settings: Settings, email: &str) -> Result<(), Box<dyn Error>> {
    let email = EmailAddress::parse(email)?;
    let app = App::open(settings, String::new(), Clock::default()).await?;
    let erased = erase(&app, &email).await;
    // Closing also writes SQLite's log into the file and removes it.
    app.store.close().await;
    print(&erased?);
    Ok(())
}

async fn erase(app: &App, email: &EmailAddress) -> Result<Erased, sqlx::Error> {
    let mut write = app.store.write().await?;
    let erased = erase_everywhere(&mut write, &app.keys, &email.key(), app.clock.now_ms()).await?;
    write.commit().await?;
    Ok(erased)
}

fn print(erased: &Erased) {
    println!("subscriptions: {}", erased.subscribers);
    println!("consents: {}", erased.consents);
    println!("mails: {}", erased.mails);
    println!("moderators: {}", erased.moderators);
    println!("comments and log lines: {}", erased.texts);
}
