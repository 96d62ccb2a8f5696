//! What was refused to moderators, and to those who would be one: in the log of the service and in that of moderation. Never an
//! address, of mail or of a network.

use crate::context::Context;
use crate::on;
use crate::store::Write;

use super::account;
use super::log::{self, Entry};

/// Within this time a refusal of the same kind is written down once: what strangers cause must not fill the log.
const ONCE_MS: i64 = 60 * 1000;

/// Tells of a login that was refused, in one word: `wrong`, `throttled`, `link`, `code`. What concerns no account stands in the log of the
/// service alone: strangers can make it up.
pub(super) async fn note(
    context: &Context,
    id: Option<&str>,
    why: &'static str,
) -> Result<(), sqlx::Error> {
    metrics::counter!("bangtin_logins_total", "result" => why).increment(1);
    tracing::warn!(
        why,
        known_account = id.is_some(),
        "a login of moderators was refused"
    );
    let Some(id) = id else {
        return Ok(());
    };
    let mut write = context.store.write().await?;
    let actor = account::actor(&mut write, id).await?.unwrap_or_default();
    add(context, &mut write, &actor, "login", why).await?;
    write.commit().await
}

/// Tells of something that was refused to somebody who is logged in: `not_ours` (a form of another page), `not_yours` (another's site).
///
/// # Errors
/// When the database cannot be written.
pub async fn note_of(context: &Context, actor: &str, why: &'static str) -> Result<(), sqlx::Error> {
    metrics::counter!("bangtin_moderation_refused_total", "why" => why).increment(1);
    tracing::warn!(why, "something was refused to a moderator");
    let mut write = context.store.write().await?;
    add(context, &mut write, actor, "refused", why).await?;
    write.commit().await
}

async fn add(
    context: &Context,
    write: &mut Write,
    actor: &str,
    action: &str,
    why: &str,
) -> Result<(), sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let lately: i64 = on!(write, c => {
        let select = "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log \
             WHERE at_ms > $1 AND actor = $2 AND action = $3 AND state_after = $4";
        sqlx::query_scalar(select).bind(now_ms - ONCE_MS).bind(actor).bind(action).bind(why).fetch_one(c).await?
    });
    if lately > 0 {
        return Ok(());
    }
    let entry = Entry {
        actor,
        action,
        after: why,
        ..Entry::default()
    };
    log::add(write, entry, now_ms).await
}
