//! What the counters show.

use std::collections::HashMap;

use bangtin_model::answers::{Counters, Views};
use bangtin_model::{Moment, Precision};
use serde::Deserialize;
use sqlx::AssertSqlSafe;

use super::{ONLINE_MS, bridges};
use crate::clock::day_of;
use crate::json_list::{json, members};
use crate::on;
use crate::store::{Read, count};

/// Sums over the days of a site.
#[derive(sqlx::FromRow)]
struct Sums {
    days: i64,
    visits: i64,
    visits_month: i64,
    visits_today: i64,
    views: i64,
    views_month: i64,
    views_today: i64,
}

/// The counters of a site at this time; `base` is what was counted before.
///
/// # Errors
/// When the database cannot be read.
pub async fn counters(
    read: &mut Read,
    site: &str,
    base: i64,
    now_ms: i64,
) -> Result<Counters, sqlx::Error> {
    let now = Moment::from_unix(now_ms.div_euclid(60_000) * 60, Precision::Second);
    let today = day_of(now_ms);
    let first = today - i64::from(now.civil().day) + 1;
    let sums: Sums = on!(read, c => {
        sqlx::query_as(SUMS).bind(site).bind(today).bind(first).fetch_one(c).await?
    });
    let is_counting = sums.days > 0;
    let online = if is_counting {
        Some(online(read, site, now_ms).await?)
    } else {
        None
    };
    Ok(Counters {
        today: is_counting.then_some(count(sums.visits_today)),
        month: is_counting.then_some(count(sums.visits_month)),
        total: (is_counting || base > 0).then_some(count(base.saturating_add(sums.visits))),
        online,
        views: is_counting.then_some(Views {
            today: count(sums.views_today),
            month: count(sums.views_month),
            total: count(sums.views),
        }),
        as_of: Some(now.iso()),
    })
}

const SUMS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS days, \
     CAST(COALESCE(SUM(visits), 0) AS BIGINT) AS visits, \
     CAST(COALESCE(SUM(CASE WHEN day >= $3 THEN visits END), 0) AS BIGINT) AS visits_month, \
     CAST(COALESCE(SUM(CASE WHEN day = $2 THEN visits END), 0) AS BIGINT) AS visits_today, \
     CAST(COALESCE(SUM(views), 0) AS BIGINT) AS views, \
     CAST(COALESCE(SUM(CASE WHEN day >= $3 THEN views END), 0) AS BIGINT) AS views_month, \
     CAST(COALESCE(SUM(CASE WHEN day = $2 THEN views END), 0) AS BIGINT) AS views_today \
     FROM day_counts WHERE site = $1";

/// In a day's first minutes by yesterday's names, which everybody has who was seen in the last five minutes.
async fn online(read: &mut Read, site: &str, now_ms: i64) -> Result<u64, sqlx::Error> {
    let day = day_of(now_ms) - i64::from(bridges(now_ms));
    let select = "SELECT CAST(COUNT(*) AS BIGINT) FROM present WHERE day = $1 AND site = $2 AND seen_ms > $3";
    let seen = on!(read, c => {
        let select = sqlx::query_scalar(select).bind(day).bind(site);
        select.bind(now_ms - ONLINE_MS).fetch_one(c).await?
    });
    Ok(count(seen))
}

/// How often each of these pages was opened, as counted here. Pages that never were are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn views(
    read: &mut Read,
    site: &str,
    keys: &[String],
) -> Result<HashMap<String, u64>, sqlx::Error> {
    let sql = format!(
        "SELECT page, views FROM page_views WHERE site = $1 AND page IN ({})",
        members(read)
    );
    let keys = json(keys);
    let rows: Vec<(String, i64)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(keys).fetch_all(c).await?
    });
    let counted = rows.into_iter().map(|(page, views)| (page, count(views)));
    Ok(counted.collect())
}

/// What the sources of imported articles say how often they were opened, before and beside this service. Articles of which
/// a source does not say it are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn imported_views(
    read: &mut Read,
    site: &str,
    keys: &[String],
) -> Result<HashMap<String, u64>, sqlx::Error> {
    let sql = format!(
        "SELECT id, item FROM articles WHERE site = $1 AND id IN ({}) AND removed_ms IS NULL",
        members(read)
    );
    let keys = json(keys);
    let rows: Vec<(String, String)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(keys).fetch_all(c).await?
    });
    let named = |(id, item): (String, String)| Some((id, views_of(&item)?));
    Ok(rows.into_iter().filter_map(named).collect())
}

/// Here and not in the statement: PostgreSQL reads no JSON with U+0000 in any of its texts.
fn views_of(item: &str) -> Option<u64> {
    #[derive(Deserialize)]
    struct Item {
        #[serde(rename = "_bangtin")]
        extension: Extension,
    }
    #[derive(Deserialize)]
    struct Extension {
        views: u64,
    }
    let item: Item = serde_json::from_str(item).ok()?;
    Some(item.extension.views)
}
