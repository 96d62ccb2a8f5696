//! Whether a page takes comments at the moment: moderators close one by hand, the settings close it with its age and outside the hours.

use serde::Serialize;
use utoipa::ToSchema;

use super::iso;
use super::list::titles::{Named, titles};
use crate::clock::{day_of, start_of};
use crate::config::SiteSettings;
use crate::moderation::log::{self, Entry};
use crate::on;
use crate::store::{Connection, Read, Write};

const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

/// Why a page takes no comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CommentsClosed)]
pub enum Reason {
    /// A moderator has closed them.
    ByHand,
    /// The article is too old.
    Age,
    /// It is not the time of the day.
    Hours,
}

/// That a page takes no comments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closed {
    /// Why.
    pub reason: Reason,
    /// In words, for readers.
    pub sentence: String,
    /// When comments are taken again (RFC 3339), where that is known.
    pub opens: Option<String>,
}

/// Whether the comments of a page are closed; `None` where they are taken.
///
/// # Errors
/// When the database cannot be read.
pub async fn closed(
    connection: Connection<'_>,
    site: &SiteSettings,
    page: &str,
    now_ms: i64,
) -> Result<Option<Closed>, sqlx::Error> {
    let (by_hand, published_ms) = known(connection, &site.id, page).await?;
    if by_hand.is_some() {
        return Ok(Some(Closed {
            reason: Reason::ByHand,
            sentence: "Trang này không nhận ý kiến nữa.".into(),
            opens: None,
        }));
    }
    let settings = &site.comments;
    if let (Some(days), Some(published_ms)) = (settings.close_after_days, published_ms)
        && now_ms - published_ms >= i64::from(days) * DAY_MS
    {
        return Ok(Some(Closed {
            reason: Reason::Age,
            sentence: format!("Bài viết chỉ nhận ý kiến trong {days} ngày kể từ ngày đăng."),
            opens: None,
        }));
    }
    let today = day_of(now_ms);
    let minute = (now_ms - start_of(today)) / MINUTE_MS;
    let minute = u32::try_from(minute).unwrap_or_default();
    let Some(hours) = settings.hours.filter(|hours| !hours.hold(minute)) else {
        return Ok(None);
    };
    let (from, until) = hours.times();
    let day = if minute < hours.from() {
        today
    } else {
        today + 1
    };
    Ok(Some(Closed {
        reason: Reason::Hours,
        sentence: format!("Ý kiến được nhận từ {from} đến {until} hằng ngày."),
        opens: Some(iso(start_of(day) + i64::from(hours.from()) * MINUTE_MS)),
    }))
}

/// Since when the page is closed by hand, and the date of the article.
async fn known(
    connection: Connection<'_>,
    site: &str,
    page: &str,
) -> Result<(Option<i64>, Option<i64>), sqlx::Error> {
    const KNOWN: &str = "SELECT (SELECT closed_ms FROM closed_comments WHERE site = $1 AND page = $2), \
         (SELECT published_ms FROM articles WHERE site = $1 AND id = $2)";
    match connection {
        Connection::Sqlite(c) => {
            sqlx::query_as(KNOWN)
                .bind(site)
                .bind(page)
                .fetch_one(c)
                .await
        }
        Connection::Postgres(c) => {
            sqlx::query_as(KNOWN)
                .bind(site)
                .bind(page)
                .fetch_one(c)
                .await
        }
    }
}

/// A page that is closed by hand.
#[derive(Clone, Debug)]
pub struct ClosedPage {
    /// Its key.
    pub page: String,
    /// The title of the article, where it is one.
    pub title: Option<String>,
    /// The address of that article.
    pub url: Option<String>,
    /// Since when, in milliseconds since 1970-01-01 UTC.
    pub closed_ms: i64,
}

/// The pages of a site that are closed by hand, the last first.
///
/// # Errors
/// When the database cannot be read.
pub async fn closed_pages(read: &mut Read, site: &str) -> Result<Vec<ClosedPage>, sqlx::Error> {
    let rows: Vec<(String, i64)> = on!(read, c => {
        let select = "SELECT page, closed_ms FROM closed_comments WHERE site = $1 ORDER BY closed_ms DESC, page";
        sqlx::query_as(select).bind(site).fetch_all(c).await?
    });
    let pages: Vec<String> = rows.iter().map(|(page, _)| page.clone()).collect();
    let mut titles = titles(read, site, &pages).await?;
    let named = rows.into_iter().map(|(page, closed_ms)| {
        let Named { title, url } = titles.remove(&page).unwrap_or_default();
        ClosedPage {
            page,
            title,
            url,
            closed_ms,
        }
    });
    Ok(named.collect())
}

/// Who closes the comments of a page by hand, or opens them again.
#[derive(Clone, Copy, Debug)]
pub struct Closing<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The page's key.
    pub page: &'a str,
    /// True to close, false to open.
    pub close: bool,
    /// Why, for other moderators.
    pub note: &'a str,
    /// Who does it.
    pub actor: &'a str,
}

/// Does it, and notes it in the log. False where it was so before.
///
/// # Errors
/// When the database cannot be written.
pub async fn close(
    write: &mut Write,
    closing: Closing<'_>,
    now_ms: i64,
) -> Result<bool, sqlx::Error> {
    const CLOSE: &str = "INSERT INTO closed_comments (site, page, closed_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    const OPEN: &str = "DELETE FROM closed_comments WHERE site = $1 AND page = $2";
    let Closing { site, page, .. } = closing;
    let changed = on!(write, c => match closing.close {
        true => sqlx::query(CLOSE).bind(site).bind(page).bind(now_ms).execute(c).await?.rows_affected(),
        false => sqlx::query(OPEN).bind(site).bind(page).execute(c).await?.rows_affected(),
    });
    if changed == 0 {
        return Ok(false);
    }
    let (before, after) = if closing.close {
        ("open", "closed")
    } else {
        ("closed", "open")
    };
    let entry = Entry {
        site,
        actor: closing.actor,
        action: "comments",
        subject: page,
        before,
        after,
        note: closing.note,
    };
    log::add(write, entry, now_ms).await?;
    Ok(true)
}

/// The key of the page that is meant by an address of an article or by its key itself.
///
/// # Errors
/// When the database cannot be read.
pub async fn page_of_address(
    write: &mut Write,
    site: &str,
    address: &str,
) -> Result<Option<String>, sqlx::Error> {
    Ok(on!(write, c => {
        let select = "SELECT id FROM articles WHERE site = $1 AND url = $2 ORDER BY number LIMIT 1";
        sqlx::query_scalar(select).bind(site).bind(address).fetch_optional(c).await?
    }))
}
