//! Makes a digest: which articles it tells of.

use super::entries::{self, COLUMNS, Row};
use super::{Due, Entry};
use crate::config::SiteSettings;
use crate::context::Context;
use crate::on;
use crate::store::{Read, Write};
use crate::subscriptions::Rhythm;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// The most articles: of what comes in a wave beyond it the oldest are left out.
const MOST: i64 = 100;
/// How far a digest reaches back where the service did not run.
const LONGEST_MS: i64 = 31 * DAY_MS;
/// What was published longer ago when it was first seen is an archive that was brought in, and no news.
const OLD_MS: i64 = 14 * DAY_MS;
/// An import that is under way at 7:00 has its articles first seen before, and there after it: the next digest looks back so far. None
/// is told of twice: each stands in one digest of a rhythm.
const BACK_MS: i64 = 60 * 60 * 1000;

const NEW: &str = "FROM articles a WHERE a.site = $1 AND a.first_ms > 0 AND a.first_ms > $2 AND a.first_ms <= $3 \
     AND a.listed = 1 AND a.removed_ms IS NULL AND a.published_ms > a.first_ms - $4 \
     AND NOT EXISTS (SELECT 1 FROM digest_articles d WHERE d.site = $1 AND d.rhythm = $5 AND d.article = a.number) \
     ORDER BY a.published_ms DESC, a.place DESC, a.number DESC LIMIT $6";

/// Makes it, unless another has. How many articles it tells of; nothing where it was made before.
///
/// # Errors
/// When the database cannot be written.
pub(super) async fn make(
    context: &Context,
    site: &SiteSettings,
    due: Due,
) -> Result<Option<usize>, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let mut write = context.store.write().await?;
    let before: Option<i64> = on!(write, c => {
        let select = "SELECT MAX(due_ms) FROM digests WHERE site = $1 AND rhythm = $2 AND day < $3";
        sqlx::query_scalar(select).bind(&site.id).bind(due.rhythm.id()).bind(due.day).fetch_one(c).await?
    });
    let from_ms = since(before, due);
    // Whoever writes the row makes the digest; on PostgreSQL another replica waits here until that is decided.
    let first = on!(write, c => {
        let insert = "INSERT INTO digests (site, rhythm, day, from_ms, due_ms, made_ms, state, reached, mails) \
             VALUES ($1, $2, $3, $4, $5, $6, 'empty', '', 0) ON CONFLICT DO NOTHING";
        sqlx::query(insert)
            .bind(&site.id)
            .bind(due.rhythm.id())
            .bind(due.day)
            .bind(from_ms)
            .bind(due.at_ms())
            .bind(now_ms)
            .execute(c)
            .await?
            .rows_affected()
    });
    if first == 0 {
        return Ok(None);
    }
    let numbers = fill(&mut write, site, due, from_ms).await?;
    write.commit().await?;
    let outcome = if numbers == 0 { "empty" } else { "made" };
    metrics::counter!("bangtin_digests_total", "site" => site.id.clone(), "rhythm" => due.rhythm.id(), "outcome" => outcome)
        .increment(1);
    Ok(Some(numbers))
}

async fn fill(
    write: &mut Write,
    site: &SiteSettings,
    due: Due,
    from_ms: i64,
) -> Result<usize, sqlx::Error> {
    let select = format!("SELECT a.number {NEW}");
    let numbers: Vec<i64> = on!(write, c => {
        sqlx::query_scalar(sqlx::AssertSqlSafe(select))
            .bind(&site.id)
            .bind(from_ms - BACK_MS)
            .bind(due.at_ms())
            .bind(OLD_MS)
            .bind(due.rhythm.id())
            .bind(MOST)
            .fetch_all(c)
            .await?
    });
    if numbers.is_empty() {
        return Ok(0);
    }
    on!(write, c => {
        for (place, number) in (0_i64..).zip(&numbers) {
            let insert = "INSERT INTO digest_articles (site, rhythm, article, day, place) VALUES ($1, $2, $3, $4, $5)";
            sqlx::query(insert)
                .bind(&site.id)
                .bind(due.rhythm.id())
                .bind(number)
                .bind(due.day)
                .bind(place)
                .execute(&mut *c)
                .await?;
        }
        let open = "UPDATE digests SET state = 'open' WHERE site = $1 AND rhythm = $2 AND day = $3";
        sqlx::query(open).bind(&site.id).bind(due.rhythm.id()).bind(due.day).execute(&mut *c).await?;
    });
    Ok(numbers.len())
}

/// From when on what was first seen is new.
fn since(before: Option<i64>, due: Due) -> i64 {
    let usual = due.at_ms() - due.period_ms();
    before.unwrap_or(usual).max(due.at_ms() - LONGEST_MS)
}

/// What a digest of this rhythm would tell of, were it made now. It changes nothing.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn coming(
    read: &mut Read,
    context: &Context,
    site: &SiteSettings,
    rhythm: Rhythm,
) -> Result<Vec<Entry>, sqlx::Error> {
    let now_ms = context.clock.now_ms();
    let last = super::due(rhythm, now_ms);
    let before: Option<i64> = on!(read, c => {
        let select = "SELECT MAX(due_ms) FROM digests WHERE site = $1 AND rhythm = $2";
        sqlx::query_scalar(select).bind(&site.id).bind(rhythm.id()).fetch_one(c).await?
    });
    let select = format!("SELECT {COLUMNS} {NEW}");
    let rows: Vec<Row> = on!(read, c => {
        sqlx::query_as(sqlx::AssertSqlSafe(select))
            .bind(&site.id)
            .bind(before.unwrap_or(last.at_ms()) - BACK_MS)
            .bind(now_ms)
            .bind(OLD_MS)
            .bind(rhythm.id())
            .bind(MOST)
            .fetch_all(c)
            .await?
    });
    Ok(entries::entries(context, site, rows))
}
