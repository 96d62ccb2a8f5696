//! Articles that are taken down by hand, whatever their source says, and put back.
//!
//! The row of such an article stays and follows its source: what is put back is as the source has it then, and is not there where the
//! source has dropped it meanwhile (`left_ms`).

use super::log::{self, Entry};
use crate::on;
use crate::store::{Read, Write};
use crate::sums::{self, Shown};

/// An article that is taken down.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Withheld {
    /// Its id.
    pub id: String,
    /// Its address, where it has one.
    pub url: Option<String>,
    /// As the kit reads it.
    item: String,
    /// Since when, in milliseconds since 1970-01-01 UTC.
    pub withheld_ms: i64,
}

impl Withheld {
    /// Its title.
    #[must_use]
    pub fn title(&self) -> String {
        let item: serde_json::Value = serde_json::from_str(&self.item).unwrap_or_default();
        let title = item.get("title").and_then(serde_json::Value::as_str);
        bangtin_sources::text::plain(title.unwrap_or_default())
    }
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Show it no longer.
    TakeDown,
    /// Show it as its source has it.
    PutBack,
}

impl Change {
    /// The states before and after, for the log.
    const fn states(self) -> (&'static str, &'static str) {
        match self {
            Self::TakeDown => ("shown", "withheld"),
            Self::PutBack => ("withheld", "shown"),
        }
    }
}

/// Who wants which article to be taken down or put back.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The article's id, or an address that one or several have.
    pub article: &'a str,
    /// What is to be done.
    pub change: Change,
    /// Why, for other moderators.
    pub note: &'a str,
    /// Who does it.
    pub actor: &'a str,
}

/// Does it, and notes it in the log. The ids of those that it changed something of; `None` where there is no such article.
///
/// # Errors
/// When the database cannot be written.
pub async fn change(
    write: &mut Write,
    wish: Wish<'_>,
    now_ms: i64,
) -> Result<Option<Vec<String>>, sqlx::Error> {
    let ids = found(write, wish.site, wish.article).await?;
    if ids.is_empty() {
        return Ok(None);
    }
    let mut done = Vec::new();
    let mut sums = sums::Changes::default();
    for id in ids {
        let changed = match wish.change {
            Change::TakeDown => take_down(write, wish.site, &id, &mut sums, now_ms).await?,
            Change::PutBack => put_back(write, wish.site, &id, &mut sums).await?,
        };
        if !changed {
            continue;
        }
        let (before, after) = wish.change.states();
        let entry = Entry {
            site: wish.site,
            actor: wish.actor,
            action: "article",
            subject: &id,
            before,
            after,
            note: wish.note,
        };
        log::add(write, entry, now_ms).await?;
        done.push(id);
    }
    sums.write(write, wish.site).await?;
    Ok(Some(done))
}

async fn take_down(
    write: &mut Write,
    site: &str,
    id: &str,
    sums: &mut sums::Changes,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    const UPDATE: &str = concat!(
        "UPDATE articles SET withheld_ms = $3, left_ms = removed_ms, removed_ms = COALESCE(removed_ms, $3) \
         WHERE site = $1 AND id = $2 AND withheld_ms IS NULL RETURNING left_ms AS removed_ms, ",
        sums::columns!()
    );
    let before: Option<Shown> = on!(write, c => {
        sqlx::query_as(UPDATE).bind(site).bind(id).bind(now_ms).fetch_optional(c).await?
    });
    if let Some(before) = &before {
        sums.take(before);
    }
    Ok(before.is_some())
}

async fn put_back(
    write: &mut Write,
    site: &str,
    id: &str,
    sums: &mut sums::Changes,
) -> Result<bool, sqlx::Error> {
    const UPDATE: &str = concat!(
        "UPDATE articles SET removed_ms = left_ms, left_ms = NULL, withheld_ms = NULL \
         WHERE site = $1 AND id = $2 AND withheld_ms IS NOT NULL RETURNING removed_ms, ",
        sums::columns!()
    );
    let after: Option<Shown> =
        on!(write, c => sqlx::query_as(UPDATE).bind(site).bind(id).fetch_optional(c).await?);
    if let Some(after) = &after {
        sums.add(after);
    }
    Ok(after.is_some())
}

/// The articles of a site that are taken down, the last first.
///
/// # Errors
/// When the database cannot be read.
pub async fn withheld(read: &mut Read, site: &str) -> Result<Vec<Withheld>, sqlx::Error> {
    on!(read, c => {
        let select = "SELECT id, url, item, withheld_ms FROM articles WHERE site = $1 AND withheld_ms IS NOT NULL ORDER BY withheld_ms DESC, number DESC";
        sqlx::query_as(select).bind(site).fetch_all(c).await
    })
}

/// The ids that are meant.
async fn found(write: &mut Write, site: &str, article: &str) -> Result<Vec<String>, sqlx::Error> {
    let by_id = "SELECT id FROM articles WHERE site = $1 AND id = $2";
    let by_url = "SELECT id FROM articles WHERE site = $1 AND url = $2 ORDER BY number";
    on!(write, c => {
        let ids: Vec<String> = sqlx::query_scalar(by_id).bind(site).bind(article).fetch_all(&mut *c).await?;
        if !ids.is_empty() {
            return Ok(ids);
        }
        sqlx::query_scalar(by_url).bind(site).bind(article).fetch_all(&mut *c).await
    })
}
