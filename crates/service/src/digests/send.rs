//! Writes the mails of a digest, some at a time.

use super::entries::{self, Entry};
use super::letter::{Letter, address_of};
use super::make::coming;
use super::{Due, due};
use crate::config::{SiteSettings, Topic};
use crate::content::{self, Which};
use crate::context::Context;
use crate::mail::{self, EmailAddress, NewMail};
use crate::on;
use crate::store::Write;
use crate::subscriptions::{self, Lang, Links, Rhythm, Subscriber};

/// What the mail is, for metrics and for whom it went to.
const KIND: &str = "digest";
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long a digest is worth sending.
const WORTH_MS: i64 = 3 * DAY_MS;
/// The most readers in one transaction: forms need not wait long for the writer.
const AT_ONCE: i64 = 50;
/// How many articles a trial has where nothing is new.
const IN_A_TRIAL: usize = 5;

/// Writes some mails of an open digest. Whether there may be more to write at once.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn write_some(
    context: &Context,
    site: &SiteSettings,
    due: Due,
) -> Result<bool, sqlx::Error> {
    let mut write = context.store.write().await?;
    let Some(reached) = locked(&mut write, site, due).await? else {
        return Ok(false);
    };
    if context.clock.now_ms() > due.at_ms() + WORTH_MS {
        tracing::warn!(
            site = site.id,
            digest = due.id(),
            "a digest is too old to be sent to all"
        );
        note(&mut write, site, due, (&reached, 0, true)).await?;
        write.commit().await?;
        return Ok(false);
    }
    // As many as go out in a minute may wait: a text is written when it can go, by what is then known of its reader.
    let pace = i64::from(context.settings.limits.digest_mails_per_minute);
    let room = (pace - mail::untried_of_many(&mut write).await?).min(AT_ONCE);
    if room <= 0 {
        return Ok(false);
    }
    let told = entries::of_issue(&mut write, context, site, due).await?;
    let readers = subscriptions::readers(
        &mut write,
        &site.id,
        due.rhythm,
        (due.at_ms(), &reached),
        room,
    )
    .await?;
    let mut mails = 0;
    for reader in &readers {
        mails += i64::from(one(&mut write, context, site, due, &told, reader).await?);
    }
    let is_last = i64::try_from(readers.len()).unwrap_or(0) < room;
    let reached = readers.last().map_or(&reached, |reader| &reader.id);
    note(&mut write, site, due, (reached, mails, is_last)).await?;
    write.commit().await?;
    if mails > 0 {
        mail::wake(context);
    }
    Ok(!is_last)
}

/// How far the digest has come; nothing where it is not open. Nobody else writes its mails until this transaction ends.
async fn locked(
    write: &mut Write,
    site: &SiteSettings,
    due: Due,
) -> Result<Option<String>, sqlx::Error> {
    Ok(on!(write, c => {
        let lock = "UPDATE digests SET reached = reached WHERE site = $1 AND rhythm = $2 AND day = $3 AND state = 'open' RETURNING reached";
        sqlx::query_scalar(lock).bind(&site.id).bind(due.rhythm.id()).bind(due.day).fetch_optional(c).await?
    }))
}

async fn note(
    write: &mut Write,
    site: &SiteSettings,
    due: Due,
    (reached, mails, is_last): (&str, i64, bool),
) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let update = "UPDATE digests SET reached = $4, mails = mails + $5, state = $6 WHERE site = $1 AND rhythm = $2 AND day = $3";
        sqlx::query(update)
            .bind(&site.id)
            .bind(due.rhythm.id())
            .bind(due.day)
            .bind(reached)
            .bind(mails)
            .bind(if is_last { "done" } else { "open" })
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Writes one reader's mail, unless there is nothing new on their topics.
async fn one(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    due: Due,
    told: &[Entry],
    reader: &Subscriber,
) -> Result<bool, sqlx::Error> {
    let told = chosen(site, told, &reader.topics());
    let Ok(to) = EmailAddress::parse(&reader.address) else {
        return Ok(false);
    };
    if told.is_empty() || !mark(write, site, due, &reader.id).await? {
        return Ok(false);
    }
    let links = Links::new(context, &site.id, &reader.id, None, reader.lang());
    let page = address_of(context, &site.id, due);
    let letter = Letter {
        site,
        due,
        lang: reader.lang(),
        entries: &told,
        page: Some(&page),
        links: Some(&links),
    };
    let until_ms = due.at_ms() + WORTH_MS;
    mail::enqueue(
        write,
        &posted(&letter, to, until_ms),
        context.clock.now_ms(),
    )
    .await?;
    Ok(true)
}

/// Notes that a mail is written for this reader; false where one was.
async fn mark(
    write: &mut Write,
    site: &SiteSettings,
    due: Due,
    reader: &str,
) -> Result<bool, sqlx::Error> {
    let rows = on!(write, c => {
        let insert = "INSERT INTO digest_mails (site, rhythm, day, subscriber) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        sqlx::query(insert)
            .bind(&site.id)
            .bind(due.rhythm.id())
            .bind(due.day)
            .bind(reader)
            .execute(c)
            .await?
            .rows_affected()
    });
    Ok(rows == 1)
}

/// What is of these topics; all where the site has none to choose.
fn chosen<'a>(site: &SiteSettings, told: &'a [Entry], topics: &[String]) -> Vec<&'a Entry> {
    let known = site.subscribing.as_ref().map(|own| own.topics.as_slice());
    let known = known.unwrap_or_default();
    let wanted: Vec<&Topic> = known
        .iter()
        .filter(|topic| topics.contains(&topic.id))
        .collect();
    let told = told.iter();
    told.filter(|entry| known.is_empty() || entry.is_of(&wanted))
        .collect()
}

fn posted(letter: &Letter<'_>, to: EmailAddress, until_ms: i64) -> NewMail {
    NewMail {
        kind: KIND,
        site: letter.site.id.clone(),
        to,
        subject: letter.subject(),
        text: letter.text(),
        html: letter.html(),
        unsubscribe: letter.links.map(|links| links.unsubscribe.clone()),
        until_ms,
        bulk: true,
    }
}

/// What a trial has.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The HTML.
    pub html: String,
    /// Whether there is anything new; else it tells of the newest articles.
    pub is_new: bool,
}

/// The mail as it would be, were it made now, with all topics. It changes nothing.
///
/// # Errors
/// When the database cannot be read.
pub async fn trial(
    context: &Context,
    site: &SiteSettings,
    rhythm: Rhythm,
    lang: Lang,
) -> Result<Trial, sqlx::Error> {
    let mut read = context.store.read().await?;
    let mut told = coming(&mut read, context, site, rhythm).await?;
    let is_new = !told.is_empty();
    if !is_new {
        let newest = content::numbered(&mut read, &site.id, Which::All, 1, IN_A_TRIAL).await?;
        told = entries::of_items(context, site, newest.0);
    }
    let told: Vec<&Entry> = told.iter().collect();
    let letter = Letter {
        site,
        due: due(rhythm, context.clock.now_ms()),
        lang,
        entries: &told,
        page: None,
        links: None,
    };
    Ok(Trial {
        subject: letter.subject(),
        text: letter.text(),
        html: letter.html(),
        is_new,
    })
}

/// Sends a trial to one address. Whoever calls this knows that it is the caller's own, or an operator's wish.
///
/// # Errors
/// When the database cannot be written.
pub async fn send_trial(
    context: &Context,
    site: &SiteSettings,
    rhythm: Rhythm,
    lang: Lang,
    to: EmailAddress,
) -> Result<(), sqlx::Error> {
    let made = trial(context, site, rhythm, lang).await?;
    let now_ms = context.clock.now_ms();
    let mail = NewMail {
        kind: "digest_trial",
        site: site.id.clone(),
        to,
        subject: made.subject,
        text: made.text,
        html: made.html,
        unsubscribe: None,
        until_ms: now_ms + DAY_MS,
        bulk: false,
    };
    let mut write = context.store.write().await?;
    mail::enqueue(&mut write, &mail, now_ms).await?;
    write.commit().await?;
    mail::wake(context);
    Ok(())
}
