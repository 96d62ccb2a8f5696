//! The second step of logging in: a code, where the account has a second factor.

use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};

use super::{Cookies, Refused, begin};
use crate::app::Parts;
use crate::client_address::ClientAddress;
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
pub(super) fn token(app: &Parts, id: &str, by: BeganBy) -> String {
    let step = FirstStep {
        moderator: id.into(),
        by_link: by == BeganBy::Link,
    };
    app.keys.seal(PURPOSE, &step, app.clock.now_ms() + LIFE_MS)
}

/// The cookies of a new session, for a code that was not used before.
///
/// # Errors
/// [`Refused`]
pub async fn by_code(
    app: &Parts,
    token: &str,
    code: &str,
    from: ClientAddress,
    headers: &HeaderMap,
) -> Result<Cookies, Refused> {
    let now_ms = app.clock.now_ms();
    let step: FirstStep = app
        .keys
        .open_token(PURPOSE, token, now_ms)
        .map_err(|_| Refused::Spent)?;
    let owner = {
        let mut read = app.store.read().await?;
        account::of(&mut read, &step.moderator).await?
    };
    let owner = owner.ok_or(Refused::Spent)?;
    let device = device::known(app, &owner.email, headers);
    let mut write = right_code(app, &owner.id, code, from, device.as_deref()).await?;
    let by = if step.by_link {
        BeganBy::Link
    } else {
        BeganBy::Password
    };
    let cookies = begin(app, &mut write, &owner.id, by, headers).await?;
    write.commit().await?;
    Ok(cookies)
}

/// Uses a code of this account up, in the transaction that is handed over. Who tries too often has to wait.
///
/// # Errors
/// [`Refused`]
pub async fn right_code(
    app: &Parts,
    id: &str,
    code: &str,
    from: ClientAddress,
    device: Option<&str>,
) -> Result<Write, Refused> {
    let whose = throttle::Subject::for_codes(app, id, from, device);
    if let Err(seconds) = throttle::admit(app, &whose).await? {
        refused::note(app, Some(id), "throttled").await?;
        return Err(Refused::TooOften(seconds));
    }
    let mut write = app.store.write().await?;
    if factor::spend(app, &mut write, id, code).await? {
        throttle::forgive_codes(app, &mut write, id, device).await?;
        return Ok(write);
    }
    drop(write);
    refused::note(app, Some(id), "code").await?;
    Err(Refused::Wrong)
}
