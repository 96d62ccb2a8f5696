//! The database: SQLite in a file, or PostgreSQL.
//!
//! Both are driven by the same text of SQL, with `$1` for a value, through concrete drivers. [`on!`](crate::on) compiles
//! a statement once for each. Where the two differ (lists as values, full-text search) a function asks which it is.
//!
//! Only `BIGINT`, `TEXT` and `BLOB`/`BYTEA`; times are milliseconds since 1970-01-01 UTC; booleans are 0 and 1.

mod last_write;
mod postgres;
mod sqlite;
mod turns;
mod wal;

use std::path::PathBuf;

use sqlx::{PgConnection, Postgres, Sqlite, SqliteConnection};

use crate::random::random_id;
use last_write::{Attempt, LastWrite};
pub(crate) use postgres::{is_address as is_postgres, options as postgres_options};
pub use sqlite::OpenError;
pub(crate) use sqlite::{lock, primary_code};
pub(crate) use wal::keep as keep_log_short;

/// As much as the largest form: a disk with room for less is as good as full.
const TRIAL_BYTES: usize = 64 * 1024;

/// The open database. A clone is the same database.
#[derive(Clone, Debug)]
pub struct Store {
    database: Database,
    last_write: LastWrite,
}

#[derive(Clone, Debug)]
enum Database {
    /// One file, one process.
    Sqlite(sqlite::Database),
    /// A server, any number of processes.
    Postgres(postgres::Database),
}

/// A transaction that may write. Dropped without [`Write::commit`], it leaves nothing behind.
#[derive(Debug)]
pub struct Write {
    transaction: Transaction,
    attempt: Attempt,
}

#[derive(Debug)]
enum Transaction {
    /// Holds the only writer.
    Sqlite(sqlite::Writing),
    /// Read committed: what must be unique has a constraint.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// Whether a transaction waits behind the others.
#[derive(Clone, Copy, Debug)]
enum Haste {
    None,
    /// It is the next but one at the latest.
    Ahead,
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
        let database = if let Some(file) = sqlite_file(address) {
            Database::Sqlite(sqlite::open(&file, connections).await?)
        } else if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            Database::Postgres(postgres::open(address, connections).await?)
        } else {
            return Err(OpenError::Address);
        };
        Ok(Self {
            database,
            last_write: LastWrite::default(),
        })
    }

    /// Begins a transaction that may write.
    ///
    /// # Errors
    /// When no connection is free in time, or the database is away.
    pub async fn write(&self) -> Result<Write, sqlx::Error> {
        self.begin(Haste::None).await
    }

    /// The same ahead of all who wait: on SQLite the next but one at the latest, on PostgreSQL by a connection of its own. For what is short,
    /// is written by one task and is lost while it waits; who sent a form is told to come again.
    ///
    /// # Errors
    /// When the database is away, or one transaction holds the writer for long.
    pub async fn write_ahead_of_forms(&self) -> Result<Write, sqlx::Error> {
        self.begin(Haste::Ahead).await
    }

    async fn begin(&self, haste: Haste) -> Result<Write, sqlx::Error> {
        let attempt = self.last_write.begin();
        let transaction = match &self.database {
            Database::Sqlite(database) => Transaction::Sqlite(database.begin(haste).await?),
            Database::Postgres(database) => Transaction::Postgres(database.begin(haste).await?),
        };
        Ok(Write {
            transaction,
            attempt,
        })
    }

    /// A connection for reading.
    ///
    /// # Errors
    /// When no connection is free in time, or the database is away.
    pub async fn read(&self) -> Result<Read, sqlx::Error> {
        Ok(match &self.database {
            Database::Sqlite(database) => Read::Sqlite(database.reader().await?),
            Database::Postgres(database) => Read::Postgres(database.reader().await?),
        })
    }

    /// Whether requests can be served: the database answers, and it takes what is written. After a transaction that was
    /// not committed this writes something, so that nobody has to send a form for the truth to be known.
    ///
    /// # Errors
    /// When it does not answer, or takes nothing.
    pub async fn serves(&self) -> Result<(), sqlx::Error> {
        let mut read = self.read().await?;
        let _: i64 =
            on!(read, c => sqlx::query_scalar("SELECT CAST(1 AS BIGINT)").fetch_one(c).await?);
        drop(read);
        if self.last_write.was_committed() {
            return Ok(());
        }
        self.try_to_write().await
    }

    /// Writes a row and removes it in the same transaction. SQLite overwrites what is removed (`secure_delete`), so all
    /// of it goes to the disk.
    async fn try_to_write(&self) -> Result<(), sqlx::Error> {
        let name = format!("trial {}", random_id());
        let mut write = self.write().await?;
        on!(write, c => {
            let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2)";
            sqlx::query(insert).bind(&name).bind(vec![0_u8; TRIAL_BYTES]).execute(c).await?;
        });
        on!(write, c => {
            sqlx::query("DELETE FROM secrets WHERE name = $1").bind(&name).execute(c).await?;
        });
        write.commit().await
    }

    /// Whether this is PostgreSQL.
    #[must_use]
    pub const fn is_postgres(&self) -> bool {
        matches!(self.database, Database::Postgres(_))
    }

    /// Ends all connections, once their statements have ended.
    pub async fn close(&self) {
        match &self.database {
            Database::Sqlite(database) => database.close().await,
            Database::Postgres(database) => database.close().await,
        }
    }
}

impl Write {
    /// Makes what was written last. When this returns, it survives a power cut.
    ///
    /// # Errors
    /// When the database could not; it is then not known whether it did.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        match self.transaction {
            Transaction::Sqlite(writing) => writing.commit().await?,
            Transaction::Postgres(transaction) => transaction.commit().await?,
        }
        self.attempt.committed();
        Ok(())
    }

    /// From here to the end of the transaction nobody else is in one with the same key: what is counted now is still true when it is
    /// committed. SQLite's only writer is alone anyway. Who takes several keys takes them always in the same order.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn alone(&mut self, key: &[u8]) -> Result<(), sqlx::Error> {
        let Connection::Postgres(server) = self.connection() else {
            return Ok(());
        };
        // Two keys with one hash only wait for each other without need.
        let lock = "SELECT pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))";
        sqlx::query(lock).bind(key).execute(server).await?;
        Ok(())
    }

    /// For [`on!`](crate::on).
    pub fn connection(&mut self) -> Connection<'_> {
        match &mut self.transaction {
            Transaction::Sqlite(writing) => Connection::Sqlite(&mut writing.transaction),
            Transaction::Postgres(transaction) => Connection::Postgres(transaction),
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
