//! The database: SQLite in a file, or PostgreSQL.
//!
//! Both are driven by the same text of SQL, with `$1` for a value, through concrete drivers. [`on!`](crate::on) compiles
//! a statement once for each. Where the two differ (lists as values, full-text search) a function asks which it is.
//!
//! Only `BIGINT`, `TEXT` and `BLOB`/`BYTEA`; times are milliseconds since 1970-01-01 UTC; booleans are 0 and 1.

mod postgres;
mod sqlite;

use std::path::PathBuf;

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection};

pub use sqlite::OpenError;
pub(crate) use sqlite::lock;

/// The open database. A clone is the same database.
#[derive(Clone, Debug)]
pub enum Store {
    /// One file, one process.
    Sqlite(sqlite::Database),
    /// A server, any number of processes.
    Postgres(sqlx::PgPool),
}

/// A transaction that may write. Dropped without [`Write::commit`], it leaves nothing behind.
#[derive(Debug)]
pub enum Write {
    /// Holds the only writer.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// Read committed: what must be unique has a constraint.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// A connection for reading.
#[derive(Debug)]
pub enum Read {
    /// One of several readers, which no writer stops.
    Sqlite(sqlx::pool::PoolConnection<Sqlite>),
    /// Any connection.
    Postgres(sqlx::pool::PoolConnection<Postgres>),
}

/// What a statement runs on.
#[derive(Debug)]
pub enum Connection<'a> {
    /// SQLite.
    Sqlite(&'a mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'a mut PgConnection),
}

/// Runs the same statement on whichever database it is: `on!(write, c => sqlx::query("…").bind(x).execute(c).await?)`.
///
/// The first is a `&mut` [`Write`] or [`Read`] by name; the body is compiled for both drivers, with `c` the connection.
#[macro_export]
macro_rules! on {
    ($place:expr, $connection:ident => $body:expr) => {
        match $place.connection() {
            $crate::store::Connection::Sqlite($connection) => $body,
            $crate::store::Connection::Postgres($connection) => $body,
        }
    };
}

impl Store {
    /// Opens the database of this address (`sqlite:FILE` or `postgres://…`), makes it where it is missing, and brings
    /// its tables up to date.
    ///
    /// # Errors
    /// A sentence for operators: what could not be opened and why.
    pub async fn open(address: &str, connections: u32) -> Result<Self, OpenError> {
        if let Some(file) = sqlite_file(address) {
            return Ok(Self::Sqlite(sqlite::open(&file, connections).await?));
        }
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            return Ok(Self::Postgres(postgres::open(address, connections).await?));
        }
        Err(OpenError::Address)
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// When no connection is free in time, or the database is away.
    pub async fn write(&self) -> Result<Write, sqlx::Error> {
        Ok(match self {
            Self::Sqlite(database) => Write::Sqlite(database.begin().await?),
            Self::Postgres(pool) => Write::Postgres(pool.begin().await?),
        })
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When no connection is free in time, or the database is away.
    pub async fn read(&self) -> Result<Read, sqlx::Error> {
        Ok(match self {
            Self::Sqlite(database) => Read::Sqlite(database.reader().await?),
            Self::Postgres(pool) => Read::Postgres(pool.acquire().await?),
        })
    }

    /// Whether this is PostgreSQL.
    #[must_use]
    pub const fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }

    /// Ends all connections, once their statements have ended.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(database) => database.close().await,
            Self::Postgres(pool) => pool.close().await,
        }
    }
}

impl Write {
    /// Makes what was written last. When this returns, it survives a power cut.
    ///
    /// # Errors
    /// When the database could not; it is then not known whether it did.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }

    /// For [`on!`](crate::on).
    pub fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(transaction) => Connection::Sqlite(transaction),
            Self::Postgres(transaction) => Connection::Postgres(transaction),
        }
    }
}

impl Read {
    /// For [`on!`](crate::on).
    pub fn connection(&mut self) -> Connection<'_> {
        match self {
            Self::Sqlite(connection) => Connection::Sqlite(connection),
            Self::Postgres(connection) => Connection::Postgres(connection),
        }
    }
}

/// A sum or a count as answers carry it: the databases know no unsigned numbers. 0 for what is less.
pub(crate) fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

/// The file of `sqlite:FILE` or `sqlite://FILE`.
#[must_use]
pub fn sqlite_file(address: &str) -> Option<PathBuf> {
    let file = address.strip_prefix("sqlite:")?;
    let file = file.strip_prefix("//").unwrap_or(file);
    (!file.is_empty()).then(|| PathBuf::from(file))
}
