//! The comments that wait for a moderator. Strangers fill this queue, so it has an end, and what waits in it has one too.

use bangtin_model::answers::CommentState;

use super::add::NewComment;
use super::pile::Pile;
use crate::clock::seconds_until;
use crate::config::Limits;
use crate::context::Context;
use crate::on;
use crate::store::{Connection, Read, Write};

const HOUR_MS: i64 = 60 * 60 * 1000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// When to come again where too many wait, in seconds: moderators look in now and then.
const LATER_S: u64 = 60 * 60;

/// Of comments that come at the same moment each sees those before it: the next one of the site waits for the end of this transaction.
///
/// # Errors
/// When the database cannot be asked.
pub(super) async fn hold(write: &mut Write, site: &str) -> Result<(), sqlx::Error> {
    write
        .alone(format!("comments waiting/{site}").as_bytes())
        .await
}

/// In how many seconds this one may wait, in the queue or in the pile of what may be spam: who fills one leaves the other as it is. `None`
/// where it may now. The caller holds the queue.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn full(
    write: &mut Write,
    limits: &Limits,
    comment: &NewComment,
    (pile, most_of_hour): (Pile, u32),
    now_ms: i64,
) -> Result<Option<u64>, sqlx::Error> {
    const OF_SITE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE site = $1 AND state = 'pending' AND place BETWEEN $2 AND $3";
    const OF_PAGE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE site = $1 AND state = 'pending' AND place BETWEEN $2 AND $3 AND page = $4";
    let NewComment { site, page, .. } = comment;
    let (from, to) = pile.places();
    let of_site: i64 = on!(write, c => {
        sqlx::query_scalar(OF_SITE).bind(site).bind(from).bind(to).fetch_one(c).await?
    });
    if of_site >= i64::from(limits.waiting_comments_per_site) {
        return Ok(Some(LATER_S));
    }
    let of_page: i64 = on!(write, c => {
        sqlx::query_scalar(OF_PAGE).bind(site).bind(from).bind(to).bind(page).fetch_one(c).await?
    });
    if of_page >= i64::from(limits.waiting_comments_per_page) {
        return Ok(Some(LATER_S));
    }
    let (of_hour, oldest_ms) = of_hour(write.connection(), site, pile, now_ms).await?;
    if of_hour < i64::from(most_of_hour) {
        return Ok(None);
    }
    // Then the oldest of them is of this hour no more.
    let free_ms = oldest_ms.map_or(now_ms, |oldest_ms| oldest_ms + HOUR_MS);
    Ok(Some(seconds_until(free_ms, now_ms)))
}

/// How many have come to the queue, or to the pile of what may be spam, within an hour and wait there, and when the first of them did.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn of_hour(
    connection: Connection<'_>,
    site: &str,
    pile: Pile,
    now_ms: i64,
) -> Result<(i64, Option<i64>), sqlx::Error> {
    const HOUR: &str = "SELECT CAST(COUNT(*) AS BIGINT), MIN(created_ms) FROM comments \
         WHERE site = $1 AND state = 'pending' AND place BETWEEN $2 AND $3 AND created_ms > $4";
    let (from, to) = pile.places();
    let since_ms = now_ms - HOUR_MS;
    match connection {
        Connection::Sqlite(c) => {
            let asked = sqlx::query_as(HOUR).bind(site).bind(from).bind(to);
            asked.bind(since_ms).fetch_one(c).await
        }
        Connection::Postgres(c) => {
            let asked = sqlx::query_as(HOUR).bind(site).bind(from).bind(to);
            asked.bind(since_ms).fetch_one(c).await
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
    pile: Pile,
    now_ms: i64,
    most: i64,
) -> Result<Vec<i64>, sqlx::Error> {
    const TIMES: &str = "SELECT created_ms FROM comments \
         WHERE site = $1 AND state = 'pending' AND place BETWEEN $2 AND $3 AND created_ms > $4 ORDER BY created_ms DESC LIMIT $5";
    let (from, to) = pile.places();
    Ok(on!(read, c => {
        sqlx::query_scalar(TIMES).bind(site).bind(from).bind(to).bind(now_ms - HOUR_MS).bind(most).fetch_all(c).await?
    }))
}

/// Deletes what nobody has decided about in so many days, since it was sent or put back into the queue; not more than `most`. How many
/// there were.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn expire(
    write: &mut Write,
    days: u32,
    now_ms: i64,
    most: i64,
) -> Result<u64, sqlx::Error> {
    let before = now_ms - i64::from(days) * DAY_MS;
    Ok(on!(write, c => {
        let delete = "DELETE FROM comments WHERE id IN \
             (SELECT id FROM comments WHERE state = $1 AND COALESCE(decided_ms, created_ms) < $2 LIMIT $3)";
        sqlx::query(delete)
            .bind(CommentState::Pending.name())
            .bind(before)
            .bind(most)
            .execute(c)
            .await?
            .rows_affected()
    }))
}

/// Tells operators how many comments of each site wait, and for how many seconds the oldest of them has: 0 where none does.
///
/// # Errors
/// When the database cannot be read.
pub async fn measure(context: &Context) -> Result<(), sqlx::Error> {
    let mut read = context.store.read().await?;
    for site in &context.settings.sites {
        let (waiting, oldest_ms) = queue(&mut read, &site.id, Pile::Pending).await?;
        let (suspected, _) = queue(&mut read, &site.id, Pile::Suspected).await?;
        metrics::gauge!("bangtin_comments_suspected", "site" => site.id.clone())
            .set(suspected as f64);
        let age_ms = oldest_ms.map_or(0, |oldest_ms| (context.clock.now_ms() - oldest_ms).max(0));
        metrics::gauge!("bangtin_comments_waiting", "site" => site.id.clone()).set(waiting as f64);
        metrics::gauge!("bangtin_comments_waiting_oldest_seconds", "site" => site.id.clone())
            .set((age_ms / 1000) as f64);
    }
    Ok(())
}

/// How many wait in the queue, or in the pile of what may be spam, and since when the oldest does.
///
/// # Errors
/// When the database cannot be read.
pub async fn queue(
    read: &mut Read,
    site: &str,
    pile: Pile,
) -> Result<(i64, Option<i64>), sqlx::Error> {
    const QUEUE: &str = "SELECT CAST(COUNT(*) AS BIGINT), MIN(created_ms) FROM comments WHERE site = $1 AND state = 'pending' AND place BETWEEN $2 AND $3";
    let (from, to) = pile.places();
    Ok(on!(read, c => {
        sqlx::query_as(QUEUE).bind(site).bind(from).bind(to).fetch_one(c).await?
    }))
}

/// How many wait in the queue, or in the pile of what may be spam, that came within this time, its ends included.
///
/// # Errors
/// When the database cannot be read.
pub async fn span(
    read: &mut Read,
    site: &str,
    pile: Pile,
    (from_ms, to_ms): (i64, i64),
) -> Result<i64, sqlx::Error> {
    const SPAN: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments \
         WHERE site = $1 AND state = 'pending' AND place BETWEEN $2 AND $3 AND created_ms BETWEEN $4 AND $5";
    let (from, to) = pile.places();
    Ok(on!(read, c => {
        sqlx::query_scalar(SPAN).bind(site).bind(from).bind(to).bind(from_ms).bind(to_ms).fetch_one(c).await?
    }))
}
