//! The pages of a source as they were read the last time. One that is as it was, and whose articles are kept as they were made of it,
//! is not read again: an import of one change costs as little as that page.

use std::collections::HashMap;

use bangtin_feeds::hex::hex;
use bangtin_feeds::walk::SeenPage;
use sha2::{Digest, Sha256};

use super::keep::Known;
use super::state::Held;
use crate::on;
use crate::store::{Store, Write};

/// A page that was read to its last item, from which nothing was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeptPage {
    pub seen: SeenPage,
    /// The ids of its articles, in its order.
    pub ids: Vec<String>,
    /// The date of the last.
    pub last_ms: i64,
    made: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    position: i64,
    seen: String,
    ids: String,
    made: String,
    last_ms: i64,
}

/// The pages of a source: as they were, and as they are now.
#[derive(Debug, Default)]
pub(super) struct SourcePages {
    before: HashMap<i64, KeptPage>,
    /// None: one that must be read each time.
    now: Vec<Option<KeptPage>>,
}

impl KeptPage {
    /// A page of which these articles are known now; none where one of them is not this source's, or was not made of what it sends.
    pub(super) fn of(
        seen: SeenPage,
        ids: Vec<String>,
        last_ms: i64,
        known: &Known,
        held: &Held,
        making: &str,
    ) -> Option<Self> {
        Some(Self {
            made: made(&ids, known, held, making)?,
            seen,
            ids,
            last_ms,
        })
    }

    /// The same, as it came now.
    pub(super) fn again(&self, seen: SeenPage) -> Self {
        Self {
            seen,
            ..self.clone()
        }
    }

    /// Whether reading it again would find each article as it is kept.
    pub(super) fn is_kept(&self, known: &Known, held: &Held, making: &str) -> bool {
        made(&self.ids, known, held, making).is_some_and(|made| made == self.made)
    }
}

fn made(ids: &[String], known: &Known, held: &Held, making: &str) -> Option<String> {
    let mut hash = Sha256::new();
    for part in [making].into_iter().chain(ids.iter().map(String::as_str)) {
        hash.update(part.len().to_le_bytes());
        hash.update(part);
    }
    for id in ids {
        let (source_hash, own_hash) = known.before(id, &held.url)?;
        hash.update(source_hash);
        hash.update(own_hash);
    }
    Some(hex(&hash.finalize()))
}

impl SourcePages {
    /// Those of a source.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub(super) async fn load(store: &Store, held: &Held) -> Result<Self, sqlx::Error> {
        let mut read = store.read().await?;
        let rows: Vec<Row> = on!(read, c => {
            let select = "SELECT position, seen, ids, made, last_ms FROM source_pages WHERE site = $1 AND feed = $2";
            sqlx::query_as(select).bind(&held.site).bind(&held.url).fetch_all(c).await?
        });
        let page = |row: Row| {
            let page = KeptPage {
                seen: serde_json::from_str(&row.seen).ok()?,
                ids: serde_json::from_str(&row.ids).ok()?,
                last_ms: row.last_ms,
                made: row.made,
            };
            Some((row.position, page))
        };
        Ok(Self {
            before: rows.into_iter().filter_map(page).collect(),
            now: Vec::new(),
        })
    }

    /// The page of this address as it was. Mostly it stands where it stood.
    pub(super) fn before(&self, address: &str) -> Option<&KeptPage> {
        let is_it = |page: &&KeptPage| page.seen.validator.page == address;
        let here = self.before.get(&position(self.now.len()));
        here.filter(is_it)
            .or_else(|| self.before.values().find(is_it))
    }

    /// The next page was read, or is as it was.
    pub(super) fn add(&mut self, page: Option<KeptPage>) {
        self.now.push(page);
    }

    /// Pages with these articles are as they are kept by now.
    pub(super) fn settle(&mut self, changed: &[&str], known: &Known, held: &Held, making: &str) {
        for page in &mut self.now {
            let has_any =
                |page: &KeptPage| page.ids.iter().any(|id| changed.contains(&id.as_str()));
            if let Some(one) = page.take_if(|page| has_any(page)) {
                *page = KeptPage::of(one.seen, one.ids, one.last_ms, known, held, making);
            }
        }
    }

    /// Writes what is not as it was, in the transaction that ends an import.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub(super) async fn save(&self, write: &mut Write, held: &Held) -> Result<(), sqlx::Error> {
        const UPSERT: &str = "INSERT INTO source_pages (site, feed, position, seen, ids, made, last_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) \
             ON CONFLICT (site, feed, position) DO UPDATE SET seen = excluded.seen, ids = excluded.ids, made = excluded.made, last_ms = excluded.last_ms";
        const DELETE: &str =
            "DELETE FROM source_pages WHERE site = $1 AND feed = $2 AND position = $3";
        let now = |at: &i64| {
            let page = usize::try_from(*at).ok().and_then(|at| self.now.get(at));
            page.and_then(Option::as_ref)
        };
        for at in self.before.keys().filter(|at| now(at).is_none()) {
            on!(write, c => {
                sqlx::query(DELETE).bind(&held.site).bind(&held.url).bind(at).execute(c).await?;
            });
        }
        for (at, page) in (0..).zip(&self.now) {
            let Some(page) = page
                .as_ref()
                .filter(|page| self.before.get(&at) != Some(page))
            else {
                continue;
            };
            let seen = serde_json::to_string(&page.seen).unwrap_or_default();
            let ids = serde_json::to_string(&page.ids).unwrap_or_default();
            on!(write, c => {
                sqlx::query(UPSERT)
                    .bind(&held.site)
                    .bind(&held.url)
                    .bind(at)
                    .bind(seen)
                    .bind(ids)
                    .bind(&page.made)
                    .bind(page.last_ms)
                    .execute(c)
                    .await?;
            });
        }
        Ok(())
    }
}

fn position(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}
