//! Who decides about comments and takes articles down: accounts, logging in, sessions, and the log of what was done.
//!
//! The sessions are our own. axum-login stands on tower-sessions, whose stores for sqlx want a pool of one database and tables
//! of their own making; ours must run on either database through [`crate::store::Store`], inside its migrations, and hold no
//! more than a hash, an account and an end. That is less than the adapter would be.

pub mod account;
pub mod articles;
mod device;
pub mod factor;
pub mod held;
pub mod link;
pub mod log;
pub mod login;
pub mod password;
pub mod refused;
pub mod session;
pub mod sessions;
mod throttle;

use crate::background::{HOUSEKEEPING, Stop, every};
use crate::context::Context;
use crate::on;

pub use account::Moderator;
pub use session::Session;

/// How long the log is kept.
const LOG_KEPT_MS: i64 = 2 * 365 * 24 * 60 * 60 * 1000;

/// Every ten minutes: [`forget`].
pub(crate) async fn keep_house(context: Context, stop: Stop) {
    every(HOUSEKEEPING, stop, "moderation", || forget(&context)).await;
}

/// Forgets sessions and links that have ended, tries to log in, and old log lines.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let mut write = context.store.write().await?;
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
    write.commit().await
}
