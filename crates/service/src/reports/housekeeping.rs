//! Reports that are not kept any longer.

use super::waiting;
use crate::background::{HOUSEKEEPING, Stop, every};
use crate::context::Context;
use crate::on;

/// How long a report is kept, whatever became of it.
const KEPT_MS: i64 = 180 * 24 * 60 * 60 * 1000;
/// So many are deleted in one transaction: forms need not wait long for the writer.
const AT_ONCE: i64 = 2_000;

/// Every ten minutes: [`forget`], and how many wait.
pub(crate) async fn keep_house(context: Context, stop: Stop) {
    if let Err(error) = waiting::measure(&context).await {
        tracing::warn!(%error, "the reports that wait could not be counted; it is tried again");
    }
    let context = &context;
    let act = || async move {
        forget(context).await?;
        waiting::measure(context).await
    };
    every(HOUSEKEEPING, stop, "reports", act).await;
}

/// Deletes what came 180 days ago.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    const DELETE: &str =
        "DELETE FROM reports WHERE id IN (SELECT id FROM reports WHERE created_ms < $1 LIMIT $2)";
    let before_ms = context.clock.now_ms() - KEPT_MS;
    loop {
        let mut write = context.store.write().await?;
        let deleted = on!(write, c => {
            sqlx::query(DELETE).bind(before_ms).bind(AT_ONCE).execute(c).await?.rows_affected()
        });
        write.commit().await?;
        if deleted < AT_ONCE.unsigned_abs() {
            return Ok(());
        }
    }
}
