//! Comments that are not kept any longer.

use super::{answer_mails, waiting};
use crate::background::{HOUSEKEEPING, Stop, every};
use crate::context::Context;
use crate::on;

/// How long a rejected comment or spam is kept: long enough for a complaint.
const KEPT_MS: i64 = 90 * 24 * 60 * 60 * 1000;
/// So many are deleted in one transaction: forms need not wait long for the writer.
const AT_ONCE: i64 = 2_000;

/// Every ten minutes: [`forget`], and how many wait.
pub(crate) async fn keep_house(context: Context, stop: Stop) {
    if let Err(error) = waiting::measure(&context).await {
        tracing::warn!(%error, "the comments that wait could not be counted; it is tried again");
    }
    let context = &context;
    let act = || async move {
        forget(context).await?;
        waiting::measure(context).await
    };
    every(HOUSEKEEPING, stop, "comments", act).await;
}

/// Deletes addresses that wait for an answer no longer, what was turned down 90 days ago, with the replies to it, and what nobody has decided about for as long as the settings
/// say.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let days = context.settings.limits.waiting_comment_days;
    let mut write = context.store.write().await?;
    answer_mails::forget(&mut write, now_ms).await?;
    write.commit().await?;
    while turned_down(context, now_ms - KEPT_MS).await? == AT_ONCE.unsigned_abs() {}
    let mut expired = 0;
    loop {
        let mut write = context.store.write().await?;
        let some = waiting::expire(&mut write, days, now_ms, AT_ONCE).await?;
        write.commit().await?;
        expired += some;
        if some < AT_ONCE.unsigned_abs() {
            break;
        }
    }
    if expired > 0 {
        tracing::warn!(
            expired,
            days,
            "comments were deleted: no moderator has decided about them in time"
        );
        metrics::counter!("bangtin_comments_expired_total").increment(expired);
    }
    Ok(())
}

/// Deletes some of what was turned down before; how many.
async fn turned_down(context: &Context, before_ms: i64) -> Result<u64, sqlx::Error> {
    const DELETE: &str = "DELETE FROM comments WHERE id IN \
         (SELECT id FROM comments WHERE state IN ('rejected', 'spam') AND decided_ms < $1 LIMIT $2)";
    let mut write = context.store.write().await?;
    let deleted = on!(write, c => {
        sqlx::query(DELETE).bind(before_ms).bind(AT_ONCE).execute(c).await?.rows_affected()
    });
    write.commit().await?;
    Ok(deleted)
}
