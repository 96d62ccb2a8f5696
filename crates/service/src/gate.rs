//! The one gate before every form: origin, rate, honeypot, proof of work with the form's age, and each request once. Size and time
//! are limited before it (`router/layers.rs`).

mod challenge;
mod idempotency;
mod origin;
mod rate;

use std::sync::Arc;

use axum::http::HeaderMap;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::Parts;
use crate::client_address::ClientAddress;
use crate::config::SiteSettings;
use crate::http::Answer;
use crate::on;
use crate::problem::Problem;
use crate::store::Write;

pub use challenge::{Challenge, issue};
pub use origin::{allowed as origin_allowed, check as check_origin};
pub use rate::Rates;

/// What every form sends beside its own fields.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct Proof {
    /// The solved challenge: base64 of the JSON `{challenge, solution}` (ALTCHA's proof of work, version 2).
    #[serde(default)]
    pub proof: String,
    /// A field that people do not see. Programs that fill in everything fill it in.
    #[serde(default)]
    pub website: String,
}

/// Which door a form comes through. An `Idempotency-Key` and a challenge count for one door of one site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// `POST /subscriptions`
    Subscription,
    /// `POST /comments`
    Comment,
    /// `PUT /pages/{key}/rating`
    Rating,
    /// `PUT /polls/{id}/vote`
    Vote,
}

impl Entry {
    /// Its name in the database and in metrics.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Subscription => "subscription",
            Self::Comment => "comment",
            Self::Rating => "rating",
            Self::Vote => "vote",
        }
    }
}

/// The limits that this replica keeps by itself.
#[derive(Clone, Debug)]
pub struct Gate {
    /// How often forms, hits and reads may come from one prefix.
    pub rates: Arc<Rates>,
}

/// What the gate said.
#[derive(Debug)]
pub enum Admitted {
    /// The same request was answered before; this was the answer.
    Again(Answer),
    /// Let in. [`Admission::enter`] comes first in the transaction, [`Admission::keep`] last.
    Now(Admission),
}

/// A form that was let in.
#[derive(Debug)]
pub struct Admission {
    site: String,
    entry: Entry,
    now_ms: i64,
    challenge: challenge::Solved,
    repeat: Option<idempotency::Repeat>,
}

/// Judges a form. `body` is the request's own fields, for telling two requests with one key apart.
///
/// # Errors
/// 403 a wrong origin; 429 too often; 422 a filled honeypot, a missing, wrong, early or expired proof; 422 an
/// `Idempotency-Key` that was used for another request.
pub async fn admit(
    app: &Parts,
    site: &SiteSettings,
    entry: Entry,
    from: ClientAddress,
    headers: &HeaderMap,
    proof: &Proof,
    body: &[u8],
) -> Result<Admitted, Problem> {
    origin::check(app, site, headers)?;
    app.gate.rates.form(from)?;
    if !proof.website.is_empty() {
        return Err(Problem::new(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            "honeypot",
            "The field website, which people do not see, must be empty. A browser or a password manager may have filled it in: empty it \
             and send the form again; nothing was spent.",
        ));
    }
    let repeat = idempotency::Repeat::of(headers, body)?;
    if let Some(repeat) = &repeat
        && let Some(answer) = repeat.answered(app, site, entry).await?
    {
        return Ok(Admitted::Again(answer));
    }
    let now_ms = app.clock.now_ms();
    let challenge = challenge::verify(app, &site.id, &proof.proof, now_ms)?;
    Ok(Admitted::Now(Admission {
        site: site.id.clone(),
        entry,
        now_ms,
        challenge,
        repeat,
    }))
}

impl Admission {
    /// Spends the challenge and takes the key, in the form's own transaction: one of two equal requests comes through.
    /// The other gets its answer.
    ///
    /// # Errors
    /// 409 a challenge that was used before.
    pub async fn enter(&self, write: &mut Write) -> Result<Option<Answer>, Problem> {
        if let Some(repeat) = &self.repeat
            && let Some(answer) = repeat
                .take(write, &self.site, self.entry, self.now_ms)
                .await?
        {
            return Ok(Some(answer));
        }
        let spent = on!(write, c => {
            let insert = "INSERT INTO spent_challenges (nonce, expires_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            sqlx::query(insert)
                .bind(&self.challenge.nonce)
                .bind(self.challenge.expires_ms)
                .execute(c)
                .await?
                .rows_affected()
        });
        if spent == 0 {
            return Err(Problem::conflict(
                "challenge_used",
                "This challenge was used before: ask for a new one.",
            ));
        }
        Ok(None)
    }

    /// Keeps the answer for a request that comes again with the same key.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn keep(&self, write: &mut Write, answer: &Answer) -> Result<(), Problem> {
        match &self.repeat {
            Some(repeat) => repeat.keep(write, &self.site, self.entry, answer).await,
            None => Ok(()),
        }
    }
}

/// Forgets what is not needed any more: spent challenges that have expired, answers older than 24 h,
/// the new pages of days that are over.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(app: &Parts) -> Result<(), sqlx::Error> {
    let now = app.clock.now_ms();
    let mut write = app.store.write().await?;
    on!(write, c => {
        let delete = "DELETE FROM spent_challenges WHERE expires_ms < $1";
        sqlx::query(delete).bind(now).execute(c).await?;
    });
    idempotency::forget(&mut write, now).await?;
    crate::pages::forget(&mut write, now).await?;
    write.commit().await
}
