//! `articles`: takes articles down, whatever their source says, and puts them back.

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

use super::console::{Console, Refusal};
use crate::app::App;
use crate::comments::iso;
use crate::moderation::articles::{self, Change};
use crate::moderation::log::COMMAND_LINE;

/// What to do with articles.
#[derive(Clone, Debug, Subcommand, Deserialize, Serialize)]
pub enum Articles {
    /// Show them no longer, now and after each import
    TakeDown(Which),
    /// Show them again, as their source has them
    PutBack(Which),
    /// List those that are taken down, the last first
    TakenDown {
        /// The site's id
        #[arg(long)]
        site: String,
    },
}

/// Which articles.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct Which {
    /// The site's id
    #[arg(long)]
    pub site: String,
    /// Why, for other moderators
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub note: String,
    /// The articles' ids or addresses; -- stands before one that begins with a hyphen
    #[arg(required = true)]
    pub articles: Vec<String>,
}

/// Of several articles, either all are taken down or none.
///
/// # Errors
/// A sentence: no such site, no such article, a database that cannot be written.
pub(super) async fn perform(
    app: &App,
    command: Articles,
    console: &mut Console,
) -> Result<(), Refusal> {
    let lines = match command {
        Articles::TakeDown(which) => change(app, &which, Change::TakeDown).await,
        Articles::PutBack(which) => change(app, &which, Change::PutBack).await,
        Articles::TakenDown { site } => list(app, &site).await,
    }?;
    Ok(console.lines(&lines)?)
}

async fn list(app: &App, site: &str) -> Result<Vec<String>, Refusal> {
    known(app, site)?;
    let mut read = app.store.read().await?;
    let found = articles::withheld(&mut read, site).await?;
    let told = found.iter().map(|one| {
        let url = one.url.as_deref().unwrap_or_default();
        [&one.id, &iso(one.withheld_ms), &one.title(), url].join("\t")
    });
    Ok(told.collect())
}

async fn change(app: &App, which: &Which, change: Change) -> Result<Vec<String>, Refusal> {
    known(app, &which.site)?;
    let mut write = app.store.write().await?;
    let mut lines = Vec::new();
    for article in &which.articles {
        let wish = articles::Wish {
            site: &which.site,
            article,
            change,
            note: &which.note,
            actor: COMMAND_LINE,
        };
        let done = articles::change(&mut write, wish, app.clock.now_ms()).await?;
        let done = done.ok_or_else(|| format!("{article}: there is no such article"))?;
        lines.push(match (done.as_slice(), change) {
            ([], Change::TakeDown) => format!("{article}: it was taken down before"),
            ([], Change::PutBack) => format!("{article}: it was not taken down"),
            (ids, Change::TakeDown) => format!("taken down: {}", ids.join(" ")),
            (ids, Change::PutBack) => format!("put back: {}", ids.join(" ")),
        });
    }
    write.commit().await?;
    Ok(lines)
}

fn known(app: &App, site: &str) -> Result<(), String> {
    let known = app.settings.site(site).is_some();
    known
        .then_some(())
        .ok_or_else(|| format!("there is no site {site} in the settings"))
}
