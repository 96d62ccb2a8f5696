//! Where nothing comes from any more.

use bangtin_feeds::fetch::Location;
use serde_json::Value;

use crate::clock::{day_of, start_of};
use crate::config::SiteSettings;
use crate::content::site_info;
use crate::on;
use crate::store::Read;

/// A category in which nothing has appeared for so many days is silent.
const SILENT_DAYS: i64 = 30;

/// A source that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failing {
    /// Its address, as far as it holds no key ([`Location::shown`]).
    pub source: String,
    /// The day on which it was last read; none where it never was.
    pub last: Option<i64>,
}

/// A category in which nothing has appeared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Silent {
    /// What it is called.
    pub name: String,
    /// The day of what appeared last; none where nothing ever did.
    pub last: Option<i64>,
}

/// Of the sources in the settings: what the settings no longer name is not read.
pub(super) async fn failing(
    read: &mut Read,
    site: &SiteSettings,
) -> Result<Vec<Failing>, sqlx::Error> {
    let rows: Vec<(String, i64)> = on!(read, c => {
        let select = "SELECT url, good_ms FROM feeds WHERE site = $1 AND error IS NOT NULL ORDER BY url";
        sqlx::query_as(select).bind(&site.id).fetch_all(c).await?
    });
    let is_named = |url: &str| site.feeds.iter().any(|feed| feed.url == url);
    let named = rows.into_iter().filter(|(url, _)| is_named(url));
    let failing = named.map(|(url, good_ms)| Failing {
        source: Location::of(&url).shown(),
        last: (good_ms > 0).then(|| day_of(good_ms)),
    });
    Ok(failing.collect())
}

/// Until the end of this day.
pub(super) async fn silent(
    read: &mut Read,
    site: &SiteSettings,
    until: i64,
) -> Result<Vec<Silent>, sqlx::Error> {
    let mut silent = Vec::new();
    for category in site_info(read, site).await?.categories {
        let text = |name: &str| category.get(name).and_then(Value::as_str);
        let Some(id) = text("id") else { continue };
        let last: Option<i64> = on!(read, c => {
            let select = "SELECT published_ms FROM articles \
                 WHERE site = $1 AND category = $2 AND listed = 1 AND removed_ms IS NULL AND published_ms < $3 \
                 ORDER BY published_ms DESC LIMIT 1";
            sqlx::query_scalar(select).bind(&site.id).bind(id).bind(start_of(until + 1)).fetch_optional(c).await?
        });
        let last = last.map(day_of);
        if last.is_none_or(|day| day <= until - SILENT_DAYS) {
            let name = text("name").unwrap_or(id).to_owned();
            silent.push(Silent { name, last });
        }
    }
    Ok(silent)
}
