//! Forgets a person, and keeps the proof that it was done.

use super::days::{self, Change};
use super::letter::KIND;
use super::record::last_consent;
use super::{Subscriber, elsewhere};
use crate::keys::Keys;
use crate::mail;
use crate::on;
use crate::random::random_id;
use crate::store::Write;

/// How many rows were erased.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Subscriptions.
    pub subscribers: u64,
    /// Rows of the record of consents.
    pub consents: u64,
    /// Mails, sent or waiting.
    pub mails: u64,
    /// Comments for whose answer the address waited.
    pub answer_mails: u64,
    /// Accounts of moderators.
    pub moderators: u64,
    /// Comments and lines of the log of moderation from which the address was taken.
    pub texts: u64,
}

/// Erases one subscription: the address, the consents, the mails. Where it had been confirmed, a row stays that proves the end
/// of the consent; it names the person by a hash that only this service's key can make again.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn erase(
    write: &mut Write,
    keys: &Keys,
    subscriber: &Subscriber,
    now_ms: i64,
) -> Result<Erased, sqlx::Error> {
    let last = last_consent(write, &subscriber.id).await?;
    if let Some(last) = last
        && subscriber.confirmed_ms.is_some()
    {
        let person = format!("{}\n{}", subscriber.site, subscriber.email);
        on!(write, c => {
            let insert = "INSERT INTO erasures (id, site, person, version, asked_ms, erased_ms) VALUES ($1, $2, $3, $4, $5, $6)";
            sqlx::query(insert)
                .bind(random_id())
                .bind(&subscriber.site)
                .bind(keys.mac("erased", person.as_bytes()).to_vec())
                .bind(&last.version)
                .bind(subscriber.asked_ms)
                .bind(now_ms)
                .execute(c)
                .await?;
        });
    }
    // The row first: a form on its way holds it, and what that wrote is there when this goes on.
    let state: Option<String> = on!(write, c => {
        let delete = "DELETE FROM subscribers WHERE id = $1 RETURNING state";
        sqlx::query_scalar(delete).bind(&subscriber.id).fetch_optional(c).await?
    });
    let consents = on!(write, c => {
        let delete = "DELETE FROM consents WHERE subscriber = $1";
        sqlx::query(delete).bind(&subscriber.id).execute(c).await?.rows_affected()
    });
    on!(write, c => {
        let delete = "DELETE FROM digest_mails WHERE subscriber = $1";
        sqlx::query(delete).bind(&subscriber.id).execute(c).await?;
    });
    mail::give_back_turn(write, keys, &subscriber.address, KIND, &subscriber.site).await?;
    let mails = mail::erase_of_site(write, &subscriber.site, &subscriber.email).await?;
    if state.as_deref() == Some("confirmed") {
        days::add(write, &subscriber.site, Change::Unsubscribed, now_ms).await?;
    }
    Ok(Erased {
        subscribers: u64::from(state.is_some()),
        consents,
        mails,
        ..Erased::default()
    })
}

/// Erases what a site holds of a subscriber who asks for it: the subscription, and whether the address waits for an answer.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase_of_site(
    write: &mut Write,
    keys: &Keys,
    subscriber: &Subscriber,
    now_ms: i64,
) -> Result<Erased, sqlx::Error> {
    let mut erased = erase(write, keys, subscriber, now_ms).await?;
    let site = Some(subscriber.site.as_str());
    erased.answer_mails = elsewhere::erase_answer_mails(write, site, &subscriber.email).await?;
    Ok(erased)
}

/// Erases an address (in lower case) from all sites, and wherever else somebody wrote it down.
///
/// # Errors
/// When the database cannot be written.
pub async fn erase_everywhere(
    write: &mut Write,
    keys: &Keys,
    email: &str,
    now_ms: i64,
) -> Result<Erased, sqlx::Error> {
    // By their sites, whose sums are changed: two of these never wait for each other in a ring.
    let subscribers: Vec<Subscriber> = on!(write, c => {
        let select = "SELECT * FROM subscribers WHERE email = $1 ORDER BY site";
        sqlx::query_as(select).bind(email).fetch_all(c).await?
    });
    let mut sum = Erased::default();
    for subscriber in &subscribers {
        let erased = erase(write, keys, subscriber, now_ms).await?;
        sum.subscribers += erased.subscribers;
        sum.consents += erased.consents;
        sum.mails += erased.mails;
    }
    sum.moderators = elsewhere::erase_account(write, email).await?;
    sum.texts = elsewhere::erase_texts(write, email).await?;
    // After the comments: who answers one takes them in this order too.
    sum.answer_mails = elsewhere::erase_answer_mails(write, None, email).await?;
    sum.mails += mail::erase(write, email).await?;
    Ok(sum)
}
