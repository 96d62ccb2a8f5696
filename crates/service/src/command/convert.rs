//! `convert`: any source that is read, as JSON Feed on standard output.

use std::error::Error;
use std::time::Duration;

use bangtin_feeds::FeedKind;
use bangtin_feeds::whole::{self, Asked};
use bangtin_outgoing::Outgoing;
use clap::Args;

use crate::clock::Clock;
use crate::config::Settings;

/// The most time for a source, as in an import.
const PATIENCE: Duration = Duration::from_secs(15 * 60);
/// As many pages as an import reads of a source that names them.
const MOST_PAGES: u32 = 200;

/// Which source.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The address of a feed, of a WordPress or of any page of it; or a file
    pub source: String,
    /// What it is, where that is not to be found out: json-feed, rss or wordpress
    #[arg(long, value_parser = kind)]
    pub kind: Option<FeedKind>,
}

fn kind(name: &str) -> Result<FeedKind, String> {
    match name {
        "json-feed" => Ok(FeedKind::JsonFeed),
        "rss" => Ok(FeedKind::Rss),
        "wordpress" => Ok(FeedKind::Wordpress),
        _ => Err("one of json-feed, rss, wordpress".into()),
    }
}

/// Writes the feed to standard output, and a line for each item that was left out to standard error.
///
/// # Errors
/// When the source cannot be read.
pub async fn run(settings: Settings, options: Options) -> Result<(), Box<dyn Error + Send + Sync>> {
    let outgoing = Outgoing::new(&settings.inside_networks)?;
    let asked = Asked {
        url: &options.source,
        kind: options.kind,
        public: None,
        pages: MOST_PAGES,
        now_ms: Clock::default().now_ms(),
    };
    let read = tokio::time::timeout(PATIENCE, whole::read(&outgoing, asked)).await;
    let whole = read.map_err(|_| "reading it took longer than 15 minutes")??;
    for line in &whole.dropped {
        eprintln!("{line}");
    }
    if whole.more {
        eprintln!("there are more pages than are read");
    }
    println!("{:#}", whole.feed());
    Ok(())
}
