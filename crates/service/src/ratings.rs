//! What readers think of a page, in one to five stars.

use std::collections::HashMap;

use bangtin_model::answers::MeanRating;
use sqlx::AssertSqlSafe;

use crate::json_list::{json, members};
use crate::on;
use crate::store::{Read, Write, count};

/// The ratings of these pages. Pages without votes are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn of(
    read: &mut Read,
    site: &str,
    pages: &[String],
) -> Result<HashMap<String, MeanRating>, sqlx::Error> {
    let sql = format!(
        "SELECT page, votes, total FROM rating_sums WHERE site = $1 AND page IN ({}) AND votes > 0",
        members(read)
    );
    let pages = json(pages);
    let rows: Vec<(String, i64, i64)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(pages).fetch_all(c).await?
    });
    let rated = |(page, votes, total)| (page, mean(votes, total));
    Ok(rows.into_iter().map(rated).collect())
}

/// Counts a vote of 1 to 5; an earlier one of the same voter goes.
///
/// # Errors
/// When the database cannot be written.
pub async fn vote(
    write: &mut Write,
    site: &str,
    page: &str,
    voter: &[u8],
    value: i64,
    now_ms: i64,
) -> Result<MeanRating, sqlx::Error> {
    // Makes the row or locks it: of two votes of one voter, the second sees what the first left.
    let before: i64 = on!(write, c => {
        let insert = "INSERT INTO rating_votes (site, page, voter, value, changed_ms) VALUES ($1, $2, $3, 0, $4) \
             ON CONFLICT (site, page, voter) DO UPDATE SET changed_ms = excluded.changed_ms RETURNING value";
        sqlx::query_scalar(insert).bind(site).bind(page).bind(voter).bind(now_ms).fetch_one(c).await?
    });
    on!(write, c => {
        let update = "UPDATE rating_votes SET value = $4 WHERE site = $1 AND page = $2 AND voter = $3";
        sqlx::query(update).bind(site).bind(page).bind(voter).bind(value).execute(c).await?;
    });
    let (votes, total): (i64, i64) = on!(write, c => {
        let insert = "INSERT INTO rating_sums (site, page, votes, total) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (site, page) DO UPDATE SET votes = rating_sums.votes + excluded.votes, \
             total = rating_sums.total + excluded.total RETURNING votes, total";
        sqlx::query_as(insert)
            .bind(site)
            .bind(page)
            .bind(i64::from(before == 0))
            .bind(value - before)
            .fetch_one(c)
            .await?
    });
    Ok(mean(votes, total))
}

/// To two decimals, so that the same sums are the same bytes.
#[expect(clippy::cast_precision_loss, reason = "nobody has 2^52 voters")]
fn mean(votes: i64, total: i64) -> MeanRating {
    let mean = total as f64 / votes.max(1) as f64;
    MeanRating {
        value: (mean * 100.0).round() / 100.0,
        count: count(votes),
    }
}
