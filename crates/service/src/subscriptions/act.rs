//! What a subscriber does with a mail's link. Each act can be repeated without harm.

use super::days::{self, Change};
use super::hour;
use super::letter::KIND;
use super::record::{Consent, json, last_consent, record};
use super::{Opened, Subscriber, SubscriptionState};
use crate::keys::Keys;
use crate::mail;
use crate::on;
use crate::store::Write;

/// How a confirmation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The subscription counts; now or since before.
    Yes,
    /// It was withdrawn after it had been asked for: the link is void.
    Withdrawn,
    /// There is no such subscription any more.
    Gone,
}

/// Makes a wish count.
///
/// # Errors
/// When the database cannot be written.
pub async fn confirm(
    write: &mut Write,
    site: &str,
    opened: &Opened,
    now_ms: i64,
) -> Result<Confirmed, sqlx::Error> {
    let Some(subscriber) = locked(write, site, &opened.subscriber).await? else {
        return Ok(Confirmed::Gone);
    };
    let asked: Option<Consent> = on!(write, c => {
        let select = "SELECT id, act, version, lang, topics, rhythm, page, at_ms FROM consents \
             WHERE id = $1 AND subscriber = $2 AND act = 'asked'";
        sqlx::query_as(select).bind(&opened.consent).bind(&subscriber.id).fetch_optional(c).await?
    });
    let Some(asked) = asked else {
        return Ok(Confirmed::Gone);
    };
    if subscriber
        .unsubscribed_ms
        .is_some_and(|end| end >= asked.at_ms)
    {
        return Ok(Confirmed::Withdrawn);
    }
    let newer: i64 = on!(write, c => {
        let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM consents \
             WHERE subscriber = $1 AND at_ms > $2 AND act IN ('confirmed', 'changed')";
        sqlx::query_scalar(count).bind(&subscriber.id).bind(asked.at_ms).fetch_one(c).await?
    });
    // An older mail's link does not undo what was chosen since.
    if newer > 0 && subscriber.state() == SubscriptionState::Confirmed {
        return Ok(Confirmed::Yes);
    }
    if !record(
        write,
        &subscriber.id,
        &asked.then("confirmed", now_ms),
        Some(&asked.id),
    )
    .await?
    {
        return Ok(Confirmed::Yes);
    }
    hour::confirmed(write, &asked.id).await?;
    on!(write, c => {
        let update = "UPDATE subscribers SET state = 'confirmed', topics = $2, lang = $3, confirmed_ms = $4, \
             unsubscribed_ms = NULL, rhythm = $5, agreed_ms = $4, refusals = 0, rests_ms = NULL WHERE id = $1";
        sqlx::query(update)
            .bind(&subscriber.id)
            .bind(&asked.topics)
            .bind(&asked.lang)
            .bind(now_ms)
            .bind(&asked.rhythm)
            .execute(c)
            .await?;
    });
    if subscriber.state() != SubscriptionState::Confirmed {
        days::add(write, site, Change::Subscribed, now_ms).await?;
    }
    counted("confirmed");
    Ok(Confirmed::Yes)
}

/// Withdraws a consent. Whether there was anything to withdraw.
///
/// # Errors
/// When the database cannot be written.
pub async fn withdraw(
    write: &mut Write,
    keys: &Keys,
    site: &str,
    id: &str,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let subscriber = locked(write, site, id).await?;
    let is_left = |one: &Subscriber| one.state() == SubscriptionState::Unsubscribed;
    let Some(subscriber) = subscriber.filter(|one| !is_left(one)) else {
        return Ok(false);
    };
    on!(write, c => {
        let update = "UPDATE subscribers SET state = 'unsubscribed', unsubscribed_ms = $2 WHERE id = $1";
        sqlx::query(update).bind(id).bind(now_ms).execute(c).await?;
    });
    // Whoever leaves has shown whose mailbox it is, and may come back at once.
    mail::give_back_turn(write, keys, &subscriber.address, KIND, site).await?;
    mail::take_back(write, site, &subscriber.email).await?;
    if let Some(last) = last_consent(write, id).await? {
        record(write, id, &last.then("withdrawn", now_ms), None).await?;
    }
    if subscriber.state() == SubscriptionState::Confirmed {
        days::add(write, site, Change::Unsubscribed, now_ms).await?;
    }
    counted("withdrawn");
    Ok(true)
}

/// Changes the topics of a subscriber who has confirmed. Whether there is one.
///
/// # Errors
/// When the database cannot be written.
pub async fn change_topics(
    write: &mut Write,
    site: &str,
    id: &str,
    topics: &[String],
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let topics = json(topics);
    let changed = on!(write, c => {
        let update = "UPDATE subscribers SET topics = $3 WHERE site = $1 AND id = $2 AND state = 'confirmed'";
        sqlx::query(update).bind(site).bind(id).bind(&topics).execute(c).await?.rows_affected()
    });
    if changed == 0 {
        return Ok(false);
    }
    if let Some(last) = last_consent(write, id).await?
        && last.topics != topics
    {
        let change = Consent {
            topics,
            ..last.then("changed", now_ms)
        };
        record(write, id, &change, None).await?;
    }
    Ok(true)
}

/// The subscriber, whom nobody else changes until this transaction ends: on PostgreSQL by a lock of the row, on SQLite by
/// being the only writer.
pub(super) async fn locked(
    write: &mut Write,
    site: &str,
    id: &str,
) -> Result<Option<Subscriber>, sqlx::Error> {
    Ok(on!(write, c => {
        let lock = "UPDATE subscribers SET asked_ms = asked_ms WHERE site = $1 AND id = $2 RETURNING *";
        sqlx::query_as(lock).bind(site).bind(id).fetch_optional(c).await?
    }))
}

pub(super) fn counted(act: &'static str) {
    metrics::counter!("bangtin_subscriptions_total", "act" => act).increment(1);
}
