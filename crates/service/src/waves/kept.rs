//! What is kept of a wave: its times. It is over once nothing was seen of it for an hour.

use super::HOUR_MS;
use crate::context::Context;
use crate::on;
use crate::store::{Read, Write};

const DAY_MS: i64 = 24 * HOUR_MS;

/// A wave of forms, in milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Wave {
    /// When it began. Of one site no two are equal.
    pub begun_ms: i64,
    /// When it was last seen to go on.
    pub last_ms: i64,
}

impl Wave {
    /// Whether it may still go on.
    #[must_use]
    pub const fn goes_on(&self, now_ms: i64) -> bool {
        now_ms - self.last_ms < HOUR_MS
    }

    /// When the last forms of it came that have come by now.
    const fn end_ms(&self, now_ms: i64) -> i64 {
        match self.goes_on(now_ms) {
            true => now_ms,
            false => self.last_ms,
        }
    }

    /// The time in which its forms came, both ends included.
    #[must_use]
    pub const fn span(&self, now_ms: i64) -> (i64, i64) {
        (self.begun_ms, self.end_ms(now_ms))
    }
}

/// Notes that the wave of a site is still there. False where there is none: one begins.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn go_on(context: &Context, site: &str, now_ms: i64) -> Result<bool, sqlx::Error> {
    let mut write = context.store.write().await?;
    let known = note(&mut write, site, now_ms).await?;
    write.commit().await?;
    Ok(known)
}

/// Of a clock that was set back the later time stays.
async fn note(write: &mut Write, site: &str, now_ms: i64) -> Result<bool, sqlx::Error> {
    let noted = on!(write, c => {
        let update = "UPDATE waves SET last_ms = CASE WHEN last_ms < $2 THEN $2 ELSE last_ms END WHERE site = $1 AND last_ms > $3";
        sqlx::query(update).bind(site).bind(now_ms).bind(now_ms - HOUR_MS).execute(c).await?.rows_affected()
    });
    Ok(noted > 0)
}

/// Writes down that one has begun; false where another replica has just done so. Those go of which no comment can wait any more.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn begin(
    write: &mut Write,
    context: &Context,
    site: &str,
    (since_ms, now_ms): (i64, i64),
) -> Result<bool, sqlx::Error> {
    write.alone(format!("waves/{site}").as_bytes()).await?;
    if note(write, site, now_ms).await? {
        return Ok(false);
    }
    let days = i64::from(context.settings.limits.waiting_comment_days);
    let begun = on!(write, c => {
        let forget = "DELETE FROM waves WHERE site = $1 AND last_ms < $2";
        sqlx::query(forget).bind(site).bind(now_ms - days * DAY_MS).execute(&mut *c).await?;
        let insert = "INSERT INTO waves (site, begun_ms, last_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
        sqlx::query(insert).bind(site).bind(since_ms).bind(now_ms).execute(&mut *c).await?.rows_affected()
    });
    Ok(begun > 0)
}

/// The last waves of a site, the last first.
///
/// # Errors
/// When the database cannot be read.
pub async fn latest(read: &mut Read, site: &str, most: i64) -> Result<Vec<Wave>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT begun_ms, last_ms FROM waves WHERE site = $1 ORDER BY begun_ms DESC LIMIT $2";
        sqlx::query_as(select).bind(site).bind(most).fetch_all(c).await?
    }))
}
