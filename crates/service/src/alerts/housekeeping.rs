//! Alerts that are not kept any longer, and how many there are.

use super::list::{Kept, Stage, of_site};
use crate::background::{HOUSEKEEPING, Stop, every};
use crate::context::Context;
use crate::on;

/// How long an alert that has ended can still be looked at by moderators. The log has its words for two years.
const KEPT_MS: i64 = 90 * 24 * 60 * 60 * 1000;

/// Every ten minutes: [`forget`], and how many are shown and wait.
pub(crate) async fn keep_house(context: Context, stop: Stop) {
    let context = &context;
    let act = || async move {
        forget(context).await?;
        measure(context).await
    };
    every(HOUSEKEEPING, stop, "alerts", act).await;
}

/// Deletes what ended 90 days ago.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    let before_ms = context.clock.now_ms() - KEPT_MS;
    let mut write = context.store.write().await?;
    on!(write, c => {
        sqlx::query("DELETE FROM alerts WHERE ends_ms < $1").bind(before_ms).execute(c).await?;
    });
    write.commit().await
}

async fn measure(context: &Context) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    for site in &context.settings.sites {
        let mut read = context.store.read().await?;
        let kept = of_site(&mut read, &site.id, now_ms).await?;
        let count = |stage: Stage| {
            let of_stage = kept.iter().filter(|one: &&Kept| one.stage(now_ms) == stage);
            u32::try_from(of_stage.count()).unwrap_or(u32::MAX)
        };
        for (name, stage) in [
            ("bangtin_alerts_running", Stage::Running),
            ("bangtin_alerts_waiting", Stage::Waiting),
        ] {
            metrics::gauge!(name, "site" => site.id.clone()).set(f64::from(count(stage)));
        }
    }
    Ok(())
}
