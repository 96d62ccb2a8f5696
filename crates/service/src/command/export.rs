//! `export DIR`: writes the content as files.

use std::io::Write;
use std::path::PathBuf;

use clap::Args;
use serde::{Deserialize, Serialize};

use super::console::{Console, Refusal};
use crate::app::App;
use crate::content::export::export;

/// Where to.
#[derive(Clone, Debug, Args, Deserialize, Serialize)]
pub struct Options {
    /// The folder; made where it is missing
    pub dir: PathBuf,
}

/// Writes the content of all sites, and says what became of the files.
///
/// # Errors
/// When the database cannot be read, or the folder cannot be written.
pub(super) async fn perform(
    app: &App,
    options: &Options,
    console: &mut Console,
) -> Result<(), Refusal> {
    let written = export(app, &options.dir).await?;
    Ok(writeln!(console.out, "{written}")?)
}
