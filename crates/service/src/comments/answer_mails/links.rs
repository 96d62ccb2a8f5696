//! The tokens of the two pages' links: each is for one purpose, none names an address.

use super::{DAY_MS, KEPT_MS, PENDING_MS, offers};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::subscriptions::{Lang, Refused};

/// The token with which the writer of a comment asks for the mail, at `/comments/answer-mail?t=…` of the site. `None` where the site sends none.
#[must_use]
pub fn asking_token(context: &Context, site: &SiteSettings, comment: &str) -> Option<String> {
    let now_ms = context.clock.now_ms();
    let keys = &context.keys;
    offers(site).then(|| keys.seal(&asking(&site.id), &comment, now_ms + KEPT_MS))
}

/// The address of the page on which an address is confirmed or forgotten.
pub(super) fn held_link(context: &Context, site: &str, id: &str, lang: Lang) -> String {
    let expires_ms = context.clock.now_ms() + KEPT_MS + PENDING_MS + DAY_MS;
    let token = context.keys.seal(&holding(site), &id, expires_ms);
    let (service, lang) = (&context.public_url, lang.tag());
    format!("{service}/v1/sites/{site}/comments/answer-mail/address?t={token}&lang={lang}")
}

/// The comment that the first page's link names.
///
/// # Errors
/// [`Refused`]
pub fn open_asking(context: &Context, site: &str, token: &str) -> Result<String, Refused> {
    let now_ms = context.clock.now_ms();
    Ok(context.keys.open_token(&asking(site), token, now_ms)?)
}

/// What the second page's link names.
///
/// # Errors
/// [`Refused`]
pub fn open_held(context: &Context, site: &str, token: &str) -> Result<String, Refused> {
    let now_ms = context.clock.now_ms();
    Ok(context.keys.open_token(&holding(site), token, now_ms)?)
}

fn asking(site: &str) -> String {
    format!("answer mail/ask/{site}")
}

fn holding(site: &str) -> String {
    format!("answer mail/address/{site}")
}
