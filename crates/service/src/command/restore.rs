//! `restore FILE`: a copy back in its place, while the service does not run.

use std::path::Path;

use crate::backup::{self, BackupError};
use crate::config::Settings;

/// Puts it back and says what became of the old one.
///
/// # Errors
/// [`BackupError`]
pub async fn run(settings: Settings, file: &Path, replace: bool) -> Result<(), BackupError> {
    let old = backup::restore(&settings, file, replace).await?;
    println!("{} is restored; {old}.", file.display());
    Ok(())
}
