//! `doctor`: what a source gives, and what can be made of it.

use std::error::Error;
use std::time::Duration;

use bangtin_outgoing::Outgoing;
use clap::Args;
use url::Url;

use crate::clock::Clock;
use crate::config::Settings;
use crate::doctor::{Question, examine};
use crate::subscriptions::Lang;

/// The most time for all that is asked of a source.
const PATIENCE: Duration = Duration::from_secs(90);

/// Which source, and for whom.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The address of a feed, of a WordPress or of any page of it; or a file
    pub source: String,
    /// A page on which it shall be shown, such as <https://songba.gov.vn>: may its readers' browsers read the source?
    #[arg(long)]
    pub page: Option<String>,
    /// The language of the answer
    #[arg(long, default_value = "vi", value_parser = ["vi", "en"])]
    pub lang: String,
}

/// Prints what there is to say; false where there is nothing to show.
///
/// # Errors
/// When `page` is no address, or the system has no CA certificates.
pub async fn run(
    settings: Settings,
    options: Options,
) -> Result<bool, Box<dyn Error + Send + Sync>> {
    let page = options.page.as_deref().map(origin).transpose()?;
    let outgoing = Outgoing::new(&settings.inside_networks)?;
    let question = Question {
        url: &options.source,
        page: page.as_ref(),
        lang: Lang::of(&options.lang),
        site: None,
        patience: PATIENCE,
        now_ms: Clock::default().now_ms(),
    };
    let report = examine(&outgoing, &settings, question).await;
    print!("{}", report.text());
    Ok(report.is_good)
}

fn origin(page: &str) -> Result<Url, String> {
    let url = Url::parse(page).ok();
    let url = url.filter(|url| matches!(url.scheme(), "http" | "https"));
    url.ok_or_else(|| format!("--page {page}: it has to begin with https:// or http://"))
}
