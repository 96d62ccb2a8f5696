//! Everything that is held about a subscriber.

use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::record::{Consent, SubscriptionState, list};
use super::{Lang, Rhythm, Subscriber, elsewhere};
use crate::mail::{self, Held};
use crate::on;
use crate::store::Read;

/// A copy of the data, for their owner.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = SubscriberReport)]
pub struct Report {
    /// The site's id.
    pub site: String,
    /// The address that mail is sent to.
    pub email: String,
    /// The language of mails.
    pub lang: Lang,
    /// The ids of the topics.
    pub topics: Vec<String>,
    /// How often the news comes by mail; absent where they have not agreed to that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rhythm: Option<Rhythm>,
    /// Since when no news is sent because the mail server refused it for good.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resting: Option<String>,
    /// Where the subscription stands.
    pub state: SubscriptionState,
    /// When it was last asked for (RFC 3339).
    pub asked: String,
    /// When it was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
    /// When it was withdrawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unsubscribed: Option<String>,
    /// What was agreed to and when, the oldest first.
    pub consents: Vec<Act>,
    /// Mails of the last days, without their text.
    pub mails: Vec<Held>,
    /// For which comments the address waits to be told of an answer, the oldest first.
    pub answers: Vec<Awaited>,
}

/// A comment whose answer is told to the address.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AwaitedAnswer)]
pub struct Awaited {
    /// The comment's id.
    pub comment: String,
    /// When that was asked for (RFC 3339).
    pub asked: String,
    /// When it was confirmed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<String>,
}

/// What happened to the consent.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ConsentAct)]
pub struct Act {
    /// `asked`, `confirmed`, `changed`, `agreed` (to a new text) or `withdrawn`.
    pub act: String,
    /// When (RFC 3339).
    pub at: String,
    /// The hash of the text.
    pub version: String,
    /// The text.
    pub text: String,
    /// The language of the text.
    pub lang: String,
    /// The ids of the topics.
    pub topics: Vec<String>,
    /// How often the news was to come; empty where the text did not say.
    pub rhythm: String,
    /// The page on which the box was ticked; empty for what was done by a mail's link.
    pub page: String,
}

/// Gathers it.
///
/// # Errors
/// When the database cannot be read.
pub async fn report(read: &mut Read, subscriber: &Subscriber) -> Result<Report, sqlx::Error> {
    let consents: Vec<Consent> = on!(read, c => {
        let select = "SELECT id, act, version, lang, topics, rhythm, page, at_ms FROM consents WHERE subscriber = $1 ORDER BY at_ms, id";
        sqlx::query_as(select).bind(&subscriber.id).fetch_all(c).await?
    });
    let mut acts = Vec::new();
    for consent in consents {
        let text: Option<String> = on!(read, c => {
            let select = "SELECT wording FROM consent_texts WHERE version = $1";
            sqlx::query_scalar(select).bind(&consent.version).fetch_optional(c).await?
        });
        acts.push(Act {
            act: consent.act,
            at: rfc3339(consent.at_ms),
            version: consent.version,
            text: text.unwrap_or_default(),
            lang: consent.lang,
            topics: list(&consent.topics),
            rhythm: consent.rhythm,
            page: consent.page,
        });
    }
    Ok(Report {
        site: subscriber.site.clone(),
        email: subscriber.address.clone(),
        lang: subscriber.lang(),
        topics: subscriber.topics(),
        rhythm: subscriber.rhythm(),
        resting: subscriber.rests_ms.map(rfc3339),
        state: subscriber.state(),
        asked: rfc3339(subscriber.asked_ms),
        confirmed: subscriber.confirmed_ms.map(rfc3339),
        unsubscribed: subscriber.unsubscribed_ms.map(rfc3339),
        consents: acts,
        mails: mail::held(read, &subscriber.email).await?,
        answers: elsewhere::awaited(read, &subscriber.site, &subscriber.email).await?,
    })
}

/// A time in ms UTC as RFC 3339.
pub(crate) fn rfc3339(ms: i64) -> String {
    Timestamp::from_millisecond(ms)
        .unwrap_or_default()
        .to_string()
}
