//! `backup FILE`: a copy of the database, also while the service runs.

use std::path::Path;

use crate::backup::{BackupError, back_up};
use crate::config::Settings;

/// Writes the copy and says so.
///
/// # Errors
/// [`BackupError`]; no file is left behind then.
pub async fn run(settings: Settings, file: &Path) -> Result<(), BackupError> {
    back_up(&settings, file).await?;
    println!(
        "{} is a good backup. It holds personal data.",
        file.display()
    );
    Ok(())
}
