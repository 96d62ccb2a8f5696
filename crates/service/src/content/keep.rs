//! What was read is kept: what is new or has changed, and no more.

mod leave;
mod put;

use std::collections::HashMap;

use bangtin_model::Poll;
use sqlx::AssertSqlSafe;

use super::failure::Failure;
use super::fit::{self, Fit};
use super::held::{self, Version};
use super::state::Held;
use crate::json_list::{json, members};
use crate::moderation::held::{Reason, make_known};
use crate::on;
use crate::store::{Store, Write};
use crate::sums;
use bangtin_feeds::prepare::Ready;

pub(super) use leave::{drop_other_feeds, remove_others};
pub(super) use put::{Origin, put, shown};

/// So many articles are kept in one transaction: forms need not wait long for the writer.
const AT_ONCE: usize = 50;

/// What is kept of a site, as far as an import must know it.
#[derive(Debug, Default)]
pub(super) struct Known {
    rows: HashMap<String, Row>,
    /// The versions that wait, or were kept out.
    held: HashMap<String, HeldRow>,
}

#[derive(Debug, sqlx::FromRow)]
struct HeldRow {
    id: String,
    feed: String,
    hash: String,
    source_id: Option<String>,
}

#[derive(Debug, sqlx::FromRow)]
struct Row {
    id: String,
    feed: String,
    hash: String,
    source_hash: Option<String>,
    source_id: Option<String>,
    /// 1: its source has it no more. What is taken down by hand may well be in its source.
    gone: i64,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Articles that were not known, or had left.
    pub new: usize,
    /// Articles that had another text, title, date or the like.
    pub changed: usize,
    /// Articles that were as they are.
    pub same: usize,
    /// Articles that have left their source.
    pub gone: usize,
    /// Articles whose id another source of the site has.
    pub taken: usize,
    /// Versions that wait for a person from now on.
    pub held: usize,
    /// Versions that have waited for one before, or were kept out.
    pub waiting: usize,
}

impl Changes {
    /// With these as well.
    pub(super) fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.gone += other.gone;
        self.taken += other.taken;
        self.held += other.held;
        self.waiting += other.waiting;
    }
}

impl Known {
    /// Whether this source has an article.
    pub(super) fn has_any(&self, feed: &str) -> bool {
        self.rows
            .values()
            .any(|row| row.feed == feed && row.gone == 0)
    }

    /// The ids and the source's own names of what this source has, or had, and before them of what a source had that the settings no
    /// longer name: it may have got another address.
    pub(super) fn named<'a>(
        &'a self,
        feed: &'a str,
        feeds: &'a [String],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let others = self.rows.values().filter(|row| !feeds.contains(&row.feed));
        let own = self.rows.values().filter(move |row| row.feed == feed);
        let named = others
            .chain(own)
            .filter_map(|row| Some((row.id.as_str(), row.source_id.as_deref()?)));
        let held = self.held.values().filter(move |row| row.feed == feed);
        named.chain(held.filter_map(|row| Some((row.id.as_str(), row.source_id.as_deref()?))))
    }

    /// The ids of versions of this source that wait or were kept out, with the source's own names.
    pub(super) fn held<'a>(
        &'a self,
        feed: &'a str,
    ) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let rows = self.held.values();
        rows.filter(move |row| row.feed == feed)
            .map(|row| (row.id.as_str(), row.source_id.as_deref()))
    }

    /// The ids of what this source has, with its own names.
    pub(super) fn ids<'a>(
        &'a self,
        feed: &'a str,
    ) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let rows = self.rows.values();
        rows.filter(move |row| row.feed == feed && row.gone == 0)
            .map(|row| (row.id.as_str(), row.source_id.as_deref()))
    }

    /// The source's own names of what it has.
    pub(super) fn present<'a>(&'a self, feed: &'a str) -> impl Iterator<Item = &'a str> {
        self.ids(feed).filter_map(|(_, name)| name)
    }

    /// The hashes of an article that this source has and that was read from there: of what was sent, and of what was made of it.
    pub(super) fn before(&self, id: &str, feed: &str) -> Option<(String, String)> {
        let row = self.rows.get(id)?;
        let is_ours = row.gone == 0 && row.feed == feed && row.source_id.is_none();
        let source_hash = row.source_hash.clone().filter(|_| is_ours)?;
        Some((source_hash, row.hash.clone()))
    }

    /// Whether an article is in its source as it was prepared now.
    pub(super) fn is_as(&self, article: &Ready, feed: &str) -> bool {
        let row = self.rows.get(&article.id);
        row.is_some_and(|row| {
            row.gone == 0
                && row.feed == feed
                && row.hash == article.hash
                && row.source_id == article.source_id
        })
    }

    /// Takes note of what was just kept.
    fn note(&mut self, article: &Ready, feed: &str) {
        let row = Row {
            id: article.id.clone(),
            feed: feed.to_owned(),
            hash: article.hash.clone(),
            source_hash: article.source_hash.clone(),
            source_id: article.source_id.clone(),
            gone: 0,
        };
        self.held.remove(&row.id);
        self.rows.insert(row.id.clone(), row);
    }

    /// The same of a version that waits.
    fn note_held(&mut self, article: &Ready, feed: &str) {
        let row = HeldRow {
            id: article.id.clone(),
            feed: feed.to_owned(),
            hash: article.hash.clone(),
            source_id: article.source_id.clone(),
        };
        self.held.insert(row.id.clone(), row);
    }
}

/// Everything that is known of a site's articles.
///
/// # Errors
/// When the database cannot be read.
pub(super) async fn known(store: &Store, site: &str) -> Result<Known, sqlx::Error> {
    let mut read = store.read().await?;
    let rows: Vec<Row> = on!(read, c => {
        let select = "SELECT id, feed, hash, source_hash, source_id, \
             CAST(CASE WHEN COALESCE(left_ms, CASE WHEN withheld_ms IS NULL THEN removed_ms END) IS NULL THEN 0 ELSE 1 END AS BIGINT) AS gone \
             FROM articles WHERE site = $1";
        sqlx::query_as(select).bind(site).fetch_all(c).await?
    });
    let held: Vec<HeldRow> = on!(read, c => {
        let select = "SELECT id, feed, hash, source_id FROM held_articles WHERE site = $1";
        sqlx::query_as(select).bind(site).fetch_all(c).await?
    });
    Ok(Known {
        rows: rows.into_iter().map(|row| (row.id.clone(), row)).collect(),
        held: held.into_iter().map(|row| (row.id.clone(), row)).collect(),
    })
}

/// What an import keeps articles with.
#[derive(Debug)]
pub(super) struct Keeping<'a> {
    pub store: &'a Store,
    pub held: &'a Held,
    /// The sources that the settings name: an article of another may be taken over.
    pub feeds: &'a [String],
    pub now_ms: i64,
}

/// What keeping a page has come to.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub changes: Changes,
    /// Old articles whose text has changed, with their places: they are kept at the end, when it is known how many there are.
    pub put_off: Vec<(Ready, i64)>,
    /// One line for each version that waits from now on.
    pub waits: Vec<String>,
}

impl Keeping<'_> {
    /// Keeps a page. `place` is that of its first article; the next have lower ones, unless an article has its own.
    ///
    /// # Errors
    /// [`Failure`]
    pub(super) async fn keep(
        &self,
        known: &mut Known,
        fit: &mut Fit,
        articles: &[Ready],
        place: i64,
    ) -> Result<Kept, Failure> {
        let mut kept = Kept::default();
        let changes = &mut kept.changes;
        let mut due: Vec<(&Ready, i64)> = Vec::new();
        let mut sent_otherwise: Vec<&Ready> = Vec::new();
        // What is shown is as its source has it again.
        let mut settled: Vec<&str> = Vec::new();
        for (article, place) in articles.iter().zip((0..=place).rev()) {
            let held = known.held.get(&article.id);
            if article.is_as_before {
                changes.same += 1;
                settled.extend(held.map(|_| article.id.as_str()));
                continue;
            }
            if held.is_some_and(|held| held.hash == article.hash && held.feed == self.held.url) {
                changes.waiting += 1;
                continue;
            }
            match known.rows.get(&article.id) {
                None => changes.new += 1,
                Some(row)
                    if row.feed != self.held.url
                        && row.gone == 0
                        && self.feeds.contains(&row.feed) =>
                {
                    changes.taken += 1;
                    continue;
                }
                Some(row) if row.gone == 1 => changes.new += 1,
                Some(row)
                    if row.hash != article.hash
                        || row.feed != self.held.url
                        || row.source_id != article.source_id =>
                {
                    changes.changed += 1;
                }
                Some(row) => {
                    changes.same += 1;
                    settled.extend(held.map(|_| article.id.as_str()));
                    if row.source_hash != article.source_hash {
                        sent_otherwise.push(article);
                    }
                    continue;
                }
            }
            due.push((article, article.place.unwrap_or(place)));
        }
        let mut fitting = Vec::new();
        let mut waiting = Vec::new();
        for some in due.chunks(AT_ONCE) {
            let shown = self.shown_items(known, some).await?;
            for (article, place) in some {
                let before = shown.get(&article.id).map(String::as_str);
                let found = fit.look(article, before, self.now_ms);
                let changed = if before.is_some() {
                    &mut kept.changes.changed
                } else {
                    &mut kept.changes.new
                };
                if !found.reasons.is_empty() {
                    *changed = changed.saturating_sub(1);
                    let version = Version::of(article, *place, before.is_none(), found);
                    waiting.push((*article, version));
                } else if let Some(before) = before
                    && fit.counts_old()
                    && fit.is_old(article.published_ms, self.now_ms)
                    && fit::is_another_text(&article.item, before)
                {
                    kept.put_off.push(((*article).clone(), *place));
                } else {
                    fitting.push((*article, *place));
                }
            }
        }
        self.put_all(known, fit, &fitting).await?;
        kept.changes.held = waiting.len();
        kept.waits = self.hold_all(known, &waiting).await?;
        for some in settled.chunks(AT_ONCE) {
            let mut write = self.store.write().await?;
            self.held.hold(&mut write, self.now_ms).await?;
            for id in some {
                held::release(&mut write, &self.held.site, id).await?;
            }
            write.commit().await?;
            for id in some {
                known.held.remove(*id);
            }
        }
        for some in sent_otherwise.chunks(AT_ONCE) {
            let mut write = self.store.write().await?;
            self.held.hold(&mut write, self.now_ms).await?;
            for article in some {
                note_source(&mut write, self.held, article).await?;
            }
            write.commit().await?;
            for article in some {
                known.note(article, &self.held.url);
            }
        }
        Ok(kept)
    }

    /// Keeps the old articles that were put off, or has all of them wait.
    ///
    /// # Errors
    /// [`Failure`]
    pub(super) async fn keep_old(
        &self,
        known: &mut Known,
        fit: &mut Fit,
        put_off: &[(Ready, i64)],
        may_wait: bool,
    ) -> Result<Kept, Failure> {
        let mut kept = Kept::default();
        let many = put_off.len();
        if may_wait && fit.is_many(many) {
            let version = |(article, place): &(Ready, i64)| {
                let reason = Reason::ManyOld { many };
                Version::of(article, *place, false, reason.into())
            };
            let all: Vec<_> = put_off.iter().map(|one| (&one.0, version(one))).collect();
            kept.changes.held = many;
            kept.waits = self.hold_all(known, &all).await?;
        } else {
            let all: Vec<_> = put_off.iter().map(|(one, place)| (one, *place)).collect();
            kept.changes.changed = many;
            self.put_all(known, fit, &all).await?;
        }
        Ok(kept)
    }

    /// The items that are shown of these articles, by their ids; of what is new there is none.
    async fn shown_items(
        &self,
        known: &Known,
        articles: &[(&Ready, i64)],
    ) -> Result<HashMap<String, String>, Failure> {
        let is_shown = |id: &String| known.rows.get(id).is_some_and(|row| row.gone == 0);
        let ids = articles.iter().map(|(article, _)| article.id.clone());
        let ids: Vec<String> = ids.filter(is_shown).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let mut read = self.store.read().await?;
        let select = format!(
            "SELECT id, item FROM articles WHERE site = $1 AND id IN ({})",
            members(&read)
        );
        let bound = json(&ids);
        let rows: Vec<(String, String)> = on!(read, c => {
            sqlx::query_as(AssertSqlSafe(select)).bind(&self.held.site).bind(bound).fetch_all(c).await?
        });
        Ok(rows.into_iter().collect())
    }

    async fn put_all(
        &self,
        known: &mut Known,
        fit: &mut Fit,
        articles: &[(&Ready, i64)],
    ) -> Result<(), Failure> {
        let from = Origin {
            site: &self.held.site,
            feed: &self.held.url,
            is_news: self.held.read_before,
        };
        for some in articles.chunks(AT_ONCE) {
            let mut write = self.store.write().await?;
            self.held.hold(&mut write, self.now_ms).await?;
            let mut sums = sums::Changes::default();
            let mut hosts = Vec::new();
            for (article, place) in some {
                if known.rows.contains_key(&article.id)
                    && let Some(before) = shown(&mut write, from.site, &article.id).await?
                {
                    sums.take(&before);
                }
                put(&mut write, from, article, *place, &mut sums, self.now_ms).await?;
                if known.held.contains_key(&article.id) {
                    held::release(&mut write, from.site, &article.id).await?;
                }
                if fit.learns {
                    hosts.extend(fit.learnt(article));
                }
            }
            make_known(&mut write, from.site, hosts.iter().map(String::as_str)).await?;
            sums.write(&mut write, from.site).await?;
            write.commit().await?;
            fit.know(hosts);
            for (article, _) in some {
                known.note(article, &self.held.url);
            }
        }
        Ok(())
    }

    /// Has versions wait. One line for each.
    async fn hold_all(
        &self,
        known: &mut Known,
        versions: &[(&Ready, Version)],
    ) -> Result<Vec<String>, Failure> {
        for some in versions.chunks(AT_ONCE) {
            let mut write = self.store.write().await?;
            self.held.hold(&mut write, self.now_ms).await?;
            for (article, version) in some {
                held::hold(&mut write, self.held, version, self.now_ms).await?;
                known.note_held(article, &self.held.url);
            }
            write.commit().await?;
        }
        for reason in versions.iter().flat_map(|(_, version)| &version.reasons) {
            metrics::counter!("bangtin_articles_held_total", "site" => self.held.site.clone(), "reason" => reason.name())
                .increment(1);
        }
        Ok(versions.iter().map(|(_, version)| version.told()).collect())
    }
}

/// What was sent has changed, and what is made of it has not.
async fn note_source(write: &mut Write, held: &Held, article: &Ready) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let update = "UPDATE articles SET source_hash = $3 WHERE site = $1 AND id = $2";
        sqlx::query(update).bind(&held.site).bind(&article.id).bind(&article.source_hash).execute(c).await?;
    });
    Ok(())
}

/// Keeps the polls of a source, in their order; those that it no longer has go. A poll that another source has stays with that one.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn keep_polls(
    write: &mut Write,
    held: &Held,
    polls: &[Poll],
) -> Result<(), sqlx::Error> {
    on!(write, c => {
        sqlx::query("DELETE FROM polls WHERE site = $1 AND feed = $2").bind(&held.site).bind(&held.url).execute(&mut *c).await?;
        for (position, poll) in (0_i64..).zip(polls) {
            let insert = "INSERT INTO polls (site, id, feed, position, poll) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
            let text = serde_json::to_string(poll).unwrap_or_default();
            sqlx::query(insert).bind(&held.site).bind(&poll.id).bind(&held.url).bind(position).bind(text).execute(&mut *c).await?;
        }
    });
    Ok(())
}
