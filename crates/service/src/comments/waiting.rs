//! The comments that wait for a moderator. Strangers fill this queue, so it has an end, and what waits in it has one too.

use bangtin_model::answers::CommentState;

use crate::config::Limits;
use crate::context::Context;
use crate::on;
use crate::store::{Read, Write};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// Whether one more may wait. Of comments that come at the same moment each sees those before it: the next one of the site waits for
/// the end of this transaction.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn has_room(
    write: &mut Write,
    limits: &Limits,
    site: &str,
    page: &str,
) -> Result<bool, sqlx::Error> {
    const OF_SITE: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE site = $1 AND state = $2";
    const OF_PAGE: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE site = $1 AND state = $2 AND page = $3";
    write
        .alone(format!("comments waiting/{site}").as_bytes())
        .await?;
    let pending = CommentState::Pending.name();
    let of_site: i64 = on!(write, c => {
        sqlx::query_scalar(OF_SITE).bind(site).bind(pending).fetch_one(c).await?
    });
    if of_site >= i64::from(limits.waiting_comments_per_site) {
        return Ok(false);
    }
    let of_page: i64 = on!(write, c => {
        sqlx::query_scalar(OF_PAGE).bind(site).bind(pending).bind(page).fetch_one(c).await?
    });
    Ok(of_page < i64::from(limits.waiting_comments_per_page))
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
        let (waiting, oldest_ms) = queue(&mut read, &site.id).await?;
        let age_ms = oldest_ms.map_or(0, |oldest_ms| (context.clock.now_ms() - oldest_ms).max(0));
        metrics::gauge!("bangtin_comments_waiting", "site" => site.id.clone()).set(waiting as f64);
        metrics::gauge!("bangtin_comments_waiting_oldest_seconds", "site" => site.id.clone())
            .set((age_ms / 1000) as f64);
    }
    Ok(())
}

/// How many wait, and since when the oldest does.
pub(super) async fn queue(read: &mut Read, site: &str) -> Result<(i64, Option<i64>), sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT CAST(COUNT(*) AS BIGINT), MIN(created_ms) FROM comments WHERE site = $1 AND state = $2";
        sqlx::query_as(select).bind(site).bind(CommentState::Pending.name()).fetch_one(c).await?
    }))
}
