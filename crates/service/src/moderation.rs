//! Who decides about comments and takes articles down: accounts, logging in, sessions, and the log of what was done.
//!
//! The sessions are our own. axum-login stands on tower-sessions, whose stores for sqlx want a pool of one database and tables
//! of their own making; ours must run on either database through [`crate::store::Store`], inside its migrations, and hold no
//! more than a hash, an account and an end. That is less than the adapter would be.

pub mod account;
pub mod articles;
mod device;
pub mod factor;
pub mod link;
pub mod log;
pub mod login;
pub mod password;
pub mod refused;
pub mod session;
pub mod sessions;
mod throttle;

use std::time::Duration;

use crate::app::{App, Parts};
use crate::comments;
use crate::on;
use crate::tasks::Stop;

pub use account::Moderator;
pub use session::Session;

/// How long the log is kept.
const LOG_KEPT_MS: i64 = 2 * 365 * 24 * 60 * 60 * 1000;

/// Every ten minutes: [`forget`], and how long the queue of comments is.
pub(crate) async fn keep_house(app: App, mut stop: Stop) {
    const EVERY: Duration = Duration::from_secs(600);
    loop {
        if let Err(error) = comments::measure(&app).await {
            tracing::warn!(%error, "the comments that wait could not be counted; it is tried again");
        }
        if stop.within(EVERY).await {
            return;
        }
        if let Err(error) = forget(&app).await {
            tracing::warn!(%error, "housekeeping of comments failed; it is tried again");
        }
    }
}

/// Forgets sessions and links that have ended, tries to log in, old log lines, comments that were turned down long ago, and those
/// that nobody has decided about for too long.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(app: &Parts) -> Result<(), sqlx::Error> {
    let now_ms = app.clock.now_ms();
    let mut write = app.store.write().await?;
    on!(write, c => {
        sqlx::query("DELETE FROM moderator_sessions WHERE expires_ms < $1 OR used_ms < $2")
            .bind(now_ms)
            .bind(now_ms - session::IDLE_MS)
            .execute(&mut *c)
            .await?;
        sqlx::query("DELETE FROM moderator_links WHERE expires_ms < $1").bind(now_ms).execute(&mut *c).await?;
        sqlx::query("DELETE FROM moderation_log WHERE at_ms < $1").bind(now_ms - LOG_KEPT_MS).execute(c).await?;
    });
    throttle::forget(&mut write, now_ms).await?;
    let expired = comments::forget(&mut write, app, now_ms).await?;
    write.commit().await?;
    if expired > 0 {
        let days = app.settings.limits.waiting_comment_days;
        tracing::warn!(
            expired,
            days,
            "comments were deleted: no moderator has decided about them in time"
        );
        metrics::counter!("bangtin_comments_expired_total").increment(expired);
    }
    Ok(())
}
