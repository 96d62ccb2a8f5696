//! Reads comments: for readers, for their writer, for moderators.

mod cursor;
mod moderated;
mod newest;
mod official;
mod own;
mod threads;
pub(super) mod titles;

use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use crate::json_list::{json, members};
use crate::on;
use crate::store::{Read, count};

pub use cursor::Cursor;
pub use moderated::{Answered, EVER, Moderated, of_site};
pub use newest::newest;
pub use own::own;
pub use threads::{CommentQuery, of_page};

/// The name and the text of these comments of a site. What was deleted meanwhile is absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn said(
    read: &mut Read,
    site: &str,
    ids: &[String],
) -> Result<HashMap<String, (String, String)>, sqlx::Error> {
    // A site in disguise: SQLite would else go through all comments of the site instead of these few.
    let sql = format!(
        "SELECT id, name, body FROM comments WHERE id IN ({}) AND (site || '') = $1",
        members(read)
    );
    let ids = json(ids);
    let rows: Vec<(String, String, String)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(ids).fetch_all(c).await?
    });
    let said = |(id, name, body)| (id, (name, body));
    Ok(rows.into_iter().map(said).collect())
}

/// How many comments each of these pages shows: approved ones, whose parent is approved too. Pages without any are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn counts(
    read: &mut Read,
    site: &str,
    pages: &[String],
) -> Result<HashMap<String, u64>, sqlx::Error> {
    let sql = format!(
        "SELECT page, shown FROM comment_sums WHERE site = $1 AND page IN ({}) AND shown > 0",
        members(read)
    );
    let pages = json(pages);
    let rows: Vec<(String, i64)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(pages).fetch_all(c).await?
    });
    let shown = rows.into_iter().map(|(page, shown)| (page, count(shown)));
    Ok(shown.collect())
}
