//! `moderator`: who may decide about comments, and what they did.

use clap::{Args, Subcommand};
use serde::{Deserialize, Serialize};

use super::console::{Console, Refusal};
use crate::app::App;
use crate::comments::{self, iso};
use crate::mail::{self, EmailAddress};
use crate::moderation::account::{self, ALL_SITES};
use crate::moderation::log::{self, COMMAND_LINE, Entry, Line};
use crate::moderation::{factor, link, password, sessions};
use crate::store::Write;

const NO_ACCOUNT: &str = "there is no account with this address";

/// What to do with moderators.
#[derive(Clone, Debug, Subcommand, Deserialize, Serialize)]
pub enum Moderator {
    /// Make an account; give it a password with `password`, or a login link with `login-link`
    Add(Add),
    /// List the accounts
    List,
    /// Remove an account, its sessions and its links; the log stays
    Remove {
        /// The account's address
        email: String,
    },
    /// Set a password: the first line of the standard input. Ends all sessions of the account
    Password {
        /// The account's address
        email: String,
    },
    /// End the second factor of an account whose owner has lost it, and its sessions. Be sure first that it is the owner who asks
    ResetFactor {
        /// The account's address
        email: String,
    },
    /// Print a link that logs in once, within 15 minutes
    LoginLink {
        /// The account's address
        email: String,
        /// Mail it to the account's address instead
        #[arg(long)]
        mail: bool,
    },
    /// Print what was done, the newest first
    Log {
        /// Only for this site
        #[arg(long)]
        site: Option<String>,
        /// How many lines
        #[arg(long, default_value_t = 50)]
        limit: u32,
    },
}

/// A new account.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct Add {
    /// What they log in with
    pub email: String,
    /// Their name, as other moderators see it
    #[arg(long)]
    pub name: String,
    /// A site's id, for each site of theirs; all sites without
    #[arg(long = "site")]
    pub sites: Vec<String>,
}

/// Does the work, and tells the lines that it gives.
///
/// # Errors
/// A sentence: no such account, no such site, a password that is too short, a database that cannot be written.
pub(super) async fn perform(
    app: &App,
    command: Moderator,
    console: &mut Console,
) -> Result<(), Refusal> {
    let lines = act(app, command, console.input.take()).await?;
    Ok(console.lines(&lines)?)
}

async fn act(app: &App, command: Moderator, input: Option<String>) -> Result<Vec<String>, Refusal> {
    match command {
        Moderator::Add(wish) => add(app, wish).await,
        Moderator::List => list(app).await,
        Moderator::Remove { email } => remove(app, &email).await,
        Moderator::Password { email } => {
            set_password(app, &email, &input.unwrap_or_default()).await
        }
        Moderator::ResetFactor { email } => reset_factor(app, &email).await,
        Moderator::LoginLink { email, mail } => login_link(app, &email, mail).await,
        Moderator::Log { site, limit } => {
            let mut read = app.store.read().await?;
            let lines = log::lines(&mut read, site.as_deref(), i64::MAX, i64::from(limit)).await?;
            Ok(lines.iter().map(told).collect())
        }
    }
}

async fn add(app: &App, wish: Add) -> Result<Vec<String>, Refusal> {
    let email = EmailAddress::parse(&wish.email)?;
    let name = comments::line(&wish.name, comments::LONGEST_NAME)
        .map_err(|_| "the name must have 1 to 60 characters")?;
    let unknown = |site: &&String| app.settings.site(site).is_none();
    if let Some(site) = wish.sites.iter().find(unknown) {
        return Err(format!("there is no site {site} in the settings").into());
    }
    let mut sites = wish.sites;
    if sites.is_empty() {
        sites.push(ALL_SITES.into());
    }
    let now_ms = app.clock.now_ms();
    let mut write = app.store.write().await?;
    let added = account::add(&mut write, &email.key(), &name, &sites, now_ms).await?;
    let added = added.ok_or("there is an account with this address")?;
    note(app, &mut write, "account", &added.actor(), "added").await?;
    write.commit().await?;
    Ok(vec![format!("{} may moderate {}.", name, sites.join(", "))])
}

async fn list(app: &App) -> Result<Vec<String>, Refusal> {
    let mut read = app.store.read().await?;
    let all = account::list(&mut read).await?;
    let told = all.iter().map(|one| {
        let sites = one.sites.join(",");
        format!("{}\t{}\t{sites}", one.email, one.name)
    });
    Ok(told.collect())
}

async fn remove(app: &App, email: &str) -> Result<Vec<String>, Refusal> {
    let id = found(app, email).await?;
    let mut write = app.store.write().await?;
    let actor = account::actor(&mut write, &id).await?.unwrap_or_default();
    account::remove(&mut write, email).await?;
    note(app, &mut write, "account", &actor, "removed").await?;
    write.commit().await?;
    Ok(vec!["The account is removed.".into()])
}

async fn set_password(app: &App, email: &str, given: &str) -> Result<Vec<String>, Refusal> {
    let id = found(app, email).await?;
    let owner = {
        let mut read = app.store.read().await?;
        account::of(&mut read, &id).await?
    };
    let owner = owner.ok_or(NO_ACCOUNT)?;
    // Before the transaction: it takes a while.
    let hash = password::hash(given, &owner).await?;
    let mut write = app.store.write().await?;
    account::set_password(&mut write, &id, &hash).await?;
    let actor = account::actor(&mut write, &id).await?.unwrap_or_default();
    note(app, &mut write, "password", &actor, "set").await?;
    write.commit().await?;
    Ok(vec!["The password is set.".into()])
}

async fn reset_factor(app: &App, email: &str) -> Result<Vec<String>, Refusal> {
    let id = found(app, email).await?;
    let mut write = app.store.write().await?;
    if !factor::remove(&mut write, &id).await? {
        return Err("this account has no second factor".into());
    }
    sessions::end_all(&mut write, &id).await?;
    let actor = account::actor(&mut write, &id).await?.unwrap_or_default();
    note(app, &mut write, "factor", &actor, "reset").await?;
    write.commit().await?;
    Ok(vec![
        "The second factor is ended; the password alone lets the owner in, who can set up another."
            .into(),
    ])
}

async fn login_link(app: &App, email: &str, by_mail: bool) -> Result<Vec<String>, Refusal> {
    let id = found(app, email).await?;
    let mut write = app.store.write().await?;
    let address = link::new(app, &mut write, &id).await?;
    let actor = account::actor(&mut write, &id).await?.unwrap_or_default();
    note(app, &mut write, "link", &actor, "made").await?;
    if by_mail {
        let now_ms = app.clock.now_ms();
        let letter = link::letter(
            EmailAddress::parse(&account::folded(email))?,
            &address,
            now_ms,
        );
        mail::enqueue(&mut write, &letter, now_ms).await?;
    }
    write.commit().await?;
    if by_mail {
        app.mail_waits.notify_one();
        return Ok(vec![
            "The link is in the outbox; the running service sends it.".into(),
        ]);
    }
    Ok(vec![address])
}

async fn found(app: &App, email: &str) -> Result<String, Refusal> {
    let mut read = app.store.read().await?;
    let secret = account::secret(&mut read, email).await?;
    let (id, _) = secret.ok_or(NO_ACCOUNT)?;
    Ok(id)
}

async fn note(
    app: &App,
    write: &mut Write,
    action: &str,
    subject: &str,
    after: &str,
) -> Result<(), sqlx::Error> {
    let entry = Entry {
        site: "",
        actor: COMMAND_LINE,
        action,
        subject,
        before: "",
        after,
        note: "",
    };
    log::add(write, entry, app.clock.now_ms()).await
}

fn told(line: &Line) -> String {
    let change = [line.state_before.as_str(), line.state_after.as_str()].join(" -> ");
    let parts = [
        &iso(line.at_ms),
        &line.site,
        &line.actor,
        &line.action,
        &line.subject,
        &change,
        &line.note,
    ];
    parts.map(String::as_str).join("\t")
}
