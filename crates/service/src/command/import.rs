//! `import`: asks the sources now, and says what came of it.

use std::io::Write;
use std::time::Duration;

use clap::Args;
use serde::{Deserialize, Serialize};
use tokio::time::{Instant, sleep};

use super::console::{Console, Refusal};
use crate::app::App;
use crate::config::{Feed, SiteSettings};
use crate::content::import::{self, Failure, Outcome};

/// How long a source may be in the hands of somebody else: the running service reads each when it starts, and then by its clock.
const PATIENCE: Duration = Duration::from_secs(30);
const AGAIN: Duration = Duration::from_millis(200);

/// Which sources.
#[derive(Clone, Debug, Default, Args, Deserialize, Serialize)]
pub struct Options {
    /// Only the sources of this site
    #[arg(long)]
    pub site: Option<String>,
    /// Only this source, as its url stands in the settings
    #[arg(long)]
    pub feed: Option<String>,
}

/// Imports the sources that are asked for, and prints a line for each; false where one could not be read.
///
/// # Errors
/// When the service's own parts cannot be opened, or nothing in the settings is what was asked for.
pub(super) async fn perform(
    app: &App,
    options: Options,
    console: &mut Console,
) -> Result<bool, Refusal> {
    let wanted =
        |asked: &Option<String>, name: &str| asked.as_ref().is_none_or(|asked| asked == name);
    let mut asked = 0;
    let mut good = true;
    for site in app
        .settings
        .sites
        .iter()
        .filter(|site| wanted(&options.site, &site.id))
    {
        for feed in site
            .feeds
            .iter()
            .filter(|feed| wanted(&options.feed, &feed.url))
        {
            asked += 1;
            let outcome = when_free(app, site, feed).await;
            let told = match &outcome {
                Ok(outcome) => outcome.to_string(),
                Err(failure) => format!("failed: {failure}; what it had stays"),
            };
            writeln!(console.out, "{} {}: {told}", site.id, feed.url)?;
            good &= matches!(outcome, Ok(Outcome::Read(_) | Outcome::Unchanged));
        }
        let gone = import::forget_others(app, site).await?;
        if gone > 0 {
            writeln!(
                console.out,
                "{}: {gone} articles of sources that the settings no longer name have gone",
                site.id
            )?;
        }
    }
    if asked == 0 {
        return Err("the settings name no such source".into());
    }
    Ok(good)
}

/// Imports it after whoever is at it: what they read may be older than what this was asked for.
async fn when_free(app: &App, site: &SiteSettings, feed: &Feed) -> Result<Outcome, Failure> {
    let patience = Instant::now() + PATIENCE;
    loop {
        match import::import(app, site, feed).await {
            Ok(Outcome::NotNow) if Instant::now() < patience => sleep(AGAIN).await,
            outcome => return outcome,
        }
    }
}
