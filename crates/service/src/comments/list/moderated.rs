//! Comments as moderators see them.

use std::collections::HashMap;

use bangtin_model::answers::{CommentState, OfficialAnswer};
use serde::Serialize;
use utoipa::ToSchema;

use super::titles::titles;
use super::{Cursor, official, said};
use crate::comments::iso;
use crate::comments::pile::Pile;
use crate::on;
use crate::store::Read;

/// A comment with all that is known of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = ModeratedComment)]
pub struct Moderated {
    /// Its id.
    pub id: String,
    /// The page's key.
    pub page: String,
    /// The title of the article, where the page is one that the service holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_title: Option<String>,
    /// The address of that article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_url: Option<String>,
    /// The comment that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// What is said there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answers: Option<Answered>,
    /// The name that the writer gave; empty where the comment was withdrawn.
    pub name: String,
    /// What is said: plain text, with line breaks; empty where the comment was withdrawn.
    pub text: String,
    /// What the agency answers; absent where it has not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<OfficialAnswer>,
    /// How far it has come.
    pub state: CommentState,
    /// The rule of the settings that has put it first or into the pile of what may be spam; absent without, and once it was decided about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What the moderator who decided has noted; empty without.
    pub note: String,
    /// When it was sent (RFC 3339).
    pub created: String,
    /// When somebody decided last (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided: Option<String>,
    /// For `If-Match` when deciding.
    pub etag: String,
    /// The number in `etag`.
    #[serde(skip)]
    pub revision: i64,
}

/// A comment that another one answers.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = AnsweredComment)]
pub struct Answered {
    /// The name that its writer gave.
    pub name: String,
    /// What is said: plain text, with line breaks.
    pub text: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    page: String,
    parent: Option<String>,
    name: String,
    body: String,
    state: String,
    note: String,
    revision: i64,
    created_ms: i64,
    decided_ms: Option<i64>,
    place: i64,
    rule: String,
}

/// Any time at which a comment can have come.
pub const EVER: (i64, i64) = (i64::MIN, i64::MAX);

/// The comments of one pile of a site that came within this time (milliseconds since 1970-01-01 UTC, its ends included), and where the
/// list goes on: of what waits that which rules have put first, then what waits the longest; what was decided about by its time, the
/// newest first.
///
/// # Errors
/// When the database cannot be read.
pub async fn of_site(
    read: &mut Read,
    site: &str,
    pile: Pile,
    (from_ms, to_ms): (i64, i64),
    cursor: Option<Cursor>,
    limit: i64,
) -> Result<(Vec<Moderated>, Option<Cursor>), sqlx::Error> {
    const WAITING: &str = "SELECT id, page, parent, name, body, state, note, revision, created_ms, decided_ms, place, rule FROM comments \
         WHERE site = $1 AND state = 'pending' AND place <= $2 AND (place, created_ms, id) > ($6, $3, $4) \
         AND created_ms BETWEEN $7 AND $8 ORDER BY place, created_ms, id LIMIT $5";
    const NEWEST: &str = "SELECT id, page, parent, name, body, state, note, revision, created_ms, decided_ms, place, rule FROM comments \
         WHERE site = $1 AND state = $2 AND (created_ms, id) < ($3, $4) \
         AND created_ms BETWEEN $6 AND $7 ORDER BY created_ms DESC, id DESC LIMIT $5";
    let mut rows: Vec<Row> = match pile.state() {
        CommentState::Pending => {
            let (first, last) = pile.places();
            let cursor = cursor.unwrap_or(Cursor {
                place: first,
                ..Cursor::oldest()
            });
            let place = cursor.place.max(first);
            on!(read, c => {
                sqlx::query_as(WAITING).bind(site).bind(last).bind(cursor.ms).bind(&cursor.id)
                    .bind(limit + 1).bind(place).bind(from_ms).bind(to_ms).fetch_all(c).await?
            })
        }
        state => {
            let cursor = cursor.unwrap_or(Cursor::newest());
            on!(read, c => {
                sqlx::query_as(NEWEST).bind(site).bind(state.name()).bind(cursor.ms).bind(&cursor.id)
                    .bind(limit + 1).bind(from_ms).bind(to_ms).fetch_all(c).await?
            })
        }
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|row| Cursor {
        place: row.place,
        ..Cursor::after(row.created_ms, row.id.clone())
    });
    Ok((completed(read, site, rows).await?, next))
}

/// With what stands elsewhere: the titles of their pages, what they answer, what the agency has answered.
async fn completed(
    read: &mut Read,
    site: &str,
    rows: Vec<Row>,
) -> Result<Vec<Moderated>, sqlx::Error> {
    let mut comments: Vec<Moderated> = rows.into_iter().map(Moderated::from).collect();
    let pages: Vec<String> = comments.iter().map(|one| one.page.clone()).collect();
    let titles = titles(read, site, &pages).await?;
    let parents: Vec<String> = comments
        .iter()
        .filter_map(|one| one.parent.clone())
        .collect();
    let parents = match parents.is_empty() {
        true => HashMap::new(),
        false => said(read, site, &parents).await?,
    };
    let ids: Vec<String> = comments.iter().map(|one| one.id.clone()).collect();
    let mut official = official::to(read, &ids).await?;
    for comment in &mut comments {
        comment.official = official.remove(&comment.id);
        let parent = comment.parent.as_ref().and_then(|id| parents.get(id));
        comment.answers = parent.cloned().map(|(name, text)| Answered { name, text });
        let named = titles.get(&comment.page).cloned().unwrap_or_default();
        comment.page_title = named.title;
        comment.page_url = named.url;
    }
    Ok(comments)
}

impl From<Row> for Moderated {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            page: row.page,
            page_title: None,
            page_url: None,
            parent: row.parent,
            answers: None,
            name: row.name,
            text: row.body,
            official: None,
            state: CommentState::named(&row.state).unwrap_or(CommentState::Pending),
            rule: Some(row.rule).filter(|rule| !rule.is_empty()),
            note: row.note,
            created: iso(row.created_ms),
            decided: row.decided_ms.map(iso),
            etag: format!("\"{}\"", row.revision),
            revision: row.revision,
        }
    }
}
