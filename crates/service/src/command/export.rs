//! `export DIR`: writes the content as files.

use std::error::Error;
use std::path::PathBuf;

use clap::Args;

use crate::app::App;
use crate::clock::Clock;
use crate::config::Settings;
use crate::content::export::export;

/// Where to.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// The folder; made where it is missing
    pub dir: PathBuf,
}

/// Writes the content of all sites, and prints what became of the files.
///
/// # Errors
/// When the database cannot be read, or the folder cannot be written.
pub async fn run(settings: Settings, options: Options) -> Result<(), Box<dyn Error>> {
    let public_url = settings
        .public_url
        .as_ref()
        .map(|url| url.as_str().trim_end_matches('/').to_owned());
    let app = App::open(settings, public_url.unwrap_or_default(), Clock::default()).await?;
    let written = export(&app, &options.dir).await;
    app.store.close().await;
    println!("{}", written?);
    Ok(())
}
