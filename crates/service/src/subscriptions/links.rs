//! The links in mails. Each carries a token that names a subscriber without the address, for one purpose.

use serde::{Deserialize, Serialize};

use super::{DAY_MS, Lang, PENDING_MS};
use crate::context::Context;
use crate::keys::TokenError;

/// How long a mail's link shows what is held: longer than a year, so that a yearly mail's still works.
const HOLDER_MS: i64 = 400 * DAY_MS;

/// What a confirmation link names.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Opened {
    /// The subscriber's id.
    #[serde(rename = "s")]
    pub subscriber: String,
    /// The id of the consent that is confirmed.
    #[serde(rename = "c")]
    pub consent: String,
}

/// Why a link was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is not one of ours, or it was cut.
    Broken,
    /// Its time is over.
    Expired,
}

impl From<TokenError> for Refused {
    fn from(error: TokenError) -> Self {
        match error {
            TokenError::Invalid => Self::Broken,
            TokenError::Expired => Self::Expired,
        }
    }
}

/// Makes the links for one subscriber.
#[derive(Clone, Debug)]
pub struct Links {
    /// Confirms; only with the consent's id.
    pub confirm: Option<String>,
    /// Ends the subscription. It does so for ever.
    pub unsubscribe: String,
    /// Shows what is held, changes it, erases it.
    pub manage: String,
    /// The token of `manage`, for programs.
    pub token: String,
}

impl Links {
    /// The links of a subscriber, with one that confirms `consent` where it is given.
    #[must_use]
    pub fn new(
        context: &Context,
        site: &str,
        subscriber: &str,
        consent: Option<&str>,
        lang: Lang,
    ) -> Self {
        let now = context.clock.now_ms();
        let (base, tag) = (
            format!("{}/v1/sites/{site}/subscriptions", context.public_url),
            lang.tag(),
        );
        let seal = |purpose, expires| {
            context
                .keys
                .seal(&named(purpose, site), &subscriber, expires)
        };
        let token = seal("holder", now + HOLDER_MS);
        let confirm = consent.map(|consent| {
            let opened = Opened {
                subscriber: subscriber.into(),
                consent: consent.into(),
            };
            let token = context
                .keys
                .seal(&named("confirm", site), &opened, now + PENDING_MS);
            format!("{base}/confirm?t={token}&lang={tag}")
        });
        Self {
            confirm,
            unsubscribe: format!(
                "{base}/unsubscribe?t={}&lang={tag}",
                seal("unsubscribe", i64::MAX)
            ),
            manage: format!("{base}/manage?t={token}&lang={tag}"),
            token,
        }
    }
}

/// What a confirmation link names.
///
/// # Errors
/// [`Refused`]
pub fn open_confirmation(context: &Context, site: &str, token: &str) -> Result<Opened, Refused> {
    open(context, "confirm", site, token)
}

/// The subscriber whom a link of `manage` names.
///
/// # Errors
/// [`Refused`]
pub fn open_holder(context: &Context, site: &str, token: &str) -> Result<String, Refused> {
    open(context, "holder", site, token)
}

/// The subscriber whom an unsubscription link names.
///
/// # Errors
/// [`Refused`]
pub fn open_unsubscription(context: &Context, site: &str, token: &str) -> Result<String, Refused> {
    open(context, "unsubscribe", site, token)
}

fn open<T: serde::de::DeserializeOwned>(
    context: &Context,
    purpose: &'static str,
    site: &str,
    token: &str,
) -> Result<T, Refused> {
    let now = context.clock.now_ms();
    Ok(context.keys.open_token(&named(purpose, site), token, now)?)
}

fn named(purpose: &'static str, site: &str) -> String {
    format!("subscription/{purpose}/{site}")
}
