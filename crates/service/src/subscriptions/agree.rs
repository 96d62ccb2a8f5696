//! How often the news comes by mail: chosen, changed, and agreed to anew by those who agreed to a text that did not say so.

use super::act::{counted, locked};
use super::ask::keep_text;
use super::notice::wording;
use super::record::{Consent, json, last_consent, record};
use super::{Lang, Links, Rhythm, Subscriber, SubscriptionState, letter, notice, sends};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::mail::{self, EmailAddress};
use crate::on;
use crate::store::Write;

/// Writes down that a subscriber agreed to the text of this version, which says what is sent and how often. False where there is
/// no such subscriber, the site sends no news, or its text is another one by now.
///
/// # Errors
/// When the database cannot be written.
pub async fn agree(
    write: &mut Write,
    site: &SiteSettings,
    id: &str,
    (version, rhythm): (&str, Rhythm),
    lang: Lang,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let text = notice(site, lang).filter(|text| sends(site) && text.version == version);
    let Some(text) = text else {
        return Ok(false);
    };
    let subscriber = locked(write, &site.id, id).await?;
    let subscriber = subscriber.filter(|one| one.state() == SubscriptionState::Confirmed);
    let (Some(subscriber), Some(last)) = (subscriber, last_consent(write, id).await?) else {
        return Ok(false);
    };
    keep_text(write, (&text.version, &wording(&text, lang)), lang, now_ms).await?;
    let agreed = Consent {
        version: text.version,
        lang: lang.tag().into(),
        topics: json(&subscriber.topics()),
        rhythm: rhythm.id().into(),
        ..last.then("agreed", now_ms)
    };
    record(write, id, &agreed, None).await?;
    on!(write, c => {
        let update = "UPDATE subscribers SET rhythm = $2, agreed_ms = $3, refusals = 0, rests_ms = NULL WHERE id = $1";
        sqlx::query(update).bind(id).bind(rhythm.id()).bind(now_ms).execute(c).await?;
    });
    counted("agreed");
    Ok(true)
}

/// Changes how often the news comes to whoever has agreed to get it, and wakes an address that rests. Whether there is one.
///
/// # Errors
/// When the database cannot be written.
pub async fn change_rhythm(
    write: &mut Write,
    site: &str,
    id: &str,
    rhythm: Rhythm,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    let changed = on!(write, c => {
        let update = "UPDATE subscribers SET rhythm = $3, refusals = 0, rests_ms = NULL \
             WHERE site = $1 AND id = $2 AND state = 'confirmed' AND rhythm <> ''";
        sqlx::query(update).bind(site).bind(id).bind(rhythm.id()).execute(c).await?.rows_affected()
    });
    if changed == 0 {
        return Ok(false);
    }
    if let Some(last) = last_consent(write, id).await?
        && last.rhythm != rhythm.id()
    {
        let change = Consent {
            rhythm: rhythm.id().into(),
            ..last.then("changed", now_ms)
        };
        record(write, id, &change, None).await?;
    }
    Ok(true)
}

/// Asks those who agreed to an older text, which did not say that the service sends news, whether they want it: by one mail, once.
/// How many were asked now.
///
/// # Errors
/// When the database cannot be written.
pub async fn invite(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    most: i64,
) -> Result<usize, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let asked: Vec<Subscriber> = on!(write, c => {
        let update = "UPDATE subscribers SET invited_ms = $2 WHERE id IN (SELECT id FROM subscribers \
             WHERE site = $1 AND rhythm = '' AND state = 'confirmed' AND invited_ms IS NULL ORDER BY id LIMIT $3) \
             AND invited_ms IS NULL RETURNING *";
        sqlx::query_as(update).bind(&site.id).bind(now_ms).bind(most).fetch_all(c).await?
    });
    for subscriber in &asked {
        let Ok(to) = EmailAddress::parse(&subscriber.address) else {
            continue;
        };
        let links = Links::new(context, &site.id, &subscriber.id, None, subscriber.lang());
        let letter = letter::invitation(site, to, subscriber.lang(), &links, now_ms);
        mail::enqueue(write, &letter, now_ms).await?;
    }
    Ok(asked.len())
}
