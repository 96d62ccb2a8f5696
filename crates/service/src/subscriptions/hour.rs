//! The forms of an hour that nobody has confirmed. Each counts, also one that leads to no mail because there was one today: the answer to
//! the next must not tell which addresses are known.

use crate::clock::seconds_until;
use crate::on;
use crate::store::{Connection, Read, Write};

const HOUR_MS: i64 = 60 * 60 * 1000;

/// In how many seconds one more is taken; `None` where it is now. Of forms that come at the same moment each sees those before it: the next
/// one of the site waits for the end of this transaction.
///
/// # Errors
/// When the database cannot be asked.
pub(super) async fn full(
    write: &mut Write,
    site: &str,
    most: u32,
    now_ms: i64,
) -> Result<Option<u64>, sqlx::Error> {
    let key = format!("unconfirmed forms/{site}");
    write.alone(key.as_bytes()).await?;
    let (many, oldest_ms) = of_hour(write.connection(), site, now_ms).await?;
    if many < i64::from(most) {
        return Ok(None);
    }
    let free_ms = oldest_ms.map_or(now_ms, |oldest_ms| oldest_ms + HOUR_MS);
    Ok(Some(seconds_until(free_ms, now_ms)))
}

/// Counts one. `consent`: what its mail asks to confirm.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn add(
    write: &mut Write,
    site: &str,
    consent: &str,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let insert = "INSERT INTO unconfirmed_forms (id, site, at_ms) VALUES ($1, $2, $3)";
        sqlx::query(insert).bind(consent).bind(site).bind(now_ms).execute(c).await?;
    });
    Ok(())
}

/// It was confirmed, and makes room for another.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn confirmed(write: &mut Write, consent: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        sqlx::query("DELETE FROM unconfirmed_forms WHERE id = $1").bind(consent).execute(c).await?;
    });
    Ok(())
}

/// How many there are of this hour, and when the first of them came.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn of_hour(
    connection: Connection<'_>,
    site: &str,
    now_ms: i64,
) -> Result<(i64, Option<i64>), sqlx::Error> {
    const HOUR: &str = "SELECT CAST(COUNT(*) AS BIGINT), MIN(at_ms) FROM unconfirmed_forms WHERE site = $1 AND at_ms > $2";
    let since_ms = now_ms - HOUR_MS;
    match connection {
        Connection::Sqlite(c) => {
            let asked = sqlx::query_as(HOUR).bind(site).bind(since_ms);
            asked.fetch_one(c).await
        }
        Connection::Postgres(c) => {
            let asked = sqlx::query_as(HOUR).bind(site).bind(since_ms);
            asked.fetch_one(c).await
        }
    }
}

/// When they came, the last first; not more than `most`.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn times_of_hour(
    read: &mut Read,
    site: &str,
    now_ms: i64,
    most: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    const TIMES: &str = "SELECT at_ms FROM unconfirmed_forms WHERE site = $1 AND at_ms > $2 ORDER BY at_ms DESC LIMIT $3";
    Ok(on!(read, c => {
        sqlx::query_scalar(TIMES).bind(site).bind(now_ms - HOUR_MS).bind(most).fetch_all(c).await?
    }))
}

/// Forgets what is older.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn forget(write: &mut Write, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM unconfirmed_forms WHERE at_ms <= $1";
        sqlx::query(delete).bind(now_ms - HOUR_MS).execute(c).await?;
    });
    Ok(())
}
