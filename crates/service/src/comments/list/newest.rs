//! The newest comments of a site, whatever they are about.

use bangtin_model::answers::{Comment, NewestComment};
use bangtin_sources::text;

use super::official;
use super::titles::titles;
use crate::comments::iso;
use crate::on;
use crate::store::Read;

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    page: String,
    name: String,
    body: String,
    created_ms: i64,
}

/// The approved comments and replies of a site, the newest first. One whose parent is not shown is not shown either, nor what was said
/// of an article that is gone.
///
/// # Errors
/// When the database cannot be read.
pub async fn newest(
    read: &mut Read,
    site: &str,
    limit: i64,
) -> Result<Vec<NewestComment>, sqlx::Error> {
    // The index comments_of_a_site has them in this order, so that only what is shown is read. A value is asked for of each article:
    // of `NOT EXISTS` PostgreSQL makes a join, and reads all articles for it.
    const NEWEST: &str = "SELECT c.id, c.page, c.name, c.body, c.created_ms FROM comments c \
         WHERE c.site = $1 AND c.state = 'approved' AND c.withdrawn_ms IS NULL \
         AND (c.parent IS NULL OR EXISTS (SELECT 1 FROM comments p WHERE p.id = c.parent AND p.state = 'approved')) \
         AND (SELECT a.removed_ms FROM articles a WHERE a.site = c.site AND a.id = c.page) IS NULL \
         ORDER BY c.created_ms DESC, c.id DESC LIMIT $2";
    let rows: Vec<Row> = on!(read, c => {
        sqlx::query_as(NEWEST).bind(site).bind(limit).fetch_all(c).await?
    });
    let pages: Vec<String> = rows.iter().map(|row| row.page.clone()).collect();
    let titles = titles(read, site, &pages).await?;
    let with_title = |row: Row| {
        let named = titles.get(&row.page).cloned().unwrap_or_default();
        NewestComment {
            comment: Comment {
                id: row.id,
                name: row.name,
                text: row.body,
                created: iso(row.created_ms),
                ..Comment::default()
            },
            page: row.page,
            page_title: named.title.map(|title| text::plain(&title)),
            page_url: named.url,
        }
    };
    let mut newest: Vec<NewestComment> = rows.into_iter().map(with_title).collect();
    official::put(
        read,
        newest.iter_mut().map(|one| &mut one.comment).collect(),
    )
    .await?;
    Ok(newest)
}
