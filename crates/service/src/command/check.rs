//! `check`: what is wrong with the settings, and what a production service lacks.

use std::fs::File;
use std::io::Read;
use std::time::Duration;

use sqlx::{ConnectOptions, Connection};

use crate::config::{Settings, check};
use crate::store::sqlite_file;

/// How long the database may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// Says all there is to say; whether the service can be served so.
pub async fn run(settings: Settings) -> bool {
    let findings = check(&settings);
    let mut wrong = findings.iter().any(|finding| finding.wrong);
    for finding in &findings {
        let weight = if finding.wrong { "wrong" } else { "advice" };
        println!("{weight}: {}", finding.sentence);
    }
    if let Err(reason) = database(&settings).await {
        wrong = true;
        println!("wrong: database_url: {reason}.");
    }
    if !wrong {
        println!("The settings can be served.");
    }
    !wrong
}

/// Asks the database, without making or changing anything, and beside a running service.
async fn database(settings: &Settings) -> Result<(), String> {
    let address = &settings.database_url;
    if let Some(file) = sqlite_file(address) {
        if !file.exists() {
            return Ok(());
        }
        let mut start = Vec::new();
        File::open(&file)
            .and_then(|file| file.take(16).read_to_end(&mut start))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let is_database = start.is_empty() || start == b"SQLite format 3\0";
        return is_database
            .then_some(())
            .ok_or_else(|| format!("{} is not an SQLite database", file.display()));
    }
    let Ok(options) = address.parse::<sqlx::postgres::PgConnectOptions>() else {
        // `check` has said so.
        return Ok(());
    };
    let ask = async {
        let mut connection = options.disable_statement_logging().connect().await?;
        connection.ping().await?;
        connection.close().await
    };
    match tokio::time::timeout(PATIENCE, ask).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) => Err(format!("the database does not answer: {error}")),
        Err(_) => Err("the database does not answer in 5 seconds".into()),
    }
}
