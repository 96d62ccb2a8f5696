//! Logging in, by password or by link.

use axum::http::{HeaderMap, HeaderValue};

use super::log::{self, Entry};
use super::{account, link, password, session, throttle};
use crate::app::Parts;
use crate::client_address::ClientAddress;
use crate::store::Write;

/// Why nobody was logged in.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No such account, no password, or another one: which, is not told.
    #[error("the address or the password is wrong")]
    Wrong,
    /// Too many tries; with the seconds to wait.
    #[error("too many tries; wait {0} s")]
    TooOften(u64),
    /// The link was used before, is too old, or is none of ours.
    #[error("the link does not log in any more")]
    Spent,
    /// The database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// The cookie of a new session, for the right password.
///
/// # Errors
/// [`Refused`]
pub async fn by_password(
    app: &Parts,
    email: &str,
    given: &str,
    from: ClientAddress,
    headers: &HeaderMap,
) -> Result<HeaderValue, Refused> {
    // PostgreSQL cannot be asked for it, and no address has one.
    if email.contains('\0') || email.len() > 320 {
        return Err(Refused::Wrong);
    }
    if let Err(seconds) = throttle::admit(app, email, from).await? {
        metrics::counter!("bangtin_logins_total", "result" => "throttled").increment(1);
        return Err(Refused::TooOften(seconds));
    }
    let found = {
        let mut read = app.store.read().await?;
        account::secret(&mut read, email).await?
    };
    let (id, stored) = found.map_or((None, None), |(id, stored)| (Some(id), stored));
    // No transaction is open meanwhile.
    let right = password::matches(given, stored).await;
    let Some(id) = id.filter(|_| right) else {
        metrics::counter!("bangtin_logins_total", "result" => "wrong").increment(1);
        return Err(Refused::Wrong);
    };
    let mut write = app.store.write().await?;
    throttle::forgive(app, &mut write, email).await?;
    let cookie = begin(app, &mut write, &id, "password", headers).await?;
    write.commit().await?;
    Ok(cookie)
}

/// The cookie of a new session, for a link that was not used before.
///
/// # Errors
/// [`Refused`]
pub async fn by_link(
    app: &Parts,
    token: &str,
    headers: &HeaderMap,
) -> Result<HeaderValue, Refused> {
    let mut write = app.store.write().await?;
    let id = link::spend(&mut write, token, app.clock.now_ms()).await?;
    let id = id.ok_or(Refused::Spent)?;
    let cookie = begin(app, &mut write, &id, "link", headers).await?;
    write.commit().await?;
    Ok(cookie)
}

async fn begin(
    app: &Parts,
    write: &mut Write,
    id: &str,
    by: &str,
    headers: &HeaderMap,
) -> Result<HeaderValue, Refused> {
    let actor = account::actor(write, id).await?.ok_or(Refused::Wrong)?;
    let entry = Entry {
        site: "",
        actor: &actor,
        action: "login",
        subject: "",
        before: "",
        after: by,
        note: "",
    };
    log::add(write, entry, app.clock.now_ms()).await?;
    let cookie = session::begin(app, write, id, headers).await?;
    metrics::counter!("bangtin_logins_total", "result" => "in").increment(1);
    Ok(cookie)
}
