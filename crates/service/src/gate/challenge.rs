//! The proof of work: a challenge that a browser solves in about a second and that counts once (ALTCHA's, version 2). A device that does not
//! solve it in time asks for an easy one, which counts only after a while; how many of those are given is bounded (`rate.rs`).

use std::collections::BTreeMap;

use altcha::{
    CreateChallengeOptions, Payload, VerifySolutionOptions, create_challenge, verify_solution,
};
use axum::http::StatusCode;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};

use crate::context::Context;
use crate::problem::Problem;
use crate::random::random;

pub use altcha::Challenge;

/// Iterated SHA-256: each try hashes `cost` times.
const ALGORITHM: &str = "SHA-256";
/// The cost of a challenge that counts after a while: nothing that a reader notices.
const EASY: u32 = 1;
/// The counter that is looked for is one of so many: 256 tries in the mean as for a prefix of one byte, but never more than these. With
/// such a prefix every 50th reader had to try more than a thousand times.
const COUNTERS: u16 = 512;
/// How long a challenge may lie in an open form.
const LIFE_MS: i64 = 60 * 60 * 1000;
/// A form that comes back sooner was not filled in by a person.
const LEAST_AGE_MS: i64 = 2_000;

/// The member of what is signed that says how many milliseconds a challenge has to wait.
const WAIT: &str = "wait";

/// A challenge that was solved.
#[derive(Debug)]
pub(super) struct Solved {
    pub(super) nonce: String,
    pub(super) expires_ms: i64,
}

/// What a device gives for a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Price {
    /// Its work.
    Work,
    /// Its time, as the settings say.
    Time,
}

/// A new challenge for the forms of a site; `work` is what it costs, in hashes for each try, where the price is work. Nothing of it is kept:
/// what it costs is signed with it.
///
/// # Errors
/// 500 when it cannot be made.
pub(super) fn issue(
    context: &Context,
    site: &str,
    price: Price,
    work: u32,
) -> Result<Challenge, Problem> {
    let limits = &context.settings.limits;
    let now_ms = context.clock.now_ms();
    let mut data = BTreeMap::from([
        ("site".to_owned(), site.into()),
        ("issued".to_owned(), now_ms.into()),
    ]);
    let cost = match price {
        Price::Work => work,
        Price::Time => {
            let wait_ms = u64::from(limits.slow_form_seconds) * 1000;
            data.insert(WAIT.to_owned(), wait_ms.into());
            EASY
        }
    };
    let options = CreateChallengeOptions {
        algorithm: ALGORITHM.into(),
        counter: Some(u32::from(u16::from_ne_bytes(random()) % COUNTERS)),
        cost,
        data: Some(data),
        expires_at: Some((now_ms + LIFE_MS) / 1000),
        hmac_key_signature_secret: Some(key_secret(context)),
        hmac_signature_secret: Some(secret(context)),
        ..CreateChallengeOptions::default()
    };
    create_challenge(options).map_err(|error| Problem::internal(&error))
}

pub(super) fn verify(
    context: &Context,
    site: &str,
    proof: &str,
    now_ms: i64,
) -> Result<Solved, Problem> {
    let json = STANDARD
        .decode(proof)
        .map_err(|_| wrong("challenge_missing"))?;
    let payload: Payload = serde_json::from_slice(&json).map_err(|_| wrong("challenge_missing"))?;
    let parameters = &payload.challenge.parameters;
    let stated = |name| parameters.data.as_ref().and_then(|data| data.get(name));
    let issued = stated("issued").and_then(serde_json::Value::as_i64);
    let (Some(issued), Some(expires)) = (issued, parameters.expires_at) else {
        return Err(wrong("challenge_wrong"));
    };
    // In place of the work; the signature is looked at below.
    let wait_ms = stated(WAIT).and_then(serde_json::Value::as_i64);
    let is_paid = match wait_ms {
        Some(_) => parameters.cost == EASY,
        // More in a wave.
        None => parameters.cost >= context.settings.limits.challenge_cost,
    };
    if parameters.algorithm != ALGORITHM || !is_paid {
        return Err(wrong("challenge_wrong"));
    }
    let expires_ms = expires.saturating_mul(1000);
    if expires_ms < now_ms {
        return Err(wrong("challenge_expired"));
    }
    let mut options =
        VerifySolutionOptions::new(&payload.challenge, &payload.solution, secret(context));
    options.hmac_key_signature_secret = Some(key_secret(context));
    let verified = verify_solution(options).is_ok_and(|result| result.verified);
    if !verified || stated("site").and_then(serde_json::Value::as_str) != Some(site) {
        return Err(wrong("challenge_wrong"));
    }
    if now_ms - issued < wait_ms.unwrap_or_default().max(LEAST_AGE_MS) {
        return Err(wrong("too_fast"));
    }
    Ok(Solved {
        nonce: parameters.nonce.clone(),
        expires_ms,
    })
}

fn secret(context: &Context) -> String {
    URL_SAFE_NO_PAD.encode(context.keys.mac("challenge", b"altcha"))
}

/// Signs what is to be found, so that a proof is judged without finding it again.
fn key_secret(context: &Context) -> String {
    URL_SAFE_NO_PAD.encode(context.keys.mac("challenge", b"key"))
}

fn wrong(code: &'static str) -> Problem {
    Problem::new(
        StatusCode::UNPROCESSABLE_ENTITY,
        code,
        "The form needs a solved challenge: ask for one at /challenge.",
    )
}
