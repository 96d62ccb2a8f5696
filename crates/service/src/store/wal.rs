//! SQLite's write-ahead log has an end. SQLite writes it back by itself every 1,000 pages, but begins it anew only in a moment when
//! nobody reads from it: under steady reading it grows for as long as that lasts, and the file never gets smaller
//! (sqlite.org/wal.html, "Avoiding Excessively Large WAL Files").

use std::path::PathBuf;
use std::time::Duration;

use super::{Database, Store};
use crate::background::Stop;

/// What the log may have, in bytes: four times what SQLite lets it grow to by itself. Beyond it is written back and cut off.
pub(super) const MOST: u64 = 16 * 1024 * 1024;

const EVERY: Duration = Duration::from_secs(10);

/// The task: measures the log, and cuts it off where it is too long.
pub(crate) async fn keep(store: Store, mut stop: Stop) {
    while !stop.within(EVERY).await {
        if let Err(error) = store.bound_log().await {
            tracing::warn!(%error, "SQLite's log cannot be cut off; it is tried again");
        }
    }
}

impl Store {
    /// Cuts SQLite's log off where it is longer than 16 MiB, and tells operators how long it is. Readers who still need it are
    /// waited for half a second, in which nobody writes. PostgreSQL bounds its own log.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn bound_log(&self) -> Result<(), sqlx::Error> {
        let Database::Sqlite(database) = &self.database else {
            return Ok(());
        };
        if length(&database.log) > MOST {
            let outcome = if database.cut_off().await? {
                "done"
            } else {
                "in use"
            };
            metrics::counter!("bangtin_sqlite_log_cuts_total", "outcome" => outcome).increment(1);
        }
        metrics::gauge!("bangtin_sqlite_log_bytes").set(length(&database.log) as f64);
        Ok(())
    }

    /// Writes SQLite's log back and empties it, so that what was overwritten in the database is in no file any more; false where
    /// readers still need it. PostgreSQL's is an affair of its server.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn empty_log(&self) -> Result<bool, sqlx::Error> {
        match &self.database {
            Database::Sqlite(database) => database.cut_off().await,
            Database::Postgres(_) => Ok(true),
        }
    }
}

/// 0 where there is none.
fn length(file: &PathBuf) -> u64 {
    std::fs::metadata(file).map_or(0, |file| file.len())
}
