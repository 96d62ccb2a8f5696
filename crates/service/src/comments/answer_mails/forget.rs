//! Addresses that are not kept any longer.

use super::{KEPT_MS, PENDING_MS};
use crate::on;
use crate::store::Write;

/// Forgets what was never confirmed (7 days), and what no answer came for (90 days).
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(write: &mut Write, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM answer_mails WHERE asked_ms < $1 AND (confirmed_ms IS NULL OR asked_ms < $2)";
        sqlx::query(delete).bind(now_ms - PENDING_MS).bind(now_ms - KEPT_MS).execute(c).await?;
    });
    Ok(())
}

/// Forgets who waits for the answer to a comment.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget_comment(write: &mut Write, comment: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        sqlx::query("DELETE FROM answer_mails WHERE comment = $1").bind(comment).execute(c).await?;
    });
    Ok(())
}
