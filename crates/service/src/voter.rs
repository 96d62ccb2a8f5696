//! Who votes: a token of ours that the page keeps in `localStorage`. It is no cookie, and the address of the reader has no
//! part in it, since the phones of a whole district can share one.
//!
//! A reader who throws the token away gets a new one and can vote again. What that costs is the brake: a proof of work for
//! each vote, and a limit on forms from one network prefix. A vote here is a mood, not an election.

use bangtin_model::answers::FieldError;
use serde::{Deserialize, Serialize};

use crate::context::Context;
use crate::problem::Problem;
use crate::random::random_id;

const PURPOSE: &str = "voter";
/// Browsers forget sooner. Each answer carries a token that begins anew.
const LIFE_MS: i64 = 400 * 24 * 60 * 60 * 1000;

/// One browser at one site.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Voter {
    site: String,
    id: String,
}

impl Voter {
    /// A voter who has not come before.
    #[must_use]
    pub fn new(site: &str) -> Self {
        Self {
            site: site.into(),
            id: random_id(),
        }
    }

    /// The voter of this token, a new one without.
    ///
    /// # Errors
    /// 422 for a token that is not ours, of another site, or too old: the page must forget it.
    pub fn of(context: &Context, site: &str, token: Option<&str>) -> Result<Self, Problem> {
        let Some(token) = token else {
            return Ok(Self::new(site));
        };
        let opened = context
            .keys
            .open_token(PURPOSE, token, context.clock.now_ms());
        let voter: Option<Self> = opened.ok();
        voter
            .filter(|voter| voter.site == site)
            .ok_or_else(|| Problem::fields(vec![FieldError::new("voter", "invalid")]))
    }

    /// The token for the page to keep.
    #[must_use]
    pub fn token(&self, context: &Context) -> String {
        let expires_ms = context.clock.now_ms() + LIFE_MS;
        context.keys.seal(PURPOSE, self, expires_ms)
    }

    /// Under which the vote about one thing is kept. It differs from thing to thing, so the database does not tell what else
    /// the same reader voted for.
    #[must_use]
    pub fn about(&self, context: &Context, kind: &str, thing: &str) -> Vec<u8> {
        // No part can hold the separator: control characters are refused.
        let message = [self.site.as_str(), kind, thing, self.id.as_str()].join("\0");
        let mut hash = context.keys.mac("vote", message.as_bytes()).to_vec();
        hash.truncate(16);
        hash
    }
}
