//! The articles that were read most in the last days.

use std::cmp::Reverse;
use std::collections::HashMap;

use sqlx::AssertSqlSafe;

use super::list::{Filter, Listing, folded};
use super::related::named;
use crate::json_list::{json, members};
use crate::on;
use crate::store::Read;

/// So many pages are looked at, those that were opened most: what a filter leaves of them is the list.
const PAGES: i64 = 1_000;

#[derive(sqlx::FromRow)]
struct Candidate {
    id: String,
    url: Option<String>,
    category: Option<String>,
    // Folded, with line breaks between them.
    tags: String,
    published_ms: i64,
}

/// The articles that were opened most since this day (a count of days since 1970-01-01), the most read first. One that was opened by its id
/// and by its address is one article.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn most_read(
    read: &mut Read,
    site: &str,
    filter: &Filter,
    since: i64,
    limit: usize,
) -> Result<Listing, sqlx::Error> {
    let opened: HashMap<String, i64> = on!(read, c => {
        let select = "SELECT page, CAST(SUM(views) AS BIGINT) FROM page_days WHERE site = $1 AND day >= $2 GROUP BY page ORDER BY 2 DESC, 1 LIMIT $3";
        sqlx::query_as(select).bind(site).bind(since).bind(PAGES).fetch_all(c).await?
    })
    .into_iter()
    .collect();
    let mut pages: Vec<String> = opened.keys().cloned().collect();
    pages.sort_unstable();
    let mut candidates: HashMap<String, Candidate> = HashMap::new();
    // Each has a statement of its own, so that each finds its index.
    for column in ["id", "url"] {
        let select = format!(
            "SELECT id, url, category, tags, published_ms FROM articles WHERE site = $1 AND {column} IN ({}) AND listed = 1 AND removed_ms IS NULL",
            members(read)
        );
        let bound = json(&pages);
        let found: Vec<Candidate> = on!(read, c => {
            sqlx::query_as(AssertSqlSafe(select)).bind(site).bind(bound).fetch_all(c).await?
        });
        candidates.extend(found.into_iter().map(|one| (one.id.clone(), one)));
    }
    let mut candidates: Vec<Candidate> = candidates.into_values().collect();
    candidates.retain(|candidate| candidate.fits(filter));
    let views = |page: &str| opened.get(page).copied().unwrap_or_default();
    candidates.sort_by_cached_key(|one| {
        let by_address = one.url.as_deref().filter(|url| *url != one.id);
        let views = views(&one.id).saturating_add(by_address.map_or(0, views));
        (Reverse((views, one.published_ms)), one.id.clone())
    });
    candidates.truncate(limit);
    let ids: Vec<String> = candidates.into_iter().map(|one| one.id).collect();
    Ok(Listing {
        items: named(read, site, &ids).await?,
        ..Listing::default()
    })
}

impl Candidate {
    fn fits(&self, filter: &Filter) -> bool {
        let is_of = |ids: &[String]| self.category.as_ref().is_some_and(|id| ids.contains(id));
        let has = |tag: &String| {
            let tag = folded(tag);
            self.tags.lines().any(|own| own == tag)
        };
        (filter.categories.is_empty() || is_of(&filter.categories))
            && !is_of(&filter.without_categories)
            && !filter.without.contains(&self.id)
            && filter.tag.as_ref().is_none_or(has)
            && filter.published.contains(&self.published_ms)
    }
}
