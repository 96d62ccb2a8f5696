//! Comments that are not kept any longer.

use super::waiting;
use crate::background::{HOUSEKEEPING, Stop, every};
use crate::context::Context;
use crate::on;

/// How long a rejected comment or spam is kept: long enough for a complaint.
const KEPT_MS: i64 = 90 * 24 * 60 * 60 * 1000;

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

/// Deletes what was turned down 90 days ago, with the replies to it, and what nobody has decided about for as long as the settings
/// say.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let days = context.settings.limits.waiting_comment_days;
    let mut write = context.store.write().await?;
    on!(write, c => {
        let delete = "DELETE FROM comments WHERE state IN ('rejected', 'spam') AND decided_ms < $1";
        sqlx::query(delete).bind(now_ms - KEPT_MS).execute(c).await?;
    });
    let expired = waiting::expire(&mut write, days, now_ms).await?;
    write.commit().await?;
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
