//! Articles and documents, newest first, and one by its id.

use std::cmp::Reverse;
use std::ops::Range;

use serde_json::Value;
use sqlx::AssertSqlSafe;

use super::Cursor;
use crate::json_list::{json, members};
use crate::on;
use crate::store::Read;
use crate::sums::lists::{self as sums, End, List, Start};

/// Which articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filter {
    /// Only of these categories, none of them twice; of all where none is named.
    pub categories: Vec<String>,
    /// Of none of these.
    pub without_categories: Vec<String>,
    /// None of these, by their ids.
    pub without: Vec<String>,
    /// Only with this tag; marks and capitals do not matter.
    pub tag: Option<String>,
    /// Only what was published in this time, in milliseconds since 1970.
    pub published: Range<i64>,
}

impl Default for Filter {
    fn default() -> Self {
        Self {
            categories: Vec::new(),
            without_categories: Vec::new(),
            without: Vec::new(),
            tag: None,
            published: i64::MIN..i64::MAX,
        }
    }
}

/// Some items of a list.
#[derive(Clone, Debug, Default)]
pub(crate) struct Listing {
    /// The items, as the kit reads them.
    pub items: Vec<Value>,
    /// Where the list goes on; absent at its end.
    pub next: Option<Cursor>,
    /// What is known of all that fits, beside this page.
    pub found: Option<Value>,
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    pub item: String,
    pub tier: i64,
    pub ms: i64,
    pub place: i64,
    pub number: i64,
}

impl Listing {
    /// From one row more than is shown.
    pub(super) fn of(mut rows: Vec<Row>, limit: usize) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let last = rows.last().filter(|_| more);
        let next = last.map(|row| Cursor {
            tier: row.tier,
            ms: row.ms,
            place: row.place,
            number: row.number,
        });
        let items = rows
            .iter()
            .filter_map(|row| serde_json::from_str(&row.item).ok());
        Self {
            items: items.collect(),
            next,
            found: None,
        }
    }
}

/// Articles, newest first.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn list(
    read: &mut Read,
    site: &str,
    filter: &Filter,
    from: Cursor,
    limit: usize,
) -> Result<Listing, sqlx::Error> {
    // What was published before the end, and nothing of the same moment.
    let end = Cursor {
        ms: filter.published.end,
        ..Cursor::END
    };
    let from = if from.ms < end.ms { from } else { end };
    let mut rows = Vec::new();
    if filter.categories.is_empty() {
        rows = rows_of(read, site, filter, None, from, limit).await?;
    }
    for category in &filter.categories {
        rows.extend(rows_of(read, site, filter, Some(category), from, limit).await?);
    }
    if filter.categories.len() > 1 {
        rows.sort_by_key(|row| Reverse((row.ms, row.place, row.number)));
    }
    Ok(Listing::of(rows, limit))
}

/// One row more than is shown, of one category or of all.
async fn rows_of(
    read: &mut Read,
    site: &str,
    filter: &Filter,
    category: Option<&String>,
    from: Cursor,
    limit: usize,
) -> Result<Vec<Row>, sqlx::Error> {
    let more = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
    // Each has a statement of its own, so that each finds its index.
    let select = match (category, &filter.tag) {
        (None, None) => {
            "SELECT a.item, CAST(0 AS BIGINT) AS tier, a.published_ms AS ms, a.place, a.number FROM articles a \
             WHERE a.site = $1 AND a.listed = 1 AND a.removed_ms IS NULL AND (a.published_ms, a.place, a.number) < ($3, $4, $5) \
             AND a.published_ms >= $7{left_out} ORDER BY a.published_ms DESC, a.place DESC, a.number DESC LIMIT $6"
        }
        (Some(_), None) => {
            "SELECT a.item, CAST(0 AS BIGINT) AS tier, a.published_ms AS ms, a.place, a.number FROM articles a \
             WHERE a.site = $1 AND a.category = $8 AND a.listed = 1 AND a.removed_ms IS NULL AND (a.published_ms, a.place, a.number) < ($3, $4, $5) \
             AND a.published_ms >= $7{left_out} ORDER BY a.published_ms DESC, a.place DESC, a.number DESC LIMIT $6"
        }
        // `CROSS JOIN` has SQLite begin with the tags; `+ 0` keeps it from going through the index of all that is listed for each of them.
        (None, Some(_)) => {
            "SELECT a.item, CAST(0 AS BIGINT) AS tier, t.published_ms AS ms, t.place, t.number FROM article_tags t CROSS JOIN articles a \
             WHERE t.site = $1 AND t.tag = $8 AND (t.published_ms, t.place, t.number) < ($3, $4, $5) AND t.published_ms >= $7 \
             AND a.number = t.number AND a.listed + 0 = 1 AND a.removed_ms IS NULL{left_out} \
             ORDER BY t.published_ms DESC, t.place DESC, t.number DESC LIMIT $6"
        }
        (Some(_), Some(_)) => {
            "SELECT a.item, CAST(0 AS BIGINT) AS tier, t.published_ms AS ms, t.place, t.number FROM article_tags t CROSS JOIN articles a \
             WHERE t.site = $1 AND t.tag = $9 AND (t.published_ms, t.place, t.number) < ($3, $4, $5) AND t.published_ms >= $7 \
             AND a.number = t.number AND (a.category || '') = $8 AND a.listed + 0 = 1 AND a.removed_ms IS NULL{left_out} \
             ORDER BY t.published_ms DESC, t.place DESC, t.number DESC LIMIT $6"
        }
    };
    let members = members(read);
    let left_out = format!(
        " AND ('article ' || a.id) NOT IN ({members}) AND COALESCE('category ' || a.category, '') NOT IN ({members})"
    );
    let select = select.replace("{left_out}", &left_out);
    let of = |kind: &str, ids: &[String]| -> Vec<String> {
        ids.iter().map(|id| format!("{kind} {id}")).collect()
    };
    let left_out = [
        of("article", &filter.without),
        of("category", &filter.without_categories),
    ];
    let left_out = json(&left_out.concat());
    let tag = filter.tag.as_ref().map(|tag| folded(tag));
    Ok(on!(read, c => {
        let mut query = sqlx::query_as(AssertSqlSafe(select)).bind(site).bind(left_out).bind(from.ms).bind(from.place).bind(from.number);
        query = query.bind(more).bind(filter.published.start);
        for bound in [category, tag.as_ref()].into_iter().flatten() {
            query = query.bind(bound.as_str());
        }
        query.fetch_all(c).await?
    }))
}

/// A page of articles or documents by its number, as addresses for people have it; and whether anything follows. What stands before it
/// is not read, but for a part of a week.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn numbered(
    read: &mut Read,
    site: &str,
    which: Which<'_>,
    page: usize,
    limit: usize,
) -> Result<(Vec<Value>, bool), sqlx::Error> {
    const NEWEST: Start = Start {
        ms: i64::MAX,
        skipped: 0,
    };
    let number = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let more = number(limit).saturating_add(1);
    let skipped = number(limit).saturating_mul(number(page.saturating_sub(1)));
    let start = match skipped {
        0 => Some(NEWEST),
        _ => sums::start(read, site, which.list(), End::Newest, skipped).await?,
    };
    let Some(start) = start else {
        return Ok((Vec::new(), false));
    };
    let select = match which {
        Which::All => {
            "SELECT item FROM articles WHERE site = $1 AND listed = 1 AND removed_ms IS NULL AND published_ms < $2 \
             ORDER BY published_ms DESC, place DESC, number DESC LIMIT $3 OFFSET $4"
        }
        Which::Category(_) => {
            "SELECT item FROM articles WHERE site = $1 AND category = $5 AND listed = 1 AND removed_ms IS NULL AND published_ms < $2 \
             ORDER BY published_ms DESC, place DESC, number DESC LIMIT $3 OFFSET $4"
        }
        Which::Documents => {
            "SELECT item FROM articles WHERE site = $1 AND issued_ms IS NOT NULL AND removed_ms IS NULL AND issued_ms < $2 \
             ORDER BY issued_ms DESC, place DESC, number DESC LIMIT $3 OFFSET $4"
        }
    };
    let mut items: Vec<String> = on!(read, c => {
        let mut query = sqlx::query_scalar(select).bind(site).bind(start.ms).bind(more).bind(start.skipped);
        if let Which::Category(id) = which {
            query = query.bind(id);
        }
        query.fetch_all(c).await?
    });
    let goes_on = items.len() > limit;
    items.truncate(limit);
    let items = items
        .iter()
        .filter_map(|item| serde_json::from_str(item).ok());
    Ok((items.collect(), goes_on))
}

/// Which items stand in a numbered page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which<'a> {
    /// All articles.
    All,
    /// Those of a category, by its id.
    Category(&'a str),
    /// Official documents.
    Documents,
}

impl<'a> Which<'a> {
    /// Under which name they are counted.
    const fn list(self) -> List<'a> {
        match self {
            Self::All => List::Articles,
            Self::Category(id) => List::Category(id),
            Self::Documents => List::Documents,
        }
    }
}

/// An article or a document in a list of all addresses.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(crate) struct Place {
    pub id: String,
    /// Whether it is an article; else a document that no article announces.
    pub listed: i64,
    /// When it came or was changed.
    pub updated_ms: i64,
}

/// Some of all articles and documents, the oldest first, by an index that knows all that is told of them.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn places(
    read: &mut Read,
    site: &str,
    skipped: i64,
    limit: i64,
) -> Result<Vec<Place>, sqlx::Error> {
    let start = sums::start(read, site, List::Addresses, End::Oldest, skipped).await?;
    let Some(start) = start else {
        return Ok(Vec::new());
    };
    let select = "SELECT id, listed, updated_ms FROM articles WHERE site = $1 AND published_ms >= $2 AND removed_ms IS NULL \
         AND (listed = 1 OR issued_ms IS NOT NULL) ORDER BY published_ms, place, number LIMIT $3 OFFSET $4";
    Ok(on!(read, c => {
        sqlx::query_as(select).bind(site).bind(start.ms).bind(limit).bind(start.skipped).fetch_all(c).await?
    }))
}

/// How many there are of them.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn count(read: &mut Read, site: &str) -> Result<i64, sqlx::Error> {
    sums::count(read, site, List::Addresses).await
}

/// A tag as it is kept.
pub(super) fn folded(tag: &str) -> String {
    bangtin_sources::fold(&tag.to_lowercase())
}

/// The item with this id or, failing that, with this address.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn one(
    read: &mut Read,
    site: &str,
    id: &str,
) -> Result<Option<Value>, sqlx::Error> {
    let text: Option<String> = on!(read, c => {
        let by_id = "SELECT item FROM articles WHERE site = $1 AND id = $2 AND removed_ms IS NULL";
        let found = sqlx::query_scalar(by_id).bind(site).bind(id).fetch_optional(&mut *c).await?;
        if found.is_some() || !id.contains('/') {
            found
        } else {
            let by_url = "SELECT item FROM articles WHERE site = $1 AND url = $2 AND removed_ms IS NULL ORDER BY number LIMIT 1";
            sqlx::query_scalar(by_url).bind(site).bind(id).fetch_optional(&mut *c).await?
        }
    });
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}
