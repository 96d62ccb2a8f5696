//! Reports as moderators see them.

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use super::{Kind, State};
pub use crate::comments::Cursor;
use crate::comments::titles;
use crate::json_list::{json, members};
use crate::on;
use crate::store::Read;

/// A report with all that is known of it.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its id.
    pub id: String,
    /// The page's key.
    pub page: String,
    /// The title of the article, where the service holds it.
    pub page_title: Option<String>,
    /// The address of that article.
    pub page_url: Option<String>,
    /// What is wrong.
    pub kind: Kind,
    /// Where and how: plain text, with line breaks.
    pub text: String,
    /// How often the same was reported while it waited.
    pub times: i64,
    /// For who decides: the revision that was seen.
    pub revision: i64,
    /// When it came first, in milliseconds since 1970-01-01 UTC.
    pub created_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    page: String,
    kind: String,
    body: String,
    times: i64,
    revision: i64,
    created_ms: i64,
}

/// The reports of a site in one state, and where the list goes on: what waits the longest first, what was decided about the newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_site(
    read: &mut Read,
    site: &str,
    state: State,
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Kept>, Option<Cursor>), sqlx::Error> {
    const OLDEST: &str = "SELECT id, page, kind, body, times, revision, created_ms FROM reports \
         WHERE site = $1 AND state = $2 AND (created_ms, id) > ($3, $4) ORDER BY created_ms, id LIMIT $5";
    const NEWEST: &str = "SELECT id, page, kind, body, times, revision, created_ms FROM reports \
         WHERE site = $1 AND state = $2 AND (created_ms, id) < ($3, $4) ORDER BY created_ms DESC, id DESC LIMIT $5";
    let (statement, begin) = match state {
        State::Open => (OLDEST, Cursor::oldest()),
        State::Fixed | State::NotFixed => (NEWEST, Cursor::newest()),
    };
    let cursor = cursor.unwrap_or(begin);
    let mut rows: Vec<Row> = on!(read, c => {
        sqlx::query_as(statement)
            .bind(site)
            .bind(state.name())
            .bind(cursor.ms)
            .bind(&cursor.id)
            .bind(limit + 1)
            .fetch_all(c)
            .await?
    });
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| Cursor::after(row.created_ms, row.id.clone()));
    let pages: Vec<String> = rows.iter().map(|row| row.page.clone()).collect();
    let titles = titles(read, site, &pages).await?;
    let kept = rows.into_iter().map(|row| {
        let named = titles.get(&row.page).cloned().unwrap_or_default();
        Kept {
            id: row.id,
            page: row.page,
            page_title: named.title,
            page_url: named.url,
            kind: Kind::named(&row.kind).unwrap_or(Kind::WrongFact),
            text: row.body,
            times: row.times,
            revision: row.revision,
            created_ms: row.created_ms,
        }
    });
    Ok((kept.collect(), next))
}

/// What some reports say, by their ids.
///
/// # Errors
/// When the database cannot be read.
pub async fn said(
    read: &mut Read,
    site: &str,
    ids: &[String],
) -> Result<HashMap<String, String>, sqlx::Error> {
    let sql = format!(
        "SELECT id, body FROM reports WHERE site = $1 AND id IN ({})",
        members(read)
    );
    let rows: Vec<(String, String)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(json(ids)).fetch_all(c).await?
    });
    Ok(rows.into_iter().collect())
}
