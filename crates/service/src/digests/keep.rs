//! The task that makes digests when they are due, and writes their mails.

use std::time::Duration;

use super::make::make;
use super::send::write_some;
use super::{Due, due, sends};
use crate::background::{HOUSEKEEPING, Stop, every};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::on;
use crate::subscriptions::{self, Rhythm};

/// How often it is looked whether anything is to be done.
const LOOK: Duration = Duration::from_secs(2);
/// How many ends of mails are noted in one transaction.
const AT_ONCE: i64 = 200;
/// How many are asked anew at a time.
const INVITED: i64 = 50;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long it is known for whom a mail was written. Longer than anybody could still write one.
const MAILS_MS: i64 = 30 * DAY_MS;
/// How long a digest has a page.
const PAGE_MS: i64 = 400 * DAY_MS;

/// Looks every two seconds, until the end.
pub(crate) async fn run(context: Context, stop: Stop) {
    if !context.settings.sites.iter().any(sends) {
        return;
    }
    every(LOOK, stop, "digests", || look(&context)).await;
}

/// Does what is due now. Several replicas may do so at once.
///
/// # Errors
/// When the database cannot be written; what was done stays.
pub async fn look(context: &Context) -> Result<(), sqlx::Error> {
    note_ended(context).await?;
    for site in context.settings.sites.iter().filter(|site| sends(site)) {
        for rhythm in Rhythm::ALL {
            let due = due(rhythm, context.clock.now_ms());
            if !is_made(context, site, due).await?
                && let Some(articles) = make(context, site, due).await?
            {
                tracing::info!(
                    site = site.id,
                    digest = due.id(),
                    articles,
                    "a digest was made"
                );
            }
        }
        for due in open(context, site).await? {
            while write_some(context, site, due).await? {}
        }
        invite(context, site).await?;
    }
    Ok(())
}

async fn is_made(context: &Context, site: &SiteSettings, due: Due) -> Result<bool, sqlx::Error> {
    let mut read = context.store.read().await?;
    let made: Option<i64> = on!(read, c => {
        let select = "SELECT day FROM digests WHERE site = $1 AND rhythm = $2 AND day = $3";
        sqlx::query_scalar(select).bind(&site.id).bind(due.rhythm.id()).bind(due.day).fetch_optional(c).await?
    });
    Ok(made.is_some())
}

/// Those whose mails are not all written, the oldest first.
async fn open(context: &Context, site: &SiteSettings) -> Result<Vec<Due>, sqlx::Error> {
    let mut read = context.store.read().await?;
    let open: Vec<(String, i64)> = on!(read, c => {
        let select = "SELECT rhythm, day FROM digests WHERE site = $1 AND state = 'open' ORDER BY day, rhythm";
        sqlx::query_as(select).bind(&site.id).fetch_all(c).await?
    });
    let open = open.into_iter().filter_map(|(rhythm, day)| {
        let rhythm = Rhythm::named(&rhythm)?;
        Some(Due { rhythm, day })
    });
    Ok(open.collect())
}

/// Those who agreed to an older text are asked anew, at the pace of the mails.
async fn invite(context: &Context, site: &SiteSettings) -> Result<(), sqlx::Error> {
    let mut read = context.store.read().await?;
    let any: Option<String> = on!(read, c => {
        let select = "SELECT id FROM subscribers WHERE site = $1 AND rhythm = '' AND state = 'confirmed' AND invited_ms IS NULL LIMIT 1";
        sqlx::query_scalar(select).bind(&site.id).fetch_optional(c).await?
    });
    drop(read);
    if any.is_none() {
        return Ok(());
    }
    let mut write = context.store.write().await?;
    let pace = i64::from(context.settings.limits.digest_mails_per_minute);
    let room = (pace - crate::mail::untried_of_many(&mut write).await?).min(INVITED);
    if room <= 0 {
        return Ok(());
    }
    let asked = subscriptions::invite(&mut write, context, site, room).await?;
    write.commit().await?;
    crate::mail::wake(context);
    tracing::info!(site = site.id, asked, "subscribers were asked anew");
    Ok(())
}

async fn note_ended(context: &Context) -> Result<(), sqlx::Error> {
    loop {
        let mut read = context.store.read().await?;
        let any: Option<String> = on!(read, c => {
            let select = "SELECT id FROM outbox WHERE bulk = 1 AND noted = 0 AND state <> 'waiting' LIMIT 1";
            sqlx::query_scalar(select).fetch_optional(c).await?
        });
        drop(read);
        if any.is_none() {
            return Ok(());
        }
        let mut write = context.store.write().await?;
        subscriptions::note_ended(&mut write, AT_ONCE).await?;
        write.commit().await?;
    }
}

/// Every ten minutes: forgets what need not be known any more.
pub(crate) async fn keep_house(context: Context, stop: Stop) {
    every(HOUSEKEEPING, stop, "old digests", || forget(&context)).await;
}

async fn forget(context: &Context) -> Result<(), sqlx::Error> {
    let today = context.clock.today();
    let mut write = context.store.write().await?;
    on!(write, c => {
        let mails = "DELETE FROM digest_mails WHERE day < $1";
        sqlx::query(mails).bind(today - MAILS_MS / DAY_MS).execute(&mut *c).await?;
        for table in ["digest_articles", "digests"] {
            let delete = sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE day < $1"));
            sqlx::query(delete).bind(today - PAGE_MS / DAY_MS).execute(&mut *c).await?;
        }
    });
    write.commit().await
}
