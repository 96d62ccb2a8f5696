//! SQLite: a file with one writer and several readers.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::ErrorKind;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use sqlx::migrate::MigrateError;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteError, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Connection, Sqlite, SqliteConnection, SqlitePool, Transaction};

use super::Haste;
use super::turns::{Turn, Turns};

/// How long a request waits for the writer or for a reader before it is told to come again.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long the log waits for those who read from it, in which nobody writes.
const A_MOMENT: Duration = Duration::from_millis(500);

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

/// A transaction of the only writer, which is somebody else's when this is dropped.
#[derive(Debug)]
pub(super) struct Writing {
    pub(super) transaction: Transaction<'static, Sqlite>,
    /// Dropped after the transaction.
    _turn: Turn,
}

/// An open file.
#[derive(Clone, Debug)]
pub(super) struct Database {
    writer: SqlitePool,
    turns: Turns,
    readers: SqlitePool,
    /// The file of the write-ahead log.
    pub(super) log: PathBuf,
    /// Held as long as the database is open: a second process is refused.
    _lock: Arc<File>,
}

pub(super) async fn open(file: &Path, connections: u32) -> Result<Database, OpenError> {
    let lock = lock(file)?;
    make_private(file)?;
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // What was erased is overwritten in the file too.
        .pragma("secure_delete", "ON")
        // Where the log is begun anew, what it had grown by is given back.
        .pragma("journal_size_limit", super::wal::MOST.to_string())
        .busy_timeout(PATIENCE)
        .optimize_on_close(true, None);
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(PATIENCE)
        .after_release(|connection, _| Box::pin(ended_well(connection)))
        .connect_with(options.clone())
        .await?;
    sqlx::migrate!("migrations/sqlite").run(&writer).await?;
    // Where a connection is opened anew and the file is gone, an empty one would be no help.
    writer.set_connect_options(options.clone().create_if_missing(false));
    let readers = SqlitePoolOptions::new()
        .max_connections(connections.max(1))
        .acquire_timeout(PATIENCE)
        .connect_with(options.read_only(true).optimize_on_close(false, None))
        .await?;
    let mut log = file.as_os_str().to_owned();
    log.push("-wal");
    Ok(Database {
        writer,
        turns: Turns::default(),
        readers,
        log: log.into(),
        _lock: Arc::new(lock),
    })
}

impl Writing {
    pub(super) async fn commit(self) -> Result<(), sqlx::Error> {
        self.transaction.commit().await
    }
}

impl Database {
    /// Begins with the write lock, so that no statement inside can find it taken.
    pub(super) async fn begin(&self, haste: Haste) -> Result<Writing, sqlx::Error> {
        let turn = match haste {
            Haste::None => self.turns.next(PATIENCE).await?,
            Haste::Ahead => self.turns.soon(PATIENCE).await?,
        };
        Ok(Writing {
            transaction: self.writer.begin_with("BEGIN IMMEDIATE").await?,
            _turn: turn,
        })
    }

    pub(super) async fn reader(&self) -> Result<PoolConnection<Sqlite>, sqlx::Error> {
        self.readers.acquire().await
    }

    /// Writes the log back and begins it anew, from nothing. False where a reader still needs it.
    pub(super) async fn cut_off(&self) -> Result<bool, sqlx::Error> {
        let _turn = self.turns.next(PATIENCE).await?;
        let mut writer = self.writer.acquire().await?;
        let patience = |time: Duration| format!("PRAGMA busy_timeout = {}", time.as_millis());
        sqlx::query(AssertSqlSafe(patience(A_MOMENT)))
            .execute(&mut *writer)
            .await?;
        let cut = sqlx::query_scalar("PRAGMA wal_checkpoint(TRUNCATE)");
        let busy: Result<i64, sqlx::Error> = cut.fetch_one(&mut *writer).await;
        sqlx::query(AssertSqlSafe(patience(PATIENCE)))
            .execute(&mut *writer)
            .await?;
        Ok(busy? == 0)
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }
}

/// Whether the writer's last transaction ended as it was told to. If not, its connection is closed and the next
/// transaction gets a new one.
///
/// When a disk is full or fails, SQLite ends a transaction by itself. The rollback that sqlx sends is then an error, and
/// sqlx counts a transaction as open for as long as the connection lives: none could begin any more. And a file that
/// could only be opened for reading stays so on its connection.
async fn ended_well(connection: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    // This waits for a rollback that is on its way, and then tells how that went.
    let failure = connection.lock_handle().await?.last_error();
    if let Some(failure) = &failure {
        tracing::warn!(%failure, "a transaction of SQLite ended badly: its connection is closed");
    }
    Ok(failure.is_none() && !connection.is_in_transaction())
}

/// SQLite's primary code of an error, without what its extended codes add in the higher bits. `None` for an error of
/// another kind.
pub(crate) fn primary_code(error: &sqlx::Error) -> Option<i64> {
    let error = error.as_database_error()?;
    error.try_downcast_ref::<SqliteError>()?;
    let code: i64 = error.code()?.parse().ok()?;
    Some(code & 0xff)
}

/// Makes a database that is not there, for its owner alone: it will hold addresses. SQLite gives its journals the same mode, and
/// leaves an empty file to whoever opens it first.
fn make_private(file: &Path) -> Result<(), OpenError> {
    let mut new = OpenOptions::new();
    match new.write(true).create_new(true).mode(0o600).open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(OpenError::Folder(file.into(), error)),
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
