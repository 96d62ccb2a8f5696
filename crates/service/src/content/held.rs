//! Versions of articles that wait for a person, and what a person decides about them.

use bangtin_feeds::prepare::{Filed, Leads, Ready};
use bangtin_feeds::words::Words;
use bangtin_model::Category;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fit::{Found, hosts_of};
use super::keep::{Origin, put, shown};
use super::state::Held;
use crate::background::{HOUSEKEEPING, Stop, every};
use crate::context::Context;
use crate::moderation::held::{NewLead, Reason, State, make_known, waiting};
use crate::moderation::log::{self, Entry};
use crate::on;
use crate::store::Write;
use crate::sums;

/// A version that does not fit.
#[derive(Debug)]
pub(super) struct Version {
    /// All that is kept of it once it is published.
    stored: Stored,
    title: String,
    is_new: bool,
    pub(super) reasons: Vec<Reason>,
    leads: Vec<NewLead>,
}

/// An article as it is written down while it waits.
#[derive(Debug, Serialize, Deserialize)]
struct Stored {
    id: String,
    source_id: Option<String>,
    place: i64,
    url: Option<String>,
    published_ms: i64,
    listed: bool,
    filed: Option<Filed>,
    /// Its id and its name.
    category: Option<(String, String)>,
    tags: String,
    item: String,
    words: Words,
    hash: String,
    source_hash: Option<String>,
    /// The addresses to which it leads: their hosts are known once it is published.
    urls: Vec<String>,
}

impl From<Reason> for Found {
    fn from(reason: Reason) -> Self {
        Self {
            reasons: vec![reason],
            leads: Vec::new(),
        }
    }
}

impl Version {
    pub(super) fn of(article: &Ready, place: i64, is_new: bool, found: Found) -> Self {
        let category = article.category.clone();
        let leads = article.leads.all.iter().map(|lead| lead.url.clone());
        let item: Value = serde_json::from_str(&article.item).unwrap_or_default();
        let title = item
            .get("title")
            .and_then(Value::as_str)
            .unwrap_or_default();
        Self {
            title: bangtin_sources::text::plain(title),
            is_new,
            reasons: found.reasons,
            leads: found.leads,
            stored: Stored {
                id: article.id.clone(),
                source_id: article.source_id.clone(),
                place,
                url: article.url.clone(),
                published_ms: article.published_ms,
                listed: article.listed,
                filed: article.filed.clone(),
                category: category.map(|category| (category.id, category.name)),
                tags: article.tags.clone(),
                item: article.item.clone(),
                words: article.words.clone(),
                hash: article.hash.clone(),
                source_hash: article.source_hash.clone(),
                urls: leads.chain(article.url.clone()).collect(),
            },
        }
    }

    /// For who imports: which it is, and why it waits.
    pub(super) fn told(&self) -> String {
        let reasons: Vec<String> = self.reasons.iter().map(Reason::en).collect();
        format!("{}: {}", self.stored.id, reasons.join("; "))
    }
}

impl Stored {
    fn ready(self) -> Ready {
        Ready {
            id: self.id,
            source_id: self.source_id,
            place: Some(self.place),
            url: self.url,
            published_ms: self.published_ms,
            listed: self.listed,
            filed: self.filed,
            category: self.category.map(|(id, name)| Category { id, name }),
            tags: self.tags,
            item: self.item,
            words: self.words,
            hash: self.hash,
            source_hash: self.source_hash,
            leads: Leads::default(),
            is_as_before: false,
        }
    }
}

/// Has a version wait, in place of another one of the same article.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn hold(
    write: &mut Write,
    held: &Held,
    version: &Version,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let upsert = "INSERT INTO held_articles (site, id, feed, hash, state, is_new, title, url, reasons, leads, ready, source_id, held_ms) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
         ON CONFLICT (site, id) DO UPDATE SET feed = excluded.feed, hash = excluded.hash, state = excluded.state, is_new = excluded.is_new, \
         title = excluded.title, url = excluded.url, reasons = excluded.reasons, leads = excluded.leads, ready = excluded.ready, \
         source_id = excluded.source_id, held_ms = excluded.held_ms";
    let stored = &version.stored;
    let reasons = serde_json::to_string(&version.reasons).unwrap_or_default();
    let leads = serde_json::to_string(&version.leads).unwrap_or_default();
    let ready = serde_json::to_string(stored).unwrap_or_default();
    on!(write, c => {
        sqlx::query(upsert)
            .bind(&held.site)
            .bind(&stored.id)
            .bind(&held.url)
            .bind(&stored.hash)
            .bind(State::Waiting.name())
            .bind(i64::from(version.is_new))
            .bind(&version.title)
            .bind(&stored.url)
            .bind(reasons)
            .bind(leads)
            .bind(ready)
            .bind(&stored.source_id)
            .bind(now_ms)
            .execute(c)
            .await?;
    });
    Ok(())
}

/// Forgets the version of an article that waits or was kept out: what is shown is as its source has it, or it has left.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn release(write: &mut Write, site: &str, id: &str) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM held_articles WHERE site = $1 AND id = $2";
        sqlx::query(delete).bind(site).bind(id).execute(c).await?;
    });
    Ok(())
}

/// What is decided about a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is shown, and the hosts to which it leads are known from now on.
    Publish,
    /// It is not shown; another version of the same article is looked at anew.
    KeepOut,
}

/// Who decides what about which version.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The article's id.
    pub id: &'a str,
    /// The version that was seen.
    pub hash: &'a str,
    /// What is decided.
    pub decision: Decision,
    /// Why, for other moderators.
    pub note: &'a str,
    /// Who does it.
    pub actor: &'a str,
}

#[derive(sqlx::FromRow)]
struct Row {
    feed: String,
    hash: String,
    state: String,
    ready: String,
}

/// Does it, and notes it in the log; false where the version that was seen is there no more.
///
/// # Errors
/// When the database cannot be written.
pub async fn decide(write: &mut Write, wish: Wish<'_>, now_ms: i64) -> Result<bool, sqlx::Error> {
    let Wish { site, id, .. } = wish;
    write
        .alone(format!("held article/{site}/{id}").as_bytes())
        .await?;
    let row: Option<Row> = on!(write, c => {
        let select = "SELECT feed, hash, state, ready FROM held_articles WHERE site = $1 AND id = $2";
        sqlx::query_as(select).bind(site).bind(id).fetch_optional(c).await?
    });
    let Some(row) = row.filter(|row| row.hash == wish.hash) else {
        return Ok(false);
    };
    let after = match wish.decision {
        Decision::KeepOut => {
            on!(write, c => {
                let update = "UPDATE held_articles SET state = $3 WHERE site = $1 AND id = $2";
                sqlx::query(update).bind(site).bind(id).bind(State::KeptOut.name()).execute(c).await?;
            });
            State::KeptOut.name()
        }
        Decision::Publish => {
            let Ok(stored) = serde_json::from_str::<Stored>(&row.ready) else {
                return Ok(false);
            };
            publish(write, site, &row.feed, stored, now_ms).await?;
            "shown"
        }
    };
    let entry = Entry {
        site,
        actor: wish.actor,
        action: "article",
        subject: id,
        before: &row.state,
        after,
        note: wish.note,
    };
    log::add(write, entry, now_ms).await?;
    Ok(true)
}

async fn publish(
    write: &mut Write,
    site: &str,
    feed: &str,
    stored: Stored,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    let hosts = hosts_of(&stored.urls);
    let article = stored.ready();
    let from = Origin {
        site,
        feed,
        is_news: true,
    };
    let mut sums = sums::Changes::default();
    if let Some(before) = shown(write, site, &article.id).await? {
        sums.take(&before);
    }
    let place = article.place.unwrap_or_default();
    put(write, from, &article, place, &mut sums, now_ms).await?;
    sums.write(write, site).await?;
    make_known(write, site, hosts.iter().map(String::as_str)).await?;
    release(write, site, &article.id).await
}

/// Every ten minutes: how many wait.
pub(crate) async fn keep_house(context: Context, stop: Stop) {
    every(HOUSEKEEPING, stop, "held articles", || measure(&context)).await;
}

/// Tells operators how many versions of each site wait, and for how many seconds the oldest of them has: 0 where none does.
///
/// # Errors
/// When the database cannot be read.
pub async fn measure(context: &Context) -> Result<(), sqlx::Error> {
    let mut read = context.store.read().await?;
    for site in &context.settings.sites {
        let (many, oldest_ms) = waiting(&mut read, &site.id).await?;
        let age_ms = oldest_ms.map_or(0, |oldest_ms| (context.clock.now_ms() - oldest_ms).max(0));
        metrics::gauge!("bangtin_articles_waiting", "site" => site.id.clone()).set(many as f64);
        metrics::gauge!("bangtin_articles_waiting_oldest_seconds", "site" => site.id.clone())
            .set((age_ms / 1000) as f64);
    }
    Ok(())
}
