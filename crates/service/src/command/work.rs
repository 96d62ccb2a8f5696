//! What commands do in the database: here where it is free, else in the service that runs.

use std::path::absolute;
use std::time::Duration;

use clap::Subcommand;
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, sleep};

use super::beside::Running;
use super::console::{Console, Refusal, first_line};
use super::{articles, comments, digest, erase, export, import, moderator, subscribers};
use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::server::StartError;
use crate::store::OpenError;

/// How long a command waits for a service that is starting or ending, and for another command.
const PATIENCE: Duration = Duration::from_secs(5);
const AGAIN: Duration = Duration::from_millis(100);

/// A command that works in the database, with its arguments.
#[derive(Clone, Subcommand, Deserialize, Serialize)]
pub enum Work {
    /// Ask the sources of content now, and say what came of it
    Import(import::Options),
    /// Write the content to a folder, as files for a static host
    Export(export::Options),
    /// Take articles down, whatever their source says, and put them back
    #[command(subcommand)]
    Articles(articles::Articles),
    /// Who may decide about comments, and what they did
    #[command(subcommand)]
    Moderator(moderator::Moderator),
    /// The comments that wait, and deciding about them
    #[command(subcommand)]
    Comments(comments::Comments),
    /// The news by mail: what it would say, and a trial
    #[command(subcommand)]
    Digest(digest::Digest),
    /// Subscribers of newsletters
    #[command(subcommand)]
    Subscribers(subscribers::Subscribers),
    /// Erase everything that holds an address, or the words of a comment
    Erase(erase::Erase),
}

/// Does the work, and tells this process's outputs of it; false where a part of it could not be done.
///
/// # Errors
/// A sentence: the command's own, or why the database cannot be opened.
pub async fn run(settings: Settings, work: Work) -> Result<bool, Refusal> {
    let input = work.input()?;
    let work = work.told_from_here()?;
    let patience = Instant::now() + PATIENCE;
    loop {
        if let Some(running) = Running::reach(&settings.database_url).await? {
            return running.ask(work, input).await;
        }
        match open(settings.clone()).await {
            Ok(app) => return here(&app, work, input).await,
            // It has the file and does not listen yet, or no longer.
            Err(StartError::Open(OpenError::InUse(_))) if Instant::now() < patience => {
                sleep(AGAIN).await;
            }
            Err(error) => return Err(error.into()),
        }
    }
}

async fn open(settings: Settings) -> Result<App, StartError> {
    let address = settings.public_url.as_ref().map_or_else(
        || format!("http://{}", settings.listen),
        |url| url.as_str().trim_end_matches('/').to_owned(),
    );
    App::open(settings.or_sample(), address, Clock::default()).await
}

async fn here(app: &App, work: Work, input: Option<String>) -> Result<bool, Refusal> {
    let done = work.perform(app, &mut Console::here(input)).await;
    // Also writes SQLite's log into the file and removes it.
    app.store.close().await;
    done
}

impl Work {
    /// What stands in the log of a service that does it: no argument, because one may name a person.
    pub(super) const fn name(&self) -> &'static str {
        match self {
            Self::Import(_) => "import",
            Self::Export(_) => "export",
            Self::Articles(_) => "articles",
            Self::Moderator(_) => "moderator",
            Self::Comments(_) => "comments",
            Self::Digest(_) => "digest",
            Self::Subscribers(_) => "subscribers",
            Self::Erase(_) => "erase",
        }
    }

    fn input(&self) -> Result<Option<String>, Refusal> {
        Ok(match self {
            Self::Moderator(moderator::Moderator::Password { .. }) => {
                Some(first_line("The password")?)
            }
            _ => None,
        })
    }

    /// With paths that mean the same in the folder of the running service.
    fn told_from_here(mut self) -> Result<Self, Refusal> {
        if let Self::Export(options) = &mut self {
            options.dir = absolute(&options.dir)?;
        }
        Ok(self)
    }

    pub(super) async fn perform(self, app: &App, console: &mut Console) -> Result<bool, Refusal> {
        match self {
            Self::Import(options) => return import::perform(app, options, console).await,
            Self::Export(options) => export::perform(app, &options, console).await?,
            Self::Articles(command) => articles::perform(app, command, console).await?,
            Self::Moderator(command) => moderator::perform(app, command, console).await?,
            Self::Comments(command) => comments::perform(app, command, console).await?,
            Self::Digest(command) => digest::perform(app, command, console).await?,
            Self::Subscribers(command) => subscribers::perform(app, &command, console).await?,
            Self::Erase(what) => erase::perform(app, &what, console).await?,
        }
        Ok(true)
    }
}
