//! What the agency has answered, beside the comments that are read.

use std::collections::HashMap;

use bangtin_model::answers::{Comment, OfficialAnswer};
use sqlx::AssertSqlSafe;

use crate::comments::iso;
use crate::json_list::{json, members};
use crate::on;
use crate::store::Read;

#[derive(sqlx::FromRow)]
struct Row {
    comment: String,
    name: String,
    body: String,
    answered_ms: i64,
}

/// Puts the official answers to these comments into them.
pub(super) async fn put(read: &mut Read, comments: Vec<&mut Comment>) -> Result<(), sqlx::Error> {
    let ids: Vec<String> = comments.iter().map(|one| one.id.clone()).collect();
    let mut answers = to(read, &ids).await?;
    for comment in comments {
        comment.official = answers.remove(&comment.id);
    }
    Ok(())
}

/// The official answers to these comments, by the ids of the comments.
pub(super) async fn to(
    read: &mut Read,
    ids: &[String],
) -> Result<HashMap<String, OfficialAnswer>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT comment, name, body, answered_ms FROM official_answers WHERE comment IN ({}) LIMIT $1",
        members(read)
    );
    let most = i64::try_from(ids.len()).unwrap_or(i64::MAX);
    let rows: Vec<Row> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(most).bind(json(ids)).fetch_all(c).await?
    });
    let answer = |row: Row| {
        let answer = OfficialAnswer {
            name: row.name,
            text: row.body,
            created: iso(row.answered_ms),
        };
        (row.comment, answer)
    };
    Ok(rows.into_iter().map(answer).collect())
}
