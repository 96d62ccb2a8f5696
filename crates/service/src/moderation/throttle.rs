//! How often somebody may try to log in: counted in the database, for all replicas, by account and by network prefix, and apart by
//! browser where its owner has logged in with it. Of each only a keyed hash is kept, for 15 minutes.

use crate::client_address::ClientAddress;
use crate::context::Context;
use crate::on;
use crate::store::Write;

use super::account::folded;

const WINDOW_MS: i64 = 15 * 60 * 1000;
/// Tries for one account in 15 minutes. Who is locked out by somebody else's tries, in a browser that is new, has the login link.
const FOR_ACCOUNT: i64 = 10;
/// Tries from one prefix in 15 minutes.
const FROM_PREFIX: i64 = 30;

/// Whose tries are counted.
pub(super) struct Subject {
    /// Keyed hashes and how many tries each has in 15 minutes.
    budgets: Vec<(Vec<u8>, i64)>,
}

impl Subject {
    /// Somebody who tries this account from there. A browser that its owner knows has tries of its own, whatever strangers or its
    /// network do; all others share those of the account.
    pub(super) fn new(
        context: &Context,
        email: &str,
        from: ClientAddress,
        device: Option<&str>,
    ) -> Self {
        let keyed = |kind, text: &str| context.keys.mac(kind, text.as_bytes()).to_vec();
        let mut budgets = match device {
            Some(device) => vec![(keyed("login-tries-device", device), FOR_ACCOUNT)],
            None => vec![
                (keyed("login-account", &folded(email)), FOR_ACCOUNT),
                (
                    keyed("login-prefix", &from.prefix().to_string()),
                    FROM_PREFIX,
                ),
            ],
        };
        // Always in this order, so that two never wait for each other.
        budgets.sort();
        Self { budgets }
    }

    /// Somebody who tries codes of the second factor: who does not know the password uses up none of these tries, and the right
    /// password forgives none.
    pub(super) fn for_codes(
        context: &Context,
        id: &str,
        from: ClientAddress,
        device: Option<&str>,
    ) -> Self {
        let prefix = context
            .keys
            .mac("login-prefix", from.prefix().to_string().as_bytes());
        let mut budgets = vec![(of_codes(context, id, device), FOR_ACCOUNT)];
        if device.is_none() {
            budgets.push((prefix.to_vec(), FROM_PREFIX));
        }
        budgets.sort();
        Self { budgets }
    }
}

/// Whose tries of codes are counted: the account's, or those of a browser that its owner knows.
fn of_codes(context: &Context, id: &str, device: Option<&str>) -> Vec<u8> {
    let whose = device.unwrap_or(id);
    let purpose = if device.is_some() {
        "login-codes-device"
    } else {
        "login-codes"
    };
    context.keys.mac(purpose, whose.as_bytes()).to_vec()
}

/// Counts a try. `Err` holds the seconds to wait.
pub(super) async fn admit(
    context: &Context,
    whose: &Subject,
) -> Result<Result<(), u64>, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let mut write = context.store.write().await?;
    for (subject, most) in &whose.budgets {
        // Of tries that come at once each sees those before it.
        write.alone(subject).await?;
        let (tries, first): (i64, Option<i64>) = on!(write, c => {
            let select = "SELECT CAST(COUNT(*) AS BIGINT), MIN(at_ms) FROM moderator_tries WHERE subject = $1 AND at_ms > $2";
            sqlx::query_as(select).bind(subject).bind(now_ms - WINDOW_MS).fetch_one(c).await?
        });
        if tries >= *most {
            // Not committed: tries that are refused do not make the wait longer.
            let wait_ms = first.unwrap_or(now_ms) + WINDOW_MS - now_ms;
            return Ok(Err(u64::try_from(wait_ms / 1000 + 1).unwrap_or(1)));
        }
        on!(write, c => {
            let insert = "INSERT INTO moderator_tries (subject, at_ms) VALUES ($1, $2)";
            sqlx::query(insert).bind(subject).bind(now_ms).execute(c).await?;
        });
    }
    write.commit().await?;
    Ok(Ok(()))
}

/// Somebody came in: their tries before are forgiven. Not those of the network, and not those of strangers where they came in
/// with a browser of their own.
pub(super) async fn forgive(
    context: &Context,
    write: &mut Write,
    email: &str,
    device: Option<&str>,
) -> Result<(), sqlx::Error> {
    let subject = match device {
        Some(device) => context.keys.mac("login-tries-device", device.as_bytes()),
        None => context.keys.mac("login-account", folded(email).as_bytes()),
    };
    delete(write, subject.to_vec()).await
}

/// The tries of codes before the right one are forgiven.
pub(super) async fn forgive_codes(
    context: &Context,
    write: &mut Write,
    id: &str,
    device: Option<&str>,
) -> Result<(), sqlx::Error> {
    delete(write, of_codes(context, id, device)).await
}

async fn delete(write: &mut Write, subject: Vec<u8>) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM moderator_tries WHERE subject = $1";
        sqlx::query(delete).bind(subject).execute(c).await?;
    });
    Ok(())
}

pub(super) async fn forget(write: &mut Write, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM moderator_tries WHERE at_ms < $1";
        sqlx::query(delete).bind(now_ms - WINDOW_MS).execute(c).await?;
    });
    Ok(())
}
