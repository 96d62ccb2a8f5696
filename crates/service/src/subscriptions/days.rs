//! How many subscribe and unsubscribe on a day: sums, which stay when those who have left are erased.

use crate::clock::day_of;
use crate::on;
use crate::store::{Read, Write};

/// What became of a subscription that counts.
#[derive(Clone, Copy, Debug)]
pub(super) enum Change {
    /// It was confirmed, and had not counted until then.
    Subscribed,
    /// It was withdrawn, or erased.
    Unsubscribed,
}

/// How many subscribed and unsubscribed in some days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changes {
    /// The first day on which they were counted, as a count of days since 1970-01-01.
    pub since: i64,
    /// How many have confirmed.
    pub subscribed: i64,
    /// How many have left.
    pub unsubscribed: i64,
}

/// Adds one, in the transaction of the change. All want this row, so it comes last there.
pub(super) async fn add(
    write: &mut Write,
    site: &str,
    change: Change,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let (subscribed, unsubscribed): (i64, i64) = match change {
        Change::Subscribed => (1, 0),
        Change::Unsubscribed => (0, 1),
    };
    on!(write, c => {
        let upsert = "INSERT INTO subscription_days (site, day, subscribed, unsubscribed) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (site, day) DO UPDATE SET subscribed = subscription_days.subscribed + excluded.subscribed, \
             unsubscribed = subscription_days.unsubscribed + excluded.unsubscribed";
        sqlx::query(upsert)
            .bind(site)
            .bind(day_of(now_ms))
            .bind(subscribed)
            .bind(unsubscribed)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Those of a site from this day to that one; none where that is before they were counted.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn changes(
    read: &mut Read,
    site: &str,
    (first, last): (i64, i64),
) -> Result<Option<Changes>, sqlx::Error> {
    let since: Option<i64> = on!(read, c => {
        let select = "SELECT day FROM subscription_days WHERE site = '' ORDER BY day LIMIT 1";
        sqlx::query_scalar(select).fetch_optional(c).await?
    });
    let Some(since) = since.filter(|since| *since <= last) else {
        return Ok(None);
    };
    let (subscribed, unsubscribed) = on!(read, c => {
        let select = "SELECT CAST(COALESCE(SUM(subscribed), 0) AS BIGINT), CAST(COALESCE(SUM(unsubscribed), 0) AS BIGINT) \
             FROM subscription_days WHERE site = $1 AND day BETWEEN $2 AND $3";
        sqlx::query_as(select).bind(site).bind(first).bind(last).fetch_one(c).await?
    });
    Ok(Some(Changes {
        since,
        subscribed,
        unsubscribed,
    }))
}
