//! The views of each page. Anybody can make up keys of pages, so not every key gets a row: those of articles that were
//! imported do; of others a site gets some new ones a day ([`unknown_a_day`]), some hundred bytes each. The views of a key
//! without a row count for the site all the same.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use super::visitors::json;
use crate::config::Settings;
use crate::pages::unknown_a_day;
use crate::store::{Connection, Write};

type Page = (Arc<str>, String, i64);
type Key = (String, String);

/// Adds views of pages on a day; the site of each key that got a row although no article is known by it. Those count for today, on which they
/// are written. Replicas that look at the same moment can exceed what a site may begin on a day by a batch.
pub(super) async fn add(
    write: &mut Write,
    settings: &Settings,
    pages: &[Page],
    (day, today): (i64, i64),
) -> Result<Vec<String>, sqlx::Error> {
    if pages.is_empty() {
        return Ok(Vec::new());
    }
    let known = select(write, KNOWN, pages).await?;
    let is_in = |keys: &HashSet<Key>, (site, page, _): &Page| {
        keys.contains(&(site.to_string(), page.clone()))
    };
    let strange: Vec<Page> = pages
        .iter()
        .filter(|page| !is_in(&known, page))
        .cloned()
        .collect();
    if strange.is_empty() {
        upsert(write, pages.iter(), day).await?;
        return Ok(Vec::new());
    }
    let articles = select(write, ARTICLES, &strange).await?;
    let begun_today = begun(write, today).await?;
    let room =
        |site: &str| unknown_a_day(settings, site) - begun_today.get(site).copied().unwrap_or(0);
    let mut left = BTreeMap::new();
    let mut begun = Vec::new();
    let mut refused = HashSet::new();
    for page in strange.into_iter().filter(|page| !is_in(&articles, page)) {
        let left = left
            .entry(page.0.to_string())
            .or_insert_with(|| room(&page.0));
        if *left > 0 {
            *left -= 1;
            begun.push(page.0.to_string());
        } else {
            refused.insert((page.0.to_string(), page.1));
        }
    }
    metrics::counter!("bangtin_pages_refused_total").increment(refused.len() as u64);
    let kept = pages.iter().filter(|page| !is_in(&refused, page));
    upsert(write, kept, day).await?;
    Ok(begun)
}

/// For SQLite and for PostgreSQL.
type Select = (&'static str, &'static str);

const KNOWN: Select = (
    "SELECT p.site, p.page FROM json_each($1) b CROSS JOIN page_views p \
     ON p.site = b.value ->> 0 AND p.page = b.value ->> 1",
    "SELECT p.site, p.page FROM unnest($1::text[], $2::text[]) AS b (site, page) \
     JOIN page_views p ON p.site = b.site AND p.page = b.page",
);

const ARTICLES: Select = (
    "SELECT a.site, a.id FROM json_each($1) b CROSS JOIN articles a \
     ON a.site = b.value ->> 0 AND a.id = b.value ->> 1 \
     UNION SELECT a.site, a.url FROM json_each($1) b CROSS JOIN articles a \
     ON a.site = b.value ->> 0 AND a.url = b.value ->> 1",
    "SELECT a.site, a.id FROM unnest($1::text[], $2::text[]) AS b (site, page) \
     JOIN articles a ON a.site = b.site AND a.id = b.page \
     UNION SELECT a.site, a.url FROM unnest($1::text[], $2::text[]) AS b (site, page) \
     JOIN articles a ON a.site = b.site AND a.url = b.page",
);

async fn select(
    write: &mut Write,
    (sqlite, postgres): Select,
    pages: &[Page],
) -> Result<HashSet<Key>, sqlx::Error> {
    let found: Vec<Key> = match write.connection() {
        Connection::Sqlite(c) => {
            let keys = json(pages.iter().map(|(site, page, _)| (&**site, page)));
            sqlx::query_as(sqlite).bind(keys).fetch_all(c).await?
        }
        Connection::Postgres(c) => {
            let (sites, keys, _) = columns(pages.iter());
            let select = sqlx::query_as(postgres).bind(sites).bind(keys);
            select.fetch_all(c).await?
        }
    };
    Ok(found.into_iter().collect())
}

/// How many keys each site has begun today; sites that have begun none are absent.
async fn begun(write: &mut Write, today: i64) -> Result<BTreeMap<String, i64>, sqlx::Error> {
    let select = "SELECT site, new_pages FROM day_counts WHERE day = $1";
    let begun: Vec<(String, i64)> = crate::on!(write, c => {
        sqlx::query_as(select).bind(today).fetch_all(c).await?
    });
    Ok(begun.into_iter().collect())
}

/// Adds to how often a page was ever opened, and to how often it was on this day.
async fn upsert<'a>(
    write: &mut Write,
    pages: impl Iterator<Item = &'a Page>,
    day: i64,
) -> Result<(), sqlx::Error> {
    match write.connection() {
        Connection::Sqlite(c) => {
            let rows = json(pages.map(|(site, page, views)| (&**site, page, views)));
            let ever = "INSERT INTO page_views (site, page, views) \
                 SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each($1) WHERE true \
                 ON CONFLICT (site, page) DO UPDATE SET views = page_views.views + excluded.views";
            sqlx::query(ever).bind(&rows).execute(&mut *c).await?;
            let of_day = "INSERT INTO page_days (site, day, page, views) \
                 SELECT value ->> 0, $2, value ->> 1, value ->> 2 FROM json_each($1) WHERE true \
                 ON CONFLICT (site, day, page) DO UPDATE SET views = page_days.views + excluded.views";
            let of_day = sqlx::query(of_day).bind(&rows).bind(day);
            of_day.execute(c).await?;
        }
        Connection::Postgres(c) => {
            let (sites, keys, views) = columns(pages);
            let ever = "INSERT INTO page_views (site, page, views) \
                 SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) \
                 ON CONFLICT (site, page) DO UPDATE SET views = page_views.views + excluded.views";
            let ever = sqlx::query(ever).bind(&sites).bind(&keys).bind(&views);
            ever.execute(&mut *c).await?;
            let of_day = "INSERT INTO page_days (site, day, page, views) \
                 SELECT site, $4, page, views FROM unnest($1::text[], $2::text[], $3::bigint[]) AS b (site, page, views) \
                 ON CONFLICT (site, day, page) DO UPDATE SET views = page_days.views + excluded.views";
            let of_day = sqlx::query(of_day).bind(&sites).bind(&keys).bind(&views);
            of_day.bind(day).execute(c).await?;
        }
    }
    Ok(())
}

fn columns<'a>(pages: impl Iterator<Item = &'a Page>) -> (Vec<&'a str>, Vec<&'a str>, Vec<i64>) {
    let (mut sites, mut keys, mut views) = (Vec::new(), Vec::new(), Vec::new());
    for (site, page, count) in pages {
        sites.push(&**site);
        keys.push(page.as_str());
        views.push(*count);
    }
    (sites, keys, views)
}
