//! A subscriber as the database holds one, and the record of consents.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Lang, Rhythm};
use crate::on;
use crate::random::random_id;
use crate::store::{Read, Write};

/// Where a subscription stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SubscriptionState {
    /// Asked for with the form; nobody has shown that the address is theirs.
    Pending,
    /// Confirmed by a mail's link.
    Confirmed,
    /// Withdrawn.
    Unsubscribed,
}

/// A subscriber.
#[derive(Clone, sqlx::FromRow)]
pub struct Subscriber {
    /// A random name.
    pub id: String,
    /// The site's id.
    pub site: String,
    /// The address in lower case.
    pub email: String,
    /// The address that mail is sent to.
    pub address: String,
    lang: String,
    topics: String,
    state: String,
    /// When it was last asked for, in ms UTC.
    pub asked_ms: i64,
    /// When it was confirmed, in ms UTC.
    pub confirmed_ms: Option<i64>,
    /// When it was withdrawn, in ms UTC.
    pub unsubscribed_ms: Option<i64>,
    rhythm: String,
    /// Since when the address rests because its mail server refused the news for good, in ms UTC.
    pub rests_ms: Option<i64>,
}

impl Subscriber {
    /// The language of mails.
    #[must_use]
    pub fn lang(&self) -> Lang {
        Lang::of(&self.lang)
    }

    /// The ids of the topics.
    #[must_use]
    pub fn topics(&self) -> Vec<String> {
        list(&self.topics)
    }

    /// How often the news comes; nothing where they never agreed to a text that says so.
    #[must_use]
    pub fn rhythm(&self) -> Option<Rhythm> {
        Rhythm::named(&self.rhythm)
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> SubscriptionState {
        match self.state.as_str() {
            "confirmed" => SubscriptionState::Confirmed,
            "unsubscribed" => SubscriptionState::Unsubscribed,
            _ => SubscriptionState::Pending,
        }
    }
}

/// What happened to a consent.
#[derive(Clone, sqlx::FromRow)]
pub(super) struct Consent {
    pub(super) id: String,
    pub(super) act: String,
    pub(super) version: String,
    pub(super) lang: String,
    pub(super) topics: String,
    pub(super) rhythm: String,
    pub(super) page: String,
    pub(super) at_ms: i64,
}

/// The subscriber with this id at this site.
///
/// # Errors
/// When the database cannot be read.
pub async fn by_id(
    read: &mut Read,
    site: &str,
    id: &str,
) -> Result<Option<Subscriber>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT * FROM subscribers WHERE site = $1 AND id = $2";
        sqlx::query_as(select).bind(site).bind(id).fetch_optional(c).await?
    }))
}

/// All subscribers of a site who have confirmed, and whose consent stands; by address.
///
/// # Errors
/// When the database cannot be read.
pub async fn confirmed_of(read: &mut Read, site: &str) -> Result<Vec<Subscriber>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT * FROM subscribers WHERE site = $1 AND state = 'confirmed' ORDER BY email";
        sqlx::query_as(select).bind(site).fetch_all(c).await?
    }))
}

/// The latest consent of a subscriber.
pub(super) async fn last_consent(
    write: &mut Write,
    subscriber: &str,
) -> Result<Option<Consent>, sqlx::Error> {
    Ok(on!(write, c => {
        let select = "SELECT id, act, version, lang, topics, rhythm, page, at_ms FROM consents WHERE subscriber = $1 \
             ORDER BY at_ms DESC, id DESC LIMIT 1";
        sqlx::query_as(select).bind(subscriber).fetch_optional(c).await?
    }))
}

/// Adds a row to the record. False when `confirms` was confirmed before.
pub(super) async fn record(
    write: &mut Write,
    subscriber: &str,
    consent: &Consent,
    confirms: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let added = on!(write, c => {
        let insert = "INSERT INTO consents (id, subscriber, act, confirms, version, lang, topics, page, at_ms, rhythm) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (confirms) DO NOTHING";
        sqlx::query(insert)
            .bind(&consent.id)
            .bind(subscriber)
            .bind(&consent.act)
            .bind(confirms)
            .bind(&consent.version)
            .bind(&consent.lang)
            .bind(&consent.topics)
            .bind(&consent.page)
            .bind(consent.at_ms)
            .bind(&consent.rhythm)
            .execute(c)
            .await?
            .rows_affected()
    });
    Ok(added == 1)
}

impl Consent {
    /// The next row of the record, on the same text.
    pub(super) fn then(&self, act: &str, at_ms: i64) -> Self {
        Self {
            id: random_id(),
            act: act.into(),
            page: String::new(),
            at_ms,
            ..self.clone()
        }
    }
}

/// The ids in a JSON array.
pub(super) fn list(json: &str) -> Vec<String> {
    serde_json::from_str(json).unwrap_or_default()
}

/// A JSON array of ids.
pub(super) fn json(list: &[String]) -> String {
    serde_json::Value::from(list.to_vec()).to_string()
}
