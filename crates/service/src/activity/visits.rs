//! Who came, and what was read.

use super::Period;
use crate::comments::titles;
use crate::on;
use crate::store::Read;

/// So many pages are named.
const MOST_READ: i64 = 20;

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Day {
    /// As a count of days since 1970-01-01.
    pub day: i64,
    /// How many readers came.
    pub visits: i64,
    /// How many pages they opened.
    pub views: i64,
}

/// How often a page was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageViews {
    /// Its key: an article's id, or what the page was called.
    pub page: String,
    /// The article's title, where it is one of ours.
    pub title: Option<String>,
    /// How often.
    pub views: i64,
}

pub(super) async fn days(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<Vec<Day>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT day, visits, views FROM day_counts WHERE site = $1 AND day BETWEEN $2 AND $3 ORDER BY day";
        sqlx::query_as(select).bind(site).bind(period.first()).bind(period.last()).fetch_all(c).await?
    }))
}

/// An article that was opened by its id and by its address is one page.
pub(super) async fn most_read(
    read: &mut Read,
    site: &str,
    period: Period,
) -> Result<Vec<PageViews>, sqlx::Error> {
    const MOST: &str = "SELECT q.page, CAST(SUM(q.views) AS BIGINT) FROM \
         (SELECT COALESCE((SELECT MIN(a.id) FROM articles a WHERE a.site = $1 AND a.url = d.page), d.page) AS page, d.views FROM \
         (SELECT page, SUM(views) AS views FROM page_days WHERE site = $1 AND day BETWEEN $2 AND $3 GROUP BY page) d) q \
         GROUP BY q.page ORDER BY 2 DESC, 1 LIMIT $4";
    let rows: Vec<(String, i64)> = on!(read, c => {
        let most = sqlx::query_as(MOST).bind(site).bind(period.first()).bind(period.last());
        most.bind(MOST_READ).fetch_all(c).await?
    });
    let pages: Vec<String> = rows.iter().map(|(page, _)| page.clone()).collect();
    let mut titles = titles(read, site, &pages).await?;
    let named = |(page, views): (String, i64)| PageViews {
        title: titles.remove(&page).and_then(|named| named.title),
        page,
        views,
    };
    Ok(rows.into_iter().map(named).collect())
}

/// The first day of which it is known what was read.
pub(super) async fn pages_since(read: &mut Read, site: &str) -> Result<Option<i64>, sqlx::Error> {
    Ok(on!(read, c => {
        let select = "SELECT day FROM page_days WHERE site = $1 ORDER BY day LIMIT 1";
        sqlx::query_scalar(select).bind(site).fetch_optional(c).await?
    }))
}
