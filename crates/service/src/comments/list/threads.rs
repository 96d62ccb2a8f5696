//! The comments under a page, as readers see them.

use std::collections::HashMap;

use serde::Serialize;
use sqlx::AssertSqlSafe;
use utoipa::ToSchema;

use super::{Cursor, counts};
use crate::comments::iso;
use crate::listed::{json, members};
use crate::on;
use crate::store::Read;

/// The most replies that come with their comment; more with `parent`.
const REPLIES: i64 = 20;

/// Which part of the comments is wanted.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The page's key.
    pub page: String,
    /// The replies to this comment, instead of the comments themselves.
    pub parent: Option<String>,
    /// After which comment.
    pub cursor: Option<Cursor>,
    /// How many.
    pub limit: i64,
}

/// Comments that are shown, and where more are to be had.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CommentPage)]
pub struct Page {
    /// The page's key.
    pub page: String,
    /// How many comments and replies the page shows in all.
    pub count: i64,
    /// The newest first. With `parent`: the replies to it, the oldest first.
    pub comments: Vec<Thread>,
    /// The `cursor` of the next part; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// A comment with the replies to it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CommentThread)]
pub struct Thread {
    /// The comment itself.
    #[serde(flatten)]
    pub comment: Reply,
    /// How many replies are shown in all.
    pub reply_count: i64,
    /// The first 20 replies, the oldest first.
    pub replies: Vec<Reply>,
}

/// One comment or reply.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = CommentReply)]
pub struct Reply {
    /// Its id.
    pub id: String,
    /// The name that the writer gave.
    pub name: String,
    /// What is said: plain text, with line breaks.
    pub text: String,
    /// When it was sent (RFC 3339).
    pub created: String,
}

#[derive(sqlx::FromRow)]
struct Row {
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
pub async fn of_page(read: &mut Read, site: &str, asked: &Asked) -> Result<Page, sqlx::Error> {
    let mut rows = rows(read, site, asked).await?;
    let limit = usize::try_from(asked.limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| {
        let cursor = Cursor {
            ms: row.created_ms,
            id: row.id.clone(),
        };
        cursor.write()
    });
    let keys = [asked.page.clone()];
    let count = counts(read, site, &keys).await?.remove(&asked.page);
    let comments = match asked.parent {
        None => with_replies(read, rows).await?,
        Some(_) => rows.into_iter().map(Thread::alone).collect(),
    };
    Ok(Page {
        page: asked.page.clone(),
        count: count.unwrap_or_default(),
        comments,
        next,
    })
}

/// One row more than was asked for tells whether the list goes on.
async fn rows(read: &mut Read, site: &str, asked: &Asked) -> Result<Vec<Row>, sqlx::Error> {
    const THREADS: &str = "SELECT id, name, body, created_ms FROM comments \
         WHERE site = $1 AND page = $2 AND state = 'approved' AND parent IS NULL AND (created_ms, id) < ($3, $4) \
         ORDER BY created_ms DESC, id DESC LIMIT $5";
    const REPLIES: &str = "SELECT r.id, r.name, r.body, r.created_ms FROM comments r JOIN comments p ON p.id = r.parent \
         WHERE r.site = $1 AND r.page = $2 AND r.state = 'approved' AND (r.created_ms, r.id) > ($3, $4) \
         AND r.parent = $6 AND p.state = 'approved' ORDER BY r.created_ms, r.id LIMIT $5";
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

async fn with_replies(read: &mut Read, rows: Vec<Row>) -> Result<Vec<Thread>, sqlx::Error> {
    let sql = format!(
        "SELECT parent, replies, id, name, body, created_ms FROM (\
         SELECT parent, id, name, body, created_ms, CAST(COUNT(*) OVER (PARTITION BY parent) AS BIGINT) AS replies, \
         ROW_NUMBER() OVER (PARTITION BY parent ORDER BY created_ms, id) AS place \
         FROM comments WHERE parent IN ({}) AND state = 'approved') AS numbered \
         WHERE place <= $1 ORDER BY created_ms, id",
        members(read)
    );
    let ids: Vec<String> = rows.iter().map(|row| row.id.clone()).collect();
    let answers: Vec<Answer> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(REPLIES).bind(json(&ids)).fetch_all(c).await?
    });
    let mut threads: Vec<Thread> = rows.into_iter().map(Thread::alone).collect();
    let places: HashMap<String, usize> = ids.into_iter().zip(0..).collect();
    for answer in answers {
        let place = places.get(&answer.parent);
        if let Some(thread) = place.and_then(|&place| threads.get_mut(place)) {
            thread.reply_count = answer.replies;
            thread.replies.push(answer.row.into());
        }
    }
    Ok(threads)
}

impl Thread {
    fn alone(row: Row) -> Self {
        Self {
            comment: row.into(),
            reply_count: 0,
            replies: Vec::new(),
        }
    }
}

impl From<Row> for Reply {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            text: row.body,
            created: iso(row.created_ms),
        }
    }
}
