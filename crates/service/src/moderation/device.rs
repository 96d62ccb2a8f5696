//! The device cookie: a browser in which the owner of an account has logged in before. Strangers who try passwords can use up the
//! tries of unknown browsers, and the owner still comes in with theirs (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
//!
//! It holds a random name and our signature over it and the account, so nothing has to be kept, and it says nothing to others.

use axum::http::{HeaderMap, HeaderValue};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use subtle::ConstantTimeEq;

use super::account::folded;
use super::session::{cookie_of, value_of};
use crate::context::Context;
use crate::random::random_id;

const NAME: &str = "bangtin-device";
/// Half a year: whoever moderates comes more often.
const LIFE_SECONDS: i64 = 180 * 24 * 60 * 60;

/// The name of the browser, where the owner of this account has logged in with it.
pub(super) fn known(context: &Context, email: &str, headers: &HeaderMap) -> Option<String> {
    let (name, signature) = value_of(context, headers, NAME)?.split_once('.')?;
    let right = sign(context, email, name);
    let is_right: bool = right.as_bytes().ct_eq(signature.as_bytes()).into();
    is_right.then(|| name.to_owned())
}

/// The cookie for a browser in which the owner has just logged in. Each login has a new one.
pub(super) fn cookie(context: &Context, email: &str) -> HeaderValue {
    let name = random_id();
    let value = format!("{name}.{}", sign(context, email, &name));
    cookie_of(context, NAME, &value, LIFE_SECONDS)
}

fn sign(context: &Context, email: &str, name: &str) -> String {
    let signed = format!("{name} {}", folded(email));
    URL_SAFE_NO_PAD.encode(context.keys.mac("login-device", signed.as_bytes()))
}
