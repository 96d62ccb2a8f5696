//! What a writer sees of the own comments.

use serde::Serialize;
use sqlx::AssertSqlSafe;
use utoipa::ToSchema;

use crate::app::Parts;
use crate::comments::add::{PURPOSE, Written};
use crate::comments::{State, iso};
use crate::listed::{json, members};
use crate::on;
use crate::problem::Problem;

/// The most tokens that are looked at.
const MOST: usize = 20;

/// A comment as its writer sees it.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[schema(as = OwnComment)]
pub struct Own {
    /// Its id.
    pub id: String,
    /// The comment that it answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// The name that the writer gave.
    pub name: String,
    /// What is said: plain text.
    pub text: String,
    /// When it was sent (RFC 3339).
    pub created: String,
    /// `pending`, `approved` or `rejected`.
    pub state: State,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    parent: Option<String>,
    name: String,
    body: String,
    state: String,
    created_ms: i64,
}

/// The comments of a page that these tokens (separated by commas) were given for, oldest first. Tokens that are not ours,
/// too old, or of another page are passed over: a browser keeps them longer than we do.
///
/// # Errors
/// When the database cannot be read.
pub async fn own(app: &Parts, site: &str, page: &str, tokens: &str) -> Result<Vec<Own>, Problem> {
    let now_ms = app.clock.now_ms();
    let written = tokens.split(',').take(MOST).filter_map(|token| {
        let written: Written = app.keys.open_token(PURPOSE, token.trim(), now_ms).ok()?;
        (written.site == site).then_some(written.id)
    });
    let ids: Vec<String> = written.collect();
    let mut read = app.store.read().await?;
    let sql = format!(
        "SELECT id, parent, name, body, state, created_ms FROM comments \
         WHERE id IN ({}) AND site = $1 AND page = $3 ORDER BY created_ms, id",
        members(&read)
    );
    let rows: Vec<Row> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(json(&ids)).bind(page).fetch_all(c).await?
    });
    Ok(rows.into_iter().map(Own::from).collect())
}

impl From<Row> for Own {
    fn from(row: Row) -> Self {
        let state = match State::named(&row.state) {
            // Who sends spam need not learn what we call it.
            Some(State::Spam) | None => State::Rejected,
            Some(state) => state,
        };
        Self {
            id: row.id,
            parent: row.parent,
            name: row.name,
            text: row.body,
            created: iso(row.created_ms),
            state,
        }
    }
}
