//! What was read is kept: what is new or has changed, and no more.

mod leave;

use std::collections::HashMap;

use bangtin_model::Poll;
use sqlx::AssertSqlSafe;

use super::failure::Failure;
use super::search::fill::{Indexed, index};
use super::state::Held;
use crate::on;
use crate::store::{Connection, Store, Write};
use crate::sums::{self, Shown};
use bangtin_feeds::prepare::Ready;
use bangtin_feeds::words;

pub(super) use leave::{drop_other_feeds, remove_others};

/// So many articles are kept in one transaction: forms need not wait long for the writer.
const AT_ONCE: usize = 50;
/// The longest tag that is listed by, in characters: nobody can ask for a longer one, and PostgreSQL takes 2.7 KB into an index.
const LONGEST_TAG: usize = 400;

/// What is kept of a site, as far as an import must know it.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<String, Row>);

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
}

impl Changes {
    /// With these as well.
    pub(super) fn add(&mut self, other: Self) {
        self.new += other.new;
        self.changed += other.changed;
        self.same += other.same;
        self.gone += other.gone;
        self.taken += other.taken;
    }
}

impl Known {
    /// Whether this source has an article.
    pub(super) fn has_any(&self, feed: &str) -> bool {
        self.0.values().any(|row| row.feed == feed && row.gone == 0)
    }

    /// The ids and the source's own names of what this source has, or had, and before them of what a source had that the settings no
    /// longer name: it may have got another address.
    pub(super) fn named<'a>(
        &'a self,
        feed: &'a str,
        feeds: &'a [String],
    ) -> impl Iterator<Item = (&'a str, &'a str)> {
        let others = self.0.values().filter(|row| !feeds.contains(&row.feed));
        let own = self.0.values().filter(move |row| row.feed == feed);
        others
            .chain(own)
            .filter_map(|row| Some((row.id.as_str(), row.source_id.as_deref()?)))
    }

    /// The ids of what this source has, with its own names.
    pub(super) fn ids<'a>(
        &'a self,
        feed: &'a str,
    ) -> impl Iterator<Item = (&'a str, Option<&'a str>)> {
        let rows = self.0.values();
        rows.filter(move |row| row.feed == feed && row.gone == 0)
            .map(|row| (row.id.as_str(), row.source_id.as_deref()))
    }

    /// The source's own names of what it has.
    pub(super) fn present<'a>(&'a self, feed: &'a str) -> impl Iterator<Item = &'a str> {
        self.ids(feed).filter_map(|(_, name)| name)
    }

    /// The hashes of an article that this source has and that was read from there: of what was sent, and of what was made of it.
    pub(super) fn before(&self, id: &str, feed: &str) -> Option<(String, String)> {
        let row = self.0.get(id)?;
        let is_ours = row.gone == 0 && row.feed == feed && row.source_id.is_none();
        let source_hash = row.source_hash.clone().filter(|_| is_ours)?;
        Some((source_hash, row.hash.clone()))
    }

    /// Whether an article is in its source as it was prepared now.
    pub(super) fn is_as(&self, article: &Ready, feed: &str) -> bool {
        let row = self.0.get(&article.id);
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
        self.0.insert(row.id.clone(), row);
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
    Ok(Known(
        rows.into_iter().map(|row| (row.id.clone(), row)).collect(),
    ))
}

/// Keeps a page. `place` is that of its first article; the next have lower ones, unless an article has its own. `feeds` are the sources that the settings name: an
/// article of another may be taken over.
///
/// # Errors
/// [`Failure`]
pub(super) async fn keep(
    store: &Store,
    held: &Held,
    known: &mut Known,
    articles: &[Ready],
    place: i64,
    feeds: &[String],
    now_ms: i64,
) -> Result<Changes, Failure> {
    let mut changes = Changes::default();
    let mut due: Vec<(&Ready, i64)> = Vec::new();
    let mut sent_otherwise: Vec<&Ready> = Vec::new();
    for (article, place) in articles.iter().zip((0..=place).rev()) {
        if article.is_as_before {
            changes.same += 1;
            continue;
        }
        match known.0.get(&article.id) {
            None => changes.new += 1,
            Some(row) if row.feed != held.url && row.gone == 0 && feeds.contains(&row.feed) => {
                changes.taken += 1;
                continue;
            }
            Some(row) if row.gone == 1 => changes.new += 1,
            Some(row)
                if row.hash != article.hash
                    || row.feed != held.url
                    || row.source_id != article.source_id =>
            {
                changes.changed += 1;
            }
            Some(row) => {
                changes.same += 1;
                if row.source_hash != article.source_hash {
                    sent_otherwise.push(article);
                }
                continue;
            }
        }
        due.push((article, article.place.unwrap_or(place)));
    }
    for some in due.chunks(AT_ONCE) {
        let mut write = store.write().await?;
        held.hold(&mut write, now_ms).await?;
        let mut sums = sums::Changes::default();
        for (article, place) in some {
            if known.0.contains_key(&article.id)
                && let Some(before) = shown(&mut write, &held.site, &article.id).await?
            {
                sums.take(&before);
            }
            put(&mut write, held, article, *place, &mut sums, now_ms).await?;
        }
        sums.write(&mut write, &held.site).await?;
        write.commit().await?;
        for (article, _) in some {
            known.note(article, &held.url);
        }
    }
    for some in sent_otherwise.chunks(AT_ONCE) {
        let mut write = store.write().await?;
        held.hold(&mut write, now_ms).await?;
        for article in some {
            note_source(&mut write, held, article).await?;
        }
        write.commit().await?;
        for article in some {
            known.note(article, &held.url);
        }
    }
    Ok(changes)
}

/// What was sent has changed, and what is made of it has not.
async fn note_source(write: &mut Write, held: &Held, article: &Ready) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let update = "UPDATE articles SET source_hash = $3 WHERE site = $1 AND id = $2";
        sqlx::query(update).bind(&held.site).bind(&article.id).bind(&article.source_hash).execute(c).await?;
    });
    Ok(())
}

/// What the sums know an article by. PostgreSQL keeps others from changing it until the transaction has ended.
async fn shown(write: &mut Write, site: &str, id: &str) -> Result<Option<Shown>, sqlx::Error> {
    const SHOWN: &str = concat!(
        "SELECT removed_ms, ",
        sums::columns!(),
        " FROM articles WHERE site = $1 AND id = $2"
    );
    Ok(match write.connection() {
        Connection::Sqlite(c) => {
            sqlx::query_as(SHOWN)
                .bind(site)
                .bind(id)
                .fetch_optional(c)
                .await?
        }
        Connection::Postgres(c) => {
            sqlx::query_as(AssertSqlSafe(format!("{SHOWN} FOR UPDATE")))
                .bind(site)
                .bind(id)
                .fetch_optional(c)
                .await?
        }
    })
}

async fn put(
    write: &mut Write,
    held: &Held,
    article: &Ready,
    place: i64,
    sums: &mut sums::Changes,
    now_ms: i64,
) -> Result<(), sqlx::Error> {
    // An article that changes stays where it was among those of its day, and one that is taken down stays so. When it was first seen
    // never changes.
    let upsert = "INSERT INTO articles (site, id, feed, url, published_ms, place, listed, issued_ms, category, category_name, tags, item, hash, updated_ms, source_id, source_hash, removed_ms, first_ms, form, issuer, effective_day, expires_day) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, NULL, $17, $18, $19, $20, $21) \
         ON CONFLICT (site, id) DO UPDATE SET feed = excluded.feed, url = excluded.url, published_ms = excluded.published_ms, \
         listed = excluded.listed, issued_ms = excluded.issued_ms, category = excluded.category, category_name = excluded.category_name, \
         tags = excluded.tags, item = excluded.item, hash = excluded.hash, updated_ms = excluded.updated_ms, source_id = excluded.source_id, source_hash = excluded.source_hash, \
         form = excluded.form, issuer = excluded.issuer, effective_day = excluded.effective_day, expires_day = excluded.expires_day, \
         left_ms = NULL, removed_ms = CASE WHEN articles.withheld_ms IS NULL THEN NULL ELSE articles.removed_ms END \
         RETURNING number, place, removed_ms";
    let category = article.category.as_ref();
    let filed = article.filed.as_ref();
    let (number, place, removed_ms): (i64, i64, Option<i64>) = on!(write, c => {
        sqlx::query_as(upsert)
            .bind(&held.site)
            .bind(&article.id)
            .bind(&held.url)
            .bind(&article.url)
            .bind(article.published_ms)
            .bind(place)
            .bind(i64::from(article.listed))
            .bind(filed.map(|filed| filed.issued_ms))
            .bind(category.map(|category| &category.id))
            .bind(category.map(|category| &category.name))
            .bind(&article.tags)
            .bind(&article.item)
            .bind(&article.hash)
            .bind(now_ms)
            .bind(&article.source_id)
            .bind(&article.source_hash)
            .bind(if held.read_before { now_ms } else { 0 })
            .bind(filed.map(|filed| &filed.form))
            .bind(filed.map(|filed| &filed.issuer))
            .bind(filed.and_then(|filed| filed.effective_day))
            .bind(filed.map(|filed| filed.expires_day))
            .fetch_one(c)
            .await?
    });
    sums.add(&Shown::of(article, removed_ms));
    tag(write, &held.site, article, place, number).await?;
    let indexed = Indexed {
        number,
        words: &article.words,
        site: &held.site,
        published_ms: article.listed.then_some(article.published_ms),
        document: filed.map(|filed| words::Known {
            issued_ms: filed.issued_ms,
            form: filed.form.as_deref(),
            issuer: filed.issuer.as_deref(),
        }),
    };
    index(write, &indexed).await
}

/// Makes an article's tags known to the lists by tag.
async fn tag(
    write: &mut Write,
    site: &str,
    article: &Ready,
    place: i64,
    number: i64,
) -> Result<(), sqlx::Error> {
    let mut tags: Vec<&str> = article.tags.split('\n').collect();
    tags.retain(|tag| !tag.is_empty() && tag.chars().count() <= LONGEST_TAG);
    tags.sort_unstable();
    tags.dedup();
    on!(write, c => {
        sqlx::query("DELETE FROM article_tags WHERE number = $1").bind(number).execute(&mut *c).await?;
        for tag in tags {
            let insert = "INSERT INTO article_tags (site, tag, published_ms, place, number) VALUES ($1, $2, $3, $4, $5)";
            sqlx::query(insert).bind(site).bind(tag).bind(article.published_ms).bind(place).bind(number).execute(&mut *c).await?;
        }
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
