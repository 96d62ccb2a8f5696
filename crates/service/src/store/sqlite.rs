//! SQLite: a file with one writer and several readers.

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Sqlite, SqlitePool, Transaction};

/// How long a request waits for the writer or for a reader before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither SQLite nor PostgreSQL.
    #[error("the database address must begin with sqlite: or postgres://")]
    Address,
    /// Another process has it.
    #[error(
        "{0} is in use by another bangtin-service; SQLite serves one process, PostgreSQL any number"
    )]
    InUse(PathBuf),
    /// The lock file cannot be made.
    #[error("cannot write beside {0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The database itself.
    #[error("cannot open the database: {0}")]
    Database(#[from] sqlx::Error),
    /// Its tables.
    #[error("cannot bring the database's tables up to date: {0}")]
    Migrate(#[from] MigrateError),
}

/// An open file.
#[derive(Clone, Debug)]
pub struct Database {
    writer: SqlitePool,
    readers: SqlitePool,
    file: PathBuf,
    /// Held as long as the database is open: a second process is refused.
    _lock: Arc<File>,
}

pub(super) async fn open(file: &Path, connections: u32) -> Result<Database, OpenError> {
    let lock = lock(file)?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What was erased is overwritten in the file too.
        .pragma("secure_delete", "ON")
        .busy_timeout(PATIENCE)
        .optimize_on_close(true, None);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .connect_with(options.clone())
        .await?;
    sqlx::migrate!("migrations/sqlite").run(&writer).await?;
    let readers = SqlitePoolOptions::new()
        .max_connections(connections.max(1))
        .acquire_timeout(PATIENCE)
        .connect_with(options.read_only(true).optimize_on_close(false, None))
        .await?;
    Ok(Database {
        writer,
        readers,
        file: file.into(),
        _lock: Arc::new(lock),
    })
}

impl Database {
    /// Begins with the write lock, so that no statement inside can find it taken.
    pub(super) async fn begin(&self) -> Result<Transaction<'static, Sqlite>, sqlx::Error> {
        self.writer.begin_with("BEGIN IMMEDIATE").await
    }

    pub(super) async fn reader(&self) -> Result<PoolConnection<Sqlite>, sqlx::Error> {
        self.readers.acquire().await
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Where it is.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.file
    }
}

/// Takes the lock of a database for as long as the file is open.
pub(crate) fn lock(file: &Path) -> Result<File, OpenError> {
    let mut name = file.as_os_str().to_owned();
    name.push(".lock");
    let place = PathBuf::from(name);
    let lock = File::create(&place).map_err(|error| OpenError::Folder(place, error))?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(OpenError::InUse(file.into())),
        Err(TryLockError::Error(error)) => Err(OpenError::Folder(file.into(), error)),
    }
}
