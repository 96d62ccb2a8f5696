//! Writes a wish down, with the mail that asks for its confirmation.

use axum::http::StatusCode;

use super::hour;
use super::notice::wording;
use super::record::{Consent, json, record};
use super::{Lang, Links, Rhythm, Wish, letter};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::mail::{self, Budget, Cooled};
use crate::on;
use crate::problem::{Problem, QUEUE_FULL};
use crate::random::random_id;
use crate::store::Write;

/// In the caller's transaction. It is taken where fewer than `most_of_hour` of the last hour are not confirmed. An address that got such a mail in the last 24 h gets no other, and the new wish is dropped.
/// Whoever is subscribed stays so, with the topics of before, until the mail's link is followed.
///
/// # Errors
/// 503 while too many forms of this hour are not confirmed, and when forms have asked for as much mail as they may in this hour; when the
/// database cannot be written.
pub async fn ask(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    wish: &Wish,
    most_of_hour: u32,
) -> Result<(), Problem> {
    let now = context.clock.now_ms();
    if let Some(seconds) = hour::full(write, &site.id, most_of_hour, now).await? {
        metrics::counter!("bangtin_subscriptions_refused_total").increment(1);
        return Err(queue_full(seconds));
    }
    if let Budget::Spent(seconds) = mail::spend_budget(write, context, &wish.email).await? {
        return Err(Problem::busy(seconds));
    }
    let consent = random_id();
    hour::add(write, &site.id, &consent, now).await?;
    let turn = mail::take_turn(
        write,
        &context.keys,
        &wish.email,
        letter::KIND,
        &site.id,
        now,
    )
    .await?;
    if turn == Cooled::Waiting {
        return Ok(());
    }
    let (version, text) = (&wish.notice.version, wording(&wish.notice, wish.lang));
    keep_text(write, (version, &text), wish.lang, now).await?;
    let subscriber = enter(write, &site.id, wish, now).await?;
    let consent = Consent {
        id: consent,
        act: "asked".into(),
        version: wish.notice.version.clone(),
        lang: wish.lang.tag().into(),
        topics: json(&wish.topics),
        rhythm: wish.rhythm.map(Rhythm::id).unwrap_or_default().into(),
        page: wish.page.clone(),
        at_ms: now,
    };
    record(write, &subscriber, &consent, None).await?;
    let links = Links::new(context, &site.id, &subscriber, Some(&consent.id), wish.lang);
    let letter = letter::confirmation(site, wish, &links, now);
    Ok(mail::enqueue(write, &letter, now).await?)
}

fn queue_full(seconds: u64) -> Problem {
    let problem = Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        QUEUE_FULL,
        "Too many subscriptions wait for their confirmation: send it again later.",
    );
    problem.retry_after(seconds)
}

/// The text that somebody is asked to agree to, with its version.
pub(crate) async fn keep_text(
    write: &mut Write,
    (version, wording): (&str, &str),
    lang: Lang,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let insert = "INSERT INTO consent_texts (version, lang, wording, first_ms) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        sqlx::query(insert)
            .bind(version)
            .bind(lang.tag())
            .bind(wording)
            .bind(now_ms)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// The subscriber's id: a new one's, or the one that this address has.
async fn enter(
    write: &mut Write,
    site: &str,
    wish: &Wish,
    now_ms: i64,
) -> Result<String, sqlx::Error> {
    Ok(on!(write, c => {
        let upsert = "INSERT INTO subscribers (id, site, email, address, lang, topics, state, asked_ms) \
             VALUES ($1, $2, $3, $4, $5, $6, 'pending', $7) \
             ON CONFLICT (site, email) DO UPDATE SET asked_ms = excluded.asked_ms RETURNING id";
        sqlx::query_scalar(upsert)
            .bind(random_id())
            .bind(site)
            .bind(wish.email.key())
            .bind(wish.email.as_written())
            .bind(wish.lang.tag())
            .bind(json(&wish.topics))
            .bind(now_ms)
            .fetch_one(c)
            .await?
    }))
}
