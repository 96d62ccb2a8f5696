//! `digest`: the news by mail, as it would be now, and a trial to one address.

use clap::{Args, Subcommand, ValueEnum};
use serde::{Deserialize, Serialize};

use super::console::{Console, Refusal};
use crate::app::App;
use crate::config::SiteSettings;
use crate::digests;
use crate::mail::EmailAddress;
use crate::subscriptions::{Lang, Rhythm};

/// What to do with the news by mail.
#[derive(Clone, Debug, Subcommand, Deserialize, Serialize)]
pub enum Digest {
    /// Write what the next mail would say, were it sent now
    Preview(Which),
    /// Send that to one address, as soon as the service runs
    Try {
        /// Which mail
        #[command(flatten)]
        which: Which,
        /// To whom
        #[arg(long)]
        to: String,
    },
}

/// Which mail.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct Which {
    /// The site's id
    #[arg(long)]
    pub site: String,
    /// How often it is sent
    #[arg(long, value_enum, default_value_t = Often::Daily)]
    pub rhythm: Often,
    /// The language: vi or en
    #[arg(long, default_value = "vi")]
    pub lang: String,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize, Serialize)]
pub enum Often {
    /// Each day
    Daily,
    /// On Mondays
    Weekly,
}

impl From<Often> for Rhythm {
    fn from(often: Often) -> Self {
        match often {
            Often::Daily => Self::Daily,
            Often::Weekly => Self::Weekly,
        }
    }
}

/// Says what would be sent, or puts a trial into the outbox.
///
/// # Errors
/// A sentence: no such site, no such address, a database that cannot be read.
pub(super) async fn perform(
    app: &App,
    command: Digest,
    console: &mut Console,
) -> Result<(), Refusal> {
    let lines = match command {
        Digest::Preview(which) => {
            let site = sending(app, &which)?;
            let trial = digests::trial(app, site, which.rhythm.into(), Lang::of(&which.lang));
            let trial = trial.await?;
            if trial.is_new {
                vec![trial.subject, String::new(), trial.text]
            } else {
                vec!["nothing is new: no mail would be sent".into()]
            }
        }
        Digest::Try { which, to } => {
            let site = sending(app, &which)?;
            let to = EmailAddress::parse(&to)?;
            let lang = Lang::of(&which.lang);
            digests::send_trial(app, site, which.rhythm.into(), lang, to).await?;
            vec!["a trial is in the outbox".into()]
        }
    };
    Ok(console.lines(&lines)?)
}

fn sending<'a>(app: &'a App, which: &Which) -> Result<&'a SiteSettings, String> {
    let site = app.settings.site(&which.site);
    let site = site.ok_or_else(|| format!("there is no site {} in the settings", which.site))?;
    if digests::sends(site) {
        Ok(site)
    } else {
        Err(format!(
            "site {}: subscribing.digest is not true: no news is sent",
            which.site
        ))
    }
}
