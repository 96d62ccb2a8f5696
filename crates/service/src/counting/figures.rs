//! What the counters show.

use std::collections::HashMap;

use bangtin_model::{Moment, Precision};
use serde::{Deserialize, Serialize};
use sqlx::AssertSqlSafe;
use utoipa::ToSchema;

use super::{ONLINE_MS, bridges};
use crate::clock::day_of;
use crate::listed::{json, members};
use crate::on;
use crate::store::Read;

/// The counters of a site. What is not known is absent: before the first hit nothing is but the old counter's value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Counters {
    /// Visits since midnight in Viet Nam.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today: Option<i64>,
    /// Visits since the first of the month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<i64>,
    /// Visits in all: those of the counter before this one (`counted.total` of the settings) and those counted since.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<i64>,
    /// Visitors seen in the last five minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<i64>,
    /// Pages that were opened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub views: Option<Views>,
    /// The minute of which this is true (RFC 3339).
    pub as_of: String,
}

/// Pages that were opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Views {
    /// Since midnight in Viet Nam.
    pub today: i64,
    /// Since the first of the month.
    pub month: i64,
    /// Since this service counts; the counter before it did not tell visits from views.
    pub total: i64,
}

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
        today: is_counting.then_some(sums.visits_today),
        month: is_counting.then_some(sums.visits_month),
        total: (is_counting || base > 0).then_some(base.saturating_add(sums.visits)),
        online,
        views: is_counting.then_some(Views {
            today: sums.views_today,
            month: sums.views_month,
            total: sums.views,
        }),
        as_of: now.iso(),
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
async fn online(read: &mut Read, site: &str, now_ms: i64) -> Result<i64, sqlx::Error> {
    let day = day_of(now_ms) - i64::from(bridges(now_ms));
    let select = "SELECT CAST(COUNT(*) AS BIGINT) FROM present WHERE day = $1 AND site = $2 AND seen_ms > $3";
    Ok(on!(read, c => {
        let select = sqlx::query_scalar(select).bind(day).bind(site);
        select.bind(now_ms - ONLINE_MS).fetch_one(c).await?
    }))
}

/// How often each of these pages was opened, as counted here. Pages that never were are absent.
///
/// # Errors
/// When the database cannot be read.
pub async fn views(
    read: &mut Read,
    site: &str,
    keys: &[String],
) -> Result<HashMap<String, i64>, sqlx::Error> {
    let sql = format!(
        "SELECT page, views FROM page_views WHERE site = $1 AND page IN ({})",
        members(read)
    );
    let keys = json(keys);
    let rows: Vec<(String, i64)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(keys).fetch_all(c).await?
    });
    Ok(rows.into_iter().collect())
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
) -> Result<HashMap<String, i64>, sqlx::Error> {
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
fn views_of(item: &str) -> Option<i64> {
    #[derive(Deserialize)]
    struct Item {
        #[serde(rename = "_bangtin")]
        extension: Extension,
    }
    #[derive(Deserialize)]
    struct Extension {
        views: i64,
    }
    let item: Item = serde_json::from_str(item).ok()?;
    Some(item.extension.views)
}
