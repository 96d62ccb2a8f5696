//! Copies of the database: consistent while the service runs, checked before they are called good.
//!
//! A backup holds everything, addresses of subscribers included, so only its owner may read it.

mod checksum;
mod nightly;
mod postgres;
mod sqlite;

use std::path::{Path, PathBuf};

use crate::config::Settings;
use crate::store::{OpenError, sqlite_file};

pub(crate) use nightly::keep as nightly;

/// Why there is no backup, or nothing was restored. Nothing was changed then, unless the sentence says so.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file to write is there.
    #[error("{0} is there already: name another file")]
    Exists(PathBuf),
    /// The database to copy is not there.
    #[error("there is no database {0}")]
    Missing(PathBuf),
    /// The copy to put back is not there.
    #[error("there is no file {0}")]
    NoFile(PathBuf),
    /// The database to replace holds something.
    #[error("{0} is not empty: to replace it, say --replace; what is there is kept beside it")]
    NotEmpty(PathBuf),
    /// The database on the server holds something.
    #[error("the database on the server is not empty: to replace what is in it, say --replace")]
    ServerNotEmpty,
    /// The service runs on PostgreSQL.
    #[error(
        "the database is in use by {0} other connections: end the service on all machines first"
    )]
    ServerInUse(i64),
    /// The service runs, or the address is none.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A copy that is none.
    #[error("{0} is no good backup: {1}")]
    Bad(PathBuf, String),
    /// PostgreSQL's own tool.
    #[error(
        "{0} is needed, which comes with PostgreSQL (Debian: apt-get install postgresql-client): {1}"
    )]
    NoTool(&'static str, std::io::Error),
    /// PostgreSQL's own tool did not do it.
    #[error("{0} failed: {1}")]
    Tool(&'static str, String),
    /// A file.
    #[error("{0}: {1}")]
    File(PathBuf, std::io::Error),
    /// The database.
    #[error("the database: {0}")]
    Database(#[from] sqlx::Error),
}

/// Writes a copy of the database to a new file, also while the service runs.
///
/// # Errors
/// [`BackupError`]; no file is left behind then.
pub async fn back_up(settings: &Settings, file: &Path) -> Result<(), BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.into()));
    }
    match sqlite_file(&settings.database_url) {
        Some(database) => sqlite::back_up(&database, file).await,
        None => postgres::back_up(&settings.database_url, file).await,
    }
}

/// Puts a copy back where the settings have their database. With `replace` also over a database that is not empty.
/// The sentence says what became of the old one, and what was compared with the copy's checksum.
///
/// # Errors
/// [`BackupError`]
pub async fn restore(
    settings: &Settings,
    file: &Path,
    replace: bool,
) -> Result<String, BackupError> {
    if !file.is_file() {
        return Err(BackupError::NoFile(file.into()));
    }
    match sqlite_file(&settings.database_url) {
        Some(database) => sqlite::restore(&database, file, replace).await,
        None => postgres::restore(&settings.database_url, file, replace).await,
    }
}

/// A name beside a file: `FILE.ENDING`.
fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(ending);
    PathBuf::from(name)
}
