//! The second step of logging in: a code, where the account has a second factor.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};

use super::{Cookies, Refused, begin};
use crate::client_address::ClientAddress;
use crate::context::Context;
use crate::moderation::session::BeganBy;
use crate::moderation::{account, device, factor, refused, throttle};
use crate::store::Write;

const PURPOSE: &str = "login-code";
/// How long the question for the code stands.
const LIFE_MS: i64 = 5 * 60 * 1000;

/// Who has taken the first step, and how: what the form of the second carries, signed.
#[derive(Serialize, Deserialize)]
struct FirstStep {
    #[serde(rename = "m")]
    moderator: String,
    #[serde(rename = "l")]
    by_link: bool,
}

/// What the form of the second step carries.
pub(super) fn token(context: &Context, id: &str, by: BeganBy) -> String {
    let step = FirstStep {
        moderator: id.into(),
        by_link: by == BeganBy::Link,
    };
    context
        .keys
        .seal(PURPOSE, &step, context.clock.now_ms() + LIFE_MS)
}

/// The cookies of a new session, for a code that was not used before.
///
/// # Errors
/// [`Refused`]
pub async fn by_code(
    context: &Context,
    token: &str,
    code: &str,
    from: ClientAddress,
    headers: &HeaderMap,
) -> Result<Cookies, Refused> {
    let now_ms = context.clock.now_ms();
    let step: FirstStep = context
        .keys
        .open_token(PURPOSE, token, now_ms)
        .map_err(|_| Refused::Spent)?;
    let owner = {
        let mut read = context.store.read().await?;
        account::of(&mut read, &step.moderator).await?
    };
    let owner = owner.ok_or(Refused::Spent)?;
    let device = device::known(context, &owner.email, headers);
    let mut write = right_code(context, &owner.id, code, from, device.as_deref()).await?;
    let by = if step.by_link {
        BeganBy::Link
    } else {
        BeganBy::Password
    };
    let cookies = begin(context, &mut write, &owner.id, by, headers).await?;
    write.commit().await?;
    Ok(cookies)
}

/// Uses a code of this account up, in the transaction that is handed over. Who tries too often has to wait.
///
/// # Errors
/// [`Refused`]
pub async fn right_code(
    context: &Context,
    id: &str,
    code: &str,
    from: ClientAddress,
    device: Option<&str>,
) -> Result<Write, Refused> {
    let whose = throttle::Subject::for_codes(context, id, from, device);
    if let Err(seconds) = throttle::admit(context, &whose).await? {
        refused::note(context, Some(id), "throttled").await?;
        return Err(Refused::TooOften(seconds));
    }
    let mut write = context.store.write().await?;
    if factor::spend(context, &mut write, id, code).await? {
        throttle::forgive_codes(context, &mut write, id, device).await?;
        return Ok(write);
    }
    drop(write);
    refused::note(context, Some(id), "code").await?;
    Err(Refused::Wrong)
}
