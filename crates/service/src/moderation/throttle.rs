//! How often somebody may try to log in: counted in the database, for all replicas, by account and by network prefix.
//! Of both only a keyed hash is kept, for 15 minutes.

use crate::app::Parts;
use crate::client_address::ClientAddress;
use crate::on;
use crate::store::Write;

use super::account::folded;

const WINDOW_MS: i64 = 15 * 60 * 1000;
/// Tries for one account in 15 minutes. Who is locked out by somebody else's tries has the login link.
const FOR_ACCOUNT: i64 = 10;
/// Tries from one prefix in 15 minutes.
const FROM_PREFIX: i64 = 30;

/// Counts a try. `Err` holds the seconds to wait.
pub(super) async fn admit(
    app: &Parts,
    email: &str,
    from: ClientAddress,
) -> Result<Result<(), u64>, sqlx::Error> {
    let now_ms = app.clock.now_ms();
    let subjects = [
        (account(app, email), FOR_ACCOUNT),
        (prefix(app, from), FROM_PREFIX),
    ];
    let mut write = app.store.write().await?;
    for (subject, most) in subjects {
        // Counted first: of tries that come at once, each sees those before it.
        on!(write, c => {
            let insert = "INSERT INTO moderator_tries (subject, at_ms) VALUES ($1, $2)";
            sqlx::query(insert).bind(&subject).bind(now_ms).execute(c).await?;
        });
        let (tries, first): (i64, Option<i64>) = on!(write, c => {
            let select = "SELECT CAST(COUNT(*) AS BIGINT), MIN(at_ms) FROM moderator_tries WHERE subject = $1 AND at_ms > $2";
            sqlx::query_as(select).bind(&subject).bind(now_ms - WINDOW_MS).fetch_one(c).await?
        });
        if tries > most {
            // Not committed: tries that are refused do not make the wait longer.
            let wait_ms = first.unwrap_or(now_ms) + WINDOW_MS - now_ms;
            return Ok(Err(u64::try_from(wait_ms / 1000 + 1).unwrap_or(1)));
        }
    }
    write.commit().await?;
    Ok(Ok(()))
}

/// The account's owner came in: the tries before are forgiven.
pub(super) async fn forgive(
    app: &Parts,
    write: &mut Write,
    email: &str,
) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM moderator_tries WHERE subject = $1";
        sqlx::query(delete).bind(account(app, email)).execute(c).await?;
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

fn account(app: &Parts, email: &str) -> Vec<u8> {
    let mac = app.keys.mac("login-account", folded(email).as_bytes());
    mac.to_vec()
}

fn prefix(app: &Parts, from: ClientAddress) -> Vec<u8> {
    let prefix = from.prefix().to_string();
    app.keys.mac("login-prefix", prefix.as_bytes()).to_vec()
}
