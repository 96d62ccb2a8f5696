//! The one gate before every form: origin, rate, honeypot, proof of work with the form's age, and each request once. Size and time
//! are limited before it (`router/layers.rs`).

mod challenge;
mod idempotency;
mod network;
mod origin;
mod rate;
mod wave;

use std::sync::Arc;

use axum::http::HeaderMap;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::client_address::ClientAddress;
use crate::config::SiteSettings;
use crate::context::Context;
use crate::http::Answer;
use crate::on;
use crate::problem::Problem;
use crate::store::Write;

pub use challenge::{Challenge, Price};
use network::Networks;
pub use origin::allowed as origin_allowed;
pub use rate::Rates;
use wave::Waves;

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
    /// `POST /reports`
    Report,
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
            Self::Report => "report",
        }
    }

    /// The metric that counts what came through it.
    const fn counter(self) -> &'static str {
        match self {
            Self::Subscription => "bangtin_subscription_forms_total",
            Self::Comment => "bangtin_comments_total",
            Self::Rating => "bangtin_ratings_total",
            Self::Vote => "bangtin_poll_votes_total",
            Self::Report => "bangtin_reports_total",
        }
    }
}

/// A form as it came in.
#[derive(Clone, Copy)]
pub struct Sent<'a> {
    /// The site that it is for.
    pub site: &'a SiteSettings,
    /// The door that it came through.
    pub entry: Entry,
    /// Who sent it.
    pub from: ClientAddress,
    /// With `Origin` and, where it may come again, `Idempotency-Key`.
    pub headers: &'a HeaderMap,
    /// What it has beside its own fields.
    pub proof: &'a Proof,
    /// Its own fields: they tell two requests with one key apart.
    pub fields: &'a [u8],
}

/// Stands before everything that writes. A clone is the same.
#[derive(Clone)]
pub struct Gate {
    context: Context,
    /// How often forms, hits and reads may come from one prefix. This replica counts them by itself.
    pub rates: Arc<Rates>,
    waves: Arc<Waves>,
    networks: Arc<Networks>,
}

impl Gate {
    /// Nobody has come yet.
    #[must_use]
    pub fn new(context: Context) -> Self {
        let rates = Arc::new(Rates::new(&context.settings.limits));
        Self {
            context,
            rates,
            waves: Arc::default(),
            networks: Arc::default(),
        }
    }

    /// What it works with.
    #[must_use]
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// Judges a form, and does what it asks for once: `act` runs in the transaction that spends the challenge and keeps the answer. A
    /// request that comes again gets the first one's answer, and `act` does not run. Where `act` fails, nothing is spent.
    ///
    /// # Errors
    /// 403 a wrong origin; 429 too often; 422 a filled honeypot, a missing, wrong, early or expired proof; 422 an
    /// `Idempotency-Key` that was used for another request; 409 a challenge that was used before; what `act` answered with.
    pub async fn once(
        &self,
        form: Sent<'_>,
        act: impl AsyncFnOnce(&mut Write) -> Result<Answer, Problem>,
    ) -> Result<Answer, Problem> {
        self.check_origin(form.site, form.headers)?;
        self.rates.form(form.from)?;
        if !form.proof.website.is_empty() {
            return Err(Problem::new(
                axum::http::StatusCode::UNPROCESSABLE_ENTITY,
                "honeypot",
                "The field website, which people do not see, must be empty. A browser or a password manager may have filled it in: empty it \
                 and send the form again; nothing was spent.",
            ));
        }
        let Sent { site, entry, .. } = form;
        let context = &self.context;
        let repeat = idempotency::Repeat::of(form.headers, form.fields)?;
        if let Some(repeat) = &repeat
            && let Some(answer) = repeat.answered(context, site, entry).await?
        {
            return Ok(answer);
        }
        let now_ms = context.clock.now_ms();
        let challenge = challenge::verify(context, &site.id, &form.proof.proof, now_ms)?;
        let mut write = context.store.write().await?;
        // One of two equal requests comes through; the other waits here, and gets its answer.
        if let Some(repeat) = &repeat
            && let Some(answer) = repeat.take(&mut write, &site.id, entry, now_ms).await?
        {
            return Ok(answer);
        }
        spend(&mut write, &challenge).await?;
        let answer = act(&mut write).await?;
        if let Some(repeat) = &repeat {
            repeat.keep(&mut write, &site.id, entry, &answer).await?;
        }
        write.commit().await?;
        self.waves.count(&site.id, now_ms);
        let network = form.from.prefix();
        self.networks.count(&site.id, entry, network, now_ms);
        metrics::counter!(entry.counter()).increment(1);
        Ok(answer)
    }

    /// How many such forms may wait within an hour for one more of who sends this to be taken: once half of them do, a network that has
    /// sent its share lets others go first.
    #[must_use]
    pub fn room(&self, site: &SiteSettings, entry: Entry, from: ClientAddress) -> u32 {
        let (now_ms, limits) = (self.context.clock.now_ms(), &self.context.settings.limits);
        let network = from.prefix();
        self.networks.room(&site.id, entry, network, now_ms, limits)
    }

    /// A new challenge for the forms of a site. Nothing of it is kept.
    ///
    /// # Errors
    /// 429 too often, and sooner where it costs time in place of work; 500 when it cannot be made.
    pub fn challenge(
        &self,
        site: &str,
        from: ClientAddress,
        price: Price,
    ) -> Result<Challenge, Problem> {
        self.rates.read(from)?;
        if price == Price::Time {
            self.rates.slow_form(from)?;
        }
        let now_ms = self.context.clock.now_ms();
        let limits = &self.context.settings.limits;
        let work = self.waves.cost(site, now_ms, limits);
        metrics::gauge!("bangtin_challenge_cost", "site" => site.to_owned()).set(work);
        challenge::issue(&self.context, site, price, work)
    }

    /// Since when so many forms of a site come through this replica that a new challenge costs more than in calm times, in milliseconds
    /// since 1970-01-01 UTC; `None` where they are few. Asked once a minute it misses none.
    #[must_use]
    pub fn rising_since(&self, site: &str) -> Option<i64> {
        let (now_ms, limits) = (self.context.clock.now_ms(), &self.context.settings.limits);
        self.waves.rising_since(site, now_ms, limits)
    }

    /// A write must name an origin of the site, or our own (the pages that mails link to).
    ///
    /// # Errors
    /// 403
    pub fn check_origin(&self, site: &SiteSettings, headers: &HeaderMap) -> Result<(), Problem> {
        origin::check(&self.context, site, headers)
    }

    /// Forgets what is not needed any more: prefixes that have not come for a while, spent challenges that have expired, answers older than 24 h,
    /// the new pages of days that are over.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub async fn forget(&self) -> Result<(), sqlx::Error> {
        self.rates.forget();
        let now = self.context.clock.now_ms();
        self.networks.forget(now);
        let mut write = self.context.store.write().await?;
        on!(write, c => {
            let delete = "DELETE FROM spent_challenges WHERE expires_ms < $1";
            sqlx::query(delete).bind(now).execute(c).await?;
        });
        idempotency::forget(&mut write, now).await?;
        crate::pages::forget(&mut write, now).await?;
        write.commit().await
    }
}

async fn spend(write: &mut Write, challenge: &challenge::Solved) -> Result<(), Problem> {
    let spent = on!(write, c => {
        let insert = "INSERT INTO spent_challenges (nonce, expires_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sqlx::query(insert)
            .bind(&challenge.nonce)
            .bind(challenge.expires_ms)
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
    Ok(())
}
