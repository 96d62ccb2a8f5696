//! `comments`: the queue on the command line.

use bangtin_model::answers::CommentState;
use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

use super::console::{Console, Refusal};
use crate::app::App;
use crate::comments::{self, Decision, Pile};
use crate::moderation::log::COMMAND_LINE;

/// What to do with comments.
#[derive(Clone, Debug, Subcommand, Deserialize, Serialize)]
pub enum Comments {
    /// List comments, those that wait the longest first
    List(List),
    /// Show a comment
    Approve(Which),
    /// Do not show a comment, for what it says
    Reject(Which),
    /// Do not show a comment, for what it is
    Spam(Which),
}

/// Which comments to list.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct List {
    /// The site's id
    #[arg(long)]
    pub site: String,
    /// pending, suspected (may be spam), approved, rejected or spam
    #[arg(long, default_value = "pending", value_parser = pile)]
    pub state: Pile,
    /// How many
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
}

/// Which comments to decide about.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct Which {
    /// The site's id
    #[arg(long)]
    pub site: String,
    /// Why, for other moderators
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub note: String,
    /// The comments' ids; -- stands before one that begins with a hyphen
    #[arg(required = true)]
    pub ids: Vec<String>,
}

/// Of several comments, either all are decided about or none.
///
/// # Errors
/// A sentence: no such site, no such comment, a database that cannot be written.
pub(super) async fn perform(
    app: &App,
    command: Comments,
    console: &mut Console,
) -> Result<(), Refusal> {
    let lines = match command {
        Comments::List(wish) => list(app, &wish).await,
        Comments::Approve(which) => decide(app, &which, CommentState::Approved).await,
        Comments::Reject(which) => decide(app, &which, CommentState::Rejected).await,
        Comments::Spam(which) => decide(app, &which, CommentState::Spam).await,
    }?;
    Ok(console.lines(&lines)?)
}

async fn list(app: &App, wish: &List) -> Result<Vec<String>, Refusal> {
    known(app, &wish.site)?;
    let mut read = app.store.read().await?;
    let limit = i64::from(wish.limit);
    let (found, _) = comments::of_site(
        &mut read,
        &wish.site,
        wish.state,
        comments::EVER,
        None,
        limit,
    )
    .await?;
    let told = found.iter().map(|one| {
        let text = one.text.replace('\n', " ");
        [&one.id, &one.created, &one.page, &one.name, &text]
            .map(String::as_str)
            .join("\t")
    });
    Ok(told.collect())
}

async fn decide(app: &App, which: &Which, state: CommentState) -> Result<Vec<String>, Refusal> {
    known(app, &which.site)?;
    let mut write = app.store.write().await?;
    for id in &which.ids {
        let decision = Decision {
            site: &which.site,
            id,
            revision: None,
            state,
            note: &which.note,
            actor: COMMAND_LINE,
        };
        let decided = comments::decide(&mut write, decision, app.clock.now_ms()).await;
        decided.map_err(|error| format!("{id}: {error}"))?;
    }
    write.commit().await?;
    Ok(vec![format!("{}: {}", state.name(), which.ids.join(" "))])
}

fn known(app: &App, site: &str) -> Result<(), String> {
    let known = app.settings.site(site).is_some();
    known
        .then_some(())
        .ok_or_else(|| format!("there is no site {site} in the settings"))
}

fn pile(name: &str) -> Result<Pile, String> {
    let known = "one of pending, suspected, approved, rejected, spam";
    Pile::named(name).ok_or_else(|| known.into())
}
