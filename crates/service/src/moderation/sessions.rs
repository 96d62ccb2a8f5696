//! The sessions of one account, for its owner.

use crate::context::Context;
use crate::on;
use crate::store::{Read, Write};

use super::session::IDLE_MS;

/// A session that is open.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Open {
    /// Its name, which lets nobody in.
    pub handle: String,
    /// `password` or `link`.
    pub began_by: String,
    /// When it began, in milliseconds since 1970-01-01 UTC.
    pub began_ms: i64,
    /// When it was last used, to the minute.
    pub used_ms: i64,
}

/// The open sessions of an account, the last used first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(
    context: &Context,
    read: &mut Read,
    moderator: &str,
) -> Result<Vec<Open>, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    Ok(on!(read, c => {
        let select = "SELECT handle, began_by, began_ms, used_ms FROM moderator_sessions \
             WHERE moderator = $1 AND expires_ms >= $2 AND used_ms >= $3 ORDER BY used_ms DESC, handle";
        sqlx::query_as(select).bind(moderator).bind(now_ms).bind(now_ms - IDLE_MS).fetch_all(c).await?
    }))
}

/// Ends a session of this account, of all others it has only the name. True when there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn end(write: &mut Write, moderator: &str, handle: &str) -> Result<bool, sqlx::Error> {
    let ended = on!(write, c => {
        let delete = "DELETE FROM moderator_sessions WHERE moderator = $1 AND handle = $2";
        sqlx::query(delete).bind(moderator).bind(handle).execute(c).await?.rows_affected()
    });
    Ok(ended > 0)
}

/// Ends all sessions of this account.
///
/// # Errors
/// When the database cannot be written.
pub async fn end_all(write: &mut Write, moderator: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM moderator_sessions WHERE moderator = $1";
        sqlx::query(delete).bind(moderator).execute(c).await?;
    });
    Ok(())
}
