//! `check`: what is wrong with the settings, and what a production service lacks.

use std::time::Duration;

use sqlx::{ConnectOptions, Connection};

use crate::check::check;
use crate::config::Settings;
use crate::store::postgres_options;

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
    if let Err(reason) = server(&settings.database_url).await {
        wrong = true;
        println!("wrong: database_url: {reason}.");
    }
    if !wrong {
        println!("The settings can be served.");
    }
    !wrong
}

/// Asks PostgreSQL, without making or changing anything, and beside a running service.
async fn server(address: &str) -> Result<(), String> {
    let Some(options) = postgres_options(address) else {
        // SQLite's file was judged with the settings, and so was what is neither.
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
