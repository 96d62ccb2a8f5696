//! Which pages readers may count, rate and write about. A key is whatever a page of the site says, and strangers can make keys
//! up, so new names are let in only as articles or in small number.
//!
//! An article of the site is known by its id or its address, also after it has left its source. Not every honest page is a known
//! article: one was published a minute ago and is imported in ten; a source such as RSS tells only its latest; a site may have
//! no source at all. So each site has room for some other names a day. What has been counted, rated or written about stays
//! known.

use crate::clock::day_of;
use crate::config::{Settings, SiteSettings};
use crate::context::Context;
use crate::on;
use crate::problem::Problem;
use crate::store::Write;

/// The names of pages that a site without sources may begin on a day: none of them can be known as an article.
const WITHOUT_SOURCES: i64 = 2_000;

/// How many names of pages, not known as articles, a site may begin on one day.
#[must_use]
pub fn unknown_a_day(settings: &Settings, site: &str) -> i64 {
    match settings.site(site) {
        Some(site) if !site.feeds.is_empty() => settings.limits.unknown_pages_per_day.into(),
        _ => WITHOUT_SOURCES,
    }
}

/// Lets a form about a page in, in the form's own transaction.
///
/// # Errors
/// 404 for a page that is no known article, when the site has no more room for such today.
pub async fn admit(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    page: &str,
) -> Result<(), Problem> {
    if is_known(write, &site.id, page).await? {
        return Ok(());
    }
    let most = unknown_a_day(&context.settings, &site.id);
    if most > 0 && begin(write, &site.id, day_of(context.clock.now_ms()), most).await? {
        return Ok(());
    }
    metrics::counter!("bangtin_pages_refused_total").increment(1);
    Err(unknown())
}

/// The same for what is about an article alone: where the site has sources, no other name is let in.
///
/// # Errors
/// 404 for a page that is no known article of a site with sources; without, as [`admit`].
pub async fn admit_article(
    write: &mut Write,
    context: &Context,
    site: &SiteSettings,
    page: &str,
) -> Result<(), Problem> {
    if site.feeds.is_empty() {
        return admit(write, context, site, page).await;
    }
    if is_article(write, &site.id, page).await? {
        return Ok(());
    }
    metrics::counter!("bangtin_pages_refused_total").increment(1);
    Err(unknown())
}

fn unknown() -> Problem {
    Problem::new(
        axum::http::StatusCode::NOT_FOUND,
        "unknown_page",
        "No article of this site has this key: it may not be imported yet.",
    )
}

async fn is_article(write: &mut Write, site: &str, page: &str) -> Result<bool, sqlx::Error> {
    let select = "SELECT CAST(1 AS BIGINT) FROM articles WHERE site = $1 AND id = $2 \
         UNION ALL SELECT CAST(1 AS BIGINT) FROM articles WHERE site = $1 AND url = $2 LIMIT 1";
    let found: Option<i64> = on!(write, c => {
        sqlx::query_scalar(select).bind(site).bind(page).fetch_optional(c).await?
    });
    Ok(found.is_some())
}

async fn is_known(write: &mut Write, site: &str, page: &str) -> Result<bool, sqlx::Error> {
    let select = "SELECT CAST(1 AS BIGINT) FROM articles WHERE site = $1 AND id = $2 \
         UNION ALL SELECT CAST(1 AS BIGINT) FROM articles WHERE site = $1 AND url = $2 \
         UNION ALL SELECT CAST(1 AS BIGINT) FROM page_views WHERE site = $1 AND page = $2 \
         UNION ALL SELECT CAST(1 AS BIGINT) FROM rating_sums WHERE site = $1 AND page = $2 \
         UNION ALL SELECT CAST(1 AS BIGINT) FROM comments WHERE site = $1 AND page = $2 LIMIT 1";
    let found: Option<i64> = on!(write, c => {
        sqlx::query_scalar(select).bind(site).bind(page).fetch_optional(c).await?
    });
    Ok(found.is_some())
}

/// Takes one of the day's new names; false when all are taken.
async fn begin(write: &mut Write, site: &str, day: i64, most: i64) -> Result<bool, sqlx::Error> {
    let rows = on!(write, c => {
        let upsert = "INSERT INTO unknown_pages (site, day, pages) VALUES ($1, $2, 1) \
             ON CONFLICT (site, day) DO UPDATE SET pages = unknown_pages.pages + 1 WHERE unknown_pages.pages < $3";
        sqlx::query(upsert).bind(site).bind(day).bind(most).execute(c).await?.rows_affected()
    });
    Ok(rows > 0)
}

/// Forgets the sums of days that are over.
///
/// # Errors
/// When the database cannot be written.
pub async fn forget(write: &mut Write, now_ms: i64) -> Result<(), sqlx::Error> {
    on!(write, c => {
        let delete = "DELETE FROM unknown_pages WHERE day < $1";
        sqlx::query(delete).bind(day_of(now_ms)).execute(c).await?;
    });
    Ok(())
}
