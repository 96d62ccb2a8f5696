//! Who gets the news.

use super::{Rhythm, Subscriber};
use crate::on;
use crate::store::{Connection, Read, Write};

/// Some of those who get the news in this rhythm and had agreed to it by then, by their ids, the first behind `after`.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn readers(
    write: &mut Write,
    site: &str,
    rhythm: Rhythm,
    (agreed_ms, after): (i64, &str),
    most: i64,
) -> Result<Vec<Subscriber>, sqlx::Error> {
    // Whoever leaves meanwhile waits until their mail is written, and then takes it back.
    let lock = match write.connection() {
        Connection::Sqlite(_) => "",
        Connection::Postgres(_) => "FOR UPDATE",
    };
    let select = format!(
        "SELECT * FROM subscribers WHERE site = $1 AND rhythm = $2 AND id > $3 AND state = 'confirmed' \
         AND rests_ms IS NULL AND agreed_ms <= $4 ORDER BY id LIMIT $5 {lock}"
    );
    Ok(on!(write, c => {
        sqlx::query_as(sqlx::AssertSqlSafe(select))
            .bind(site)
            .bind(rhythm.id())
            .bind(after)
            .bind(agreed_ms)
            .bind(most)
            .fetch_all(c)
            .await?
    }))
}

/// How many get the news, for those who answer for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct Readership {
    /// Daily.
    pub(crate) daily: i64,
    /// Weekly.
    pub(crate) weekly: i64,
    /// Their mail server has refused the news for good.
    pub(crate) resting: i64,
    /// Subscribed, and never agreed to a text that says how often.
    pub(crate) not_agreed: i64,
}

/// Counts them.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn readership(read: &mut Read, site: &str) -> Result<Readership, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT \
             CAST(COUNT(CASE WHEN rhythm = 'daily' AND rests_ms IS NULL THEN 1 END) AS BIGINT) AS daily, \
             CAST(COUNT(CASE WHEN rhythm = 'weekly' AND rests_ms IS NULL THEN 1 END) AS BIGINT) AS weekly, \
             CAST(COUNT(rests_ms) AS BIGINT) AS resting, \
             CAST(COUNT(CASE WHEN rhythm = '' THEN 1 END) AS BIGINT) AS not_agreed \
             FROM subscribers WHERE site = $1 AND state = 'confirmed'";
        sqlx::query_as(select).bind(site).fetch_one(c).await?
    }))
}
