//! Logging in, by password or by link, and with a code where the account has a second factor.

mod code;

use std::time::Duration;

use axum::http::{HeaderMap, HeaderValue};
use tokio::time::Instant;

use super::session::BeganBy;
use super::{account, device, factor, link, log, password, refused, session, throttle};
use crate::client_address::ClientAddress;
use crate::context::Context;
use crate::store::Write;

pub use code::{by_code, right_code};

/// Why nobody was logged in.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// No such account, no password, or another one: which, is not told. Or another code.
    #[error("the address, the password or the code is wrong")]
    Wrong,
    /// Too many tries; with the seconds to wait.
    #[error("too many tries; wait {0} s")]
    TooOften(u64),
    /// The link was used before, is too old, or is none of ours. Or the question for the code is.
    #[error("the link does not log in any more")]
    Spent,
    /// The database.
    #[error(transparent)]
    Database(#[from] sqlx::Error),
}

/// No refusal takes less time after it is known.
const LEAST: Duration = Duration::from_millis(25);

/// The cookies of somebody who came in.
pub type Cookies = [HeaderValue; 2];

/// Where the first step has led.
pub enum Entered {
    /// In.
    In(Cookies),
    /// To the question for a code; with what its form carries.
    Asked(String),
}

/// A new session, or the question for a code, for the right password.
///
/// # Errors
/// [`Refused`]
pub async fn by_password(
    context: &Context,
    email: &str,
    given: &str,
    from: ClientAddress,
    headers: &HeaderMap,
) -> Result<Entered, Refused> {
    // PostgreSQL cannot be asked for it, and no address has one.
    if email.contains('\0') || email.len() > 320 {
        return Err(Refused::Wrong);
    }
    let device = device::known(context, email, headers);
    let id = right_password(context, email, given, from, device.as_deref()).await?;
    let mut write = context.store.write().await?;
    throttle::forgive(context, &mut write, email, device.as_deref()).await?;
    first_step(context, write, &id, BeganBy::Password, headers).await
}

/// The account whose password this is. Who tries another too often has to wait; of an account both are written down.
///
/// # Errors
/// [`Refused`]
pub async fn right_password(
    context: &Context,
    email: &str,
    given: &str,
    from: ClientAddress,
    device: Option<&str>,
) -> Result<String, Refused> {
    let whose = throttle::Subject::new(context, email, from, device);
    let admitted = throttle::admit(context, &whose).await?;
    let found = {
        let mut read = context.store.read().await?;
        account::secret(&mut read, email).await?
    };
    let (id, stored) = found.map_or((None, None), |(id, stored)| (Some(id), stored));
    // No transaction is open meanwhile.
    let right = admitted.is_ok() && password::matches(given, stored).await;
    if let Some(id) = id.as_ref().filter(|_| right) {
        return Ok(id.clone());
    }
    // Only what concerns an account is written down: a clock must not tell which it was.
    let answered = Instant::now() + LEAST;
    let why = if admitted.is_ok() {
        "wrong"
    } else {
        "throttled"
    };
    refused::note(context, id.as_deref(), why).await?;
    tokio::time::sleep_until(answered).await;
    Err(admitted.map_or_else(Refused::TooOften, |()| Refused::Wrong))
}

/// A new session, or the question for a code, for a link that was not used before.
///
/// # Errors
/// [`Refused`]
pub async fn by_link(
    context: &Context,
    token: &str,
    headers: &HeaderMap,
) -> Result<Entered, Refused> {
    let mut write = context.store.write().await?;
    let id = link::spend(&mut write, token, context.clock.now_ms()).await?;
    let Some(id) = id else {
        drop(write);
        refused::note(context, None, "link").await?;
        return Err(Refused::Spent);
    };
    first_step(context, write, &id, BeganBy::Link, headers).await
}

async fn first_step(
    context: &Context,
    mut write: Write,
    id: &str,
    by: BeganBy,
    headers: &HeaderMap,
) -> Result<Entered, Refused> {
    let entered = if factor::counts(&mut write, id).await? {
        Entered::Asked(code::token(context, id, by))
    } else {
        Entered::In(begin(context, &mut write, id, by, headers).await?)
    };
    write.commit().await?;
    Ok(entered)
}

async fn begin(
    context: &Context,
    write: &mut Write,
    id: &str,
    by: BeganBy,
    headers: &HeaderMap,
) -> Result<Cookies, Refused> {
    let owner = account::named(write, id).await?.ok_or(Refused::Wrong)?;
    log::own(write, &owner, "login", by.name(), context.clock.now_ms()).await?;
    let cookie = session::begin(context, write, id, by, headers).await?;
    metrics::counter!("bangtin_logins_total", "result" => "in").increment(1);
    Ok([cookie, device::cookie(context, &owner.email)])
}
