//! The comments under a page, as readers see them.

use std::collections::HashMap;

use bangtin_model::answers::{Comment, CommentPage, CommentThread};
use sqlx::AssertSqlSafe;

use super::{Cursor, counts, official};
use crate::comments::iso;
use crate::json_list::{json, members};
use crate::on;
use crate::store::{Read, count};

/// The most replies that come with their comment; more with `parent`.
const REPLIES: i64 = 20;

/// Which part of the comments is wanted.
#[derive(Clone, Debug)]
pub struct CommentQuery {
    /// The page's key.
    pub page: String,
    /// The replies to this comment, instead of the comments themselves.
    pub parent: Option<String>,
    /// After which comment.
    pub cursor: Option<Cursor>,
    /// How many.
    pub limit: i64,
}

/// What is shown of a comment.
#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: String,
    name: String,
    body: String,
    created_ms: i64,
}

#[derive(sqlx::FromRow)]
struct Answer {
    parent: String,
    replies: i64,
    #[sqlx(flatten)]
    row: Row,
}

/// The approved comments of a page.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_page(
    read: &mut Read,
    site: &str,
    asked: &CommentQuery,
) -> Result<CommentPage, sqlx::Error> {
    let mut rows = rows(read, site, asked).await?;
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| {
        let cursor = Cursor::after(row.created_ms, row.id.clone());
        cursor.write()
    });
    let keys = [asked.page.clone()];
    let count = counts(read, site, &keys).await?.remove(&asked.page);
    let mut comments = match asked.parent {
        None => with_replies(read, rows).await?,
        Some(_) => rows.into_iter().map(CommentThread::from).collect(),
    };
    let all = comments.iter_mut().flat_map(|thread: &mut CommentThread| {
        std::iter::once(&mut thread.comment).chain(&mut thread.replies)
    });
    official::put(read, all.collect()).await?;
    Ok(CommentPage {
        page: asked.page.clone(),
        count: count.unwrap_or_default(),
        comments,
        next,
        closed: None,
        mine: Vec::new(),
    })
}

/// One row more than was asked for tells whether the list goes on.
async fn rows(read: &mut Read, site: &str, asked: &CommentQuery) -> Result<Vec<Row>, sqlx::Error> {
    // One without words is shown for what answers it. A value is asked for: of `EXISTS` PostgreSQL makes a list of all that answers.
    const THREADS: &str = "SELECT c.id, c.name, c.body, c.created_ms FROM comments c \
         WHERE c.site = $1 AND c.page = $2 AND c.state = 'approved' AND c.parent IS NULL AND (c.created_ms, c.id) < ($3, $4) \
         AND (c.withdrawn_ms IS NULL OR (SELECT o.comment FROM official_answers o WHERE o.comment = c.id) IS NOT NULL \
         OR (SELECT MIN(r.id) FROM comments r WHERE r.parent = c.id AND r.state = 'approved' AND (r.withdrawn_ms IS NULL \
         OR (SELECT o.comment FROM official_answers o WHERE o.comment = r.id) IS NOT NULL)) IS NOT NULL) \
         ORDER BY c.created_ms DESC, c.id DESC LIMIT $5";
    // The site and the page in disguise: SQLite would else go through all comments of the page instead of those of the parent.
    const REPLIES: &str = "SELECT r.id, r.name, r.body, r.created_ms FROM comments r \
         WHERE (r.site || '') = $1 AND (r.page || '') = $2 AND r.state = 'approved' AND (r.created_ms, r.id) > ($3, $4) \
         AND (r.withdrawn_ms IS NULL OR (SELECT o.comment FROM official_answers o WHERE o.comment = r.id) IS NOT NULL) \
         AND r.parent = $6 AND EXISTS (SELECT 1 FROM comments p WHERE p.id = $6 AND p.state = 'approved') \
         ORDER BY r.created_ms, r.id LIMIT $5";
    let cursor = asked.cursor.clone();
    Ok(match &asked.parent {
        None => {
            let cursor = cursor.unwrap_or(Cursor::newest());
            on!(read, c => {
                sqlx::query_as(THREADS).bind(site).bind(&asked.page).bind(cursor.ms).bind(&cursor.id)
                    .bind(asked.limit + 1).fetch_all(c).await?
            })
        }
        Some(parent) => {
            let cursor = cursor.unwrap_or(Cursor::oldest());
            on!(read, c => {
                sqlx::query_as(REPLIES).bind(site).bind(&asked.page).bind(cursor.ms).bind(&cursor.id)
                    .bind(asked.limit + 1).bind(parent).fetch_all(c).await?
            })
        }
    })
}

async fn with_replies(read: &mut Read, rows: Vec<Row>) -> Result<Vec<CommentThread>, sqlx::Error> {
    let sql = format!(
        "SELECT parent, replies, id, name, body, created_ms FROM (\
         SELECT parent, id, name, body, created_ms, CAST(COUNT(*) OVER (PARTITION BY parent) AS BIGINT) AS replies, \
         ROW_NUMBER() OVER (PARTITION BY parent ORDER BY created_ms, id) AS place \
         FROM comments WHERE parent IN ({}) AND parent IS NOT NULL AND state = 'approved' \
         AND (withdrawn_ms IS NULL OR (SELECT o.comment FROM official_answers o WHERE o.comment = comments.id) IS NOT NULL)) AS numbered \
         WHERE place <= $1 ORDER BY created_ms, id",
        members(read)
    );
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let answers: Vec<Answer> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(REPLIES).bind(json(&ids)).fetch_all(c).await?
    });
    let mut threads: Vec<CommentThread> = rows.into_iter().map(CommentThread::from).collect();
    let places: HashMap<String, usize> = ids.into_iter().zip(0..).collect();
    for answer in answers {
        let place = places.get(&answer.parent);
        if let Some(thread) = place.and_then(|&place| threads.get_mut(place)) {
            thread.reply_count = count(answer.replies);
            thread.replies.push(answer.row.into());
        }
    }
    Ok(threads)
}

impl From<Row> for CommentThread {
    fn from(row: Row) -> Self {
        Self {
            comment: row.into(),
            ..Self::default()
        }
    }
}

impl From<Row> for Comment {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            text: row.body,
            created: iso(row.created_ms),
            ..Self::default()
        }
    }
}
