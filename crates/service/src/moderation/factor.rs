//! The second factor: codes of an authenticator context (TOTP, RFC 6238), and recovery codes for who has lost it.
//!
//! The database holds a seed, and the context's secret is made of it with the service's key: a copy of the database alone tells no codes
//! where the key stands in the settings.

mod recovery;
mod secret;

use crate::context::Context;
use crate::on;
use crate::random::random;
use crate::store::{Read, Write};

pub use secret::Secret;

/// The longest text that is looked at as a code.
const LONGEST_CODE: usize = 64;

/// A new secret for this account, which counts once it is confirmed in the same session (its name). `None` when one counts already.
///
/// # Errors
/// When the database cannot be written.
pub async fn offer(
    context: &Context,
    write: &mut Write,
    id: &str,
    session: &str,
) -> Result<Option<Secret>, sqlx::Error> {
    let seed = random::<20>().to_vec();
    let offered = on!(write, c => {
        let insert = "INSERT INTO moderator_factors (moderator, seed, offered_to, last_step) VALUES ($1, $2, $3, 0) \
             ON CONFLICT (moderator) DO UPDATE SET seed = excluded.seed, offered_to = excluded.offered_to \
             WHERE moderator_factors.confirmed_ms IS NULL";
        sqlx::query(insert).bind(id).bind(&seed).bind(session).execute(c).await?.rows_affected()
    });
    Ok((offered > 0).then(|| Secret::new(context, id, &seed)))
}

/// The secret that waits to be confirmed in this session (its name).
///
/// # Errors
/// When the database cannot be read.
pub async fn offered(
    context: &Context,
    read: &mut Read,
    id: &str,
    session: &str,
) -> Result<Option<Secret>, sqlx::Error> {
    let seed: Option<Vec<u8>> = on!(read, c => {
        let select = "SELECT seed FROM moderator_factors WHERE moderator = $1 AND offered_to = $2 AND confirmed_ms IS NULL";
        sqlx::query_scalar(select).bind(id).bind(session).fetch_optional(c).await?
    });
    Ok(seed.map(|seed| Secret::new(context, id, &seed)))
}

/// Lets the secret that was offered count, for a code of it: the recovery codes, which nobody can be told again. Other sessions than
/// `session` (its name) end, since they began without a code. `None` when the code is wrong or nothing was offered to this session.
///
/// # Errors
/// When the database cannot be written.
pub async fn confirm(
    context: &Context,
    write: &mut Write,
    id: &str,
    session: &str,
    code: &str,
) -> Result<Option<Vec<String>>, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let seed: Option<Vec<u8>> = on!(write, c => {
        let select = "SELECT seed FROM moderator_factors WHERE moderator = $1 AND offered_to = $2 AND confirmed_ms IS NULL";
        sqlx::query_scalar(select).bind(id).bind(session).fetch_optional(c).await?
    });
    let step = seed.and_then(|seed| Secret::new(context, id, &seed).step(&bare(code), now_ms));
    let Some(step) = step else {
        return Ok(None);
    };
    let confirmed = on!(write, c => {
        let update = "UPDATE moderator_factors SET confirmed_ms = $2, last_step = $3 WHERE moderator = $1 AND confirmed_ms IS NULL";
        sqlx::query(update).bind(id).bind(now_ms).bind(step).execute(c).await?.rows_affected()
    });
    if confirmed == 0 {
        return Ok(None);
    }
    on!(write, c => {
        let delete = "DELETE FROM moderator_sessions WHERE moderator = $1 AND handle <> $2";
        sqlx::query(delete).bind(id).bind(session).execute(c).await?;
    });
    recovery::renew(write, id).await.map(Some)
}

/// Whether this account is asked for a code.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(write: &mut Write, id: &str) -> Result<bool, sqlx::Error> {
    let counts: i64 = on!(write, c => {
        let select = "SELECT CAST(COUNT(*) AS BIGINT) FROM moderator_factors WHERE moderator = $1 AND confirmed_ms IS NOT NULL";
        sqlx::query_scalar(select).bind(id).fetch_one(c).await?
    });
    Ok(counts > 0)
}

/// How many recovery codes are left; `None` without a second factor.
///
/// # Errors
/// When the database cannot be read.
pub async fn codes_left(read: &mut Read, id: &str) -> Result<Option<i64>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT (SELECT CAST(COUNT(*) AS BIGINT) FROM moderator_recovery_codes WHERE moderator = $1) \
             FROM moderator_factors WHERE moderator = $1 AND confirmed_ms IS NOT NULL";
        sqlx::query_scalar(select).bind(id).fetch_optional(c).await?
    }))
}

/// Uses a code up, of the context or of those for recovery. True the first time; a code of the context makes all before it worthless (RFC
/// 6238, 5.2).
///
/// # Errors
/// When the database cannot be written.
pub async fn spend(
    context: &Context,
    write: &mut Write,
    id: &str,
    code: &str,
) -> Result<bool, sqlx::Error> {
    let code = bare(code);
    let seed: Option<Vec<u8>> = on!(write, c => {
        let select = "SELECT seed FROM moderator_factors WHERE moderator = $1 AND confirmed_ms IS NOT NULL";
        sqlx::query_scalar(select).bind(id).fetch_optional(c).await?
    });
    let Some(seed) = seed else {
        return Ok(false);
    };
    let Some(step) = Secret::new(context, id, &seed).step(&code, context.clock.now_ms()) else {
        return recovery::spend(write, id, &code).await;
    };
    let spent = on!(write, c => {
        // The condition is judged again by who waited: of two at once one counts.
        let update = "UPDATE moderator_factors SET last_step = $2 WHERE moderator = $1 AND last_step < $2";
        sqlx::query(update).bind(id).bind(step).execute(c).await?.rows_affected()
    });
    Ok(spent > 0)
}

/// Ends the second factor of an account, and its recovery codes. True when there was one.
///
/// # Errors
/// When the database cannot be written.
pub async fn remove(write: &mut Write, id: &str) -> Result<bool, sqlx::Error> {
    let removed = on!(write, c => {
        sqlx::query("DELETE FROM moderator_recovery_codes WHERE moderator = $1").bind(id).execute(&mut *c).await?;
        sqlx::query("DELETE FROM moderator_factors WHERE moderator = $1").bind(id).execute(c).await?.rows_affected()
    });
    Ok(removed > 0)
}

/// A code without what people put between its groups, in capitals.
fn bare(code: &str) -> String {
    let signs = code.chars().filter(char::is_ascii_alphanumeric);
    let signs = signs.map(|sign| sign.to_ascii_uppercase());
    signs.take(LONGEST_CODE).collect()
}
