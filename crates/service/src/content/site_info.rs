//! What the sources of a site say of it: title, agency, categories, links, albums, polls.

use serde_json::{Map, Value, json};

use bangtin_feeds::item;

use super::polls;
use crate::config::SiteSettings;
use crate::on;
use crate::store::Read;

/// What is known of a site beside its articles.
#[derive(Clone, Debug, Default)]
pub(crate) struct SiteInfo {
    /// The name of the portal.
    pub title: String,
    pub home_page_url: Option<String>,
    pub language: Option<String>,
    /// `{id, name}`, in the order of the sources.
    pub categories: Vec<Value>,
    pub site: Option<Value>,
    pub links: Vec<Value>,
    /// Each id once.
    pub albums: Vec<Value>,
    pub polls: Vec<Value>,
    /// The parts of the front page, by name.
    pub front: Vec<Value>,
    /// When an article was last taken down by hand, in milliseconds since 1970-01-01 UTC: saved copies from before may hold it.
    pub taken_down_ms: Option<i64>,
}

/// What is known of a site: the first source in the settings that knows a thing has the word, lists are joined.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn site_info(
    read: &mut Read,
    settings: &SiteSettings,
) -> Result<SiteInfo, sqlx::Error> {
    let heads: Vec<(String, String)> = on!(read, c => {
        sqlx::query_as("SELECT url, head FROM feeds WHERE site = $1").bind(&settings.id).fetch_all(c).await?
    });
    let mut heads: Vec<(usize, Value)> = heads
        .into_iter()
        .map(|(url, head)| {
            let place = settings.feeds.iter().position(|feed| feed.url == url);
            (
                place.unwrap_or(usize::MAX),
                serde_json::from_str(&head).unwrap_or_default(),
            )
        })
        .collect();
    heads.sort_by_key(|(place, _)| *place);
    let heads: Vec<Value> = heads.into_iter().map(|(_, head)| head).collect();
    let first = |name: &str| {
        heads
            .iter()
            .filter_map(|head| head.get(name))
            .find(|value| !value.is_null())
    };
    let text = |name: &str| first(name).and_then(Value::as_str).map(str::to_owned);
    let all = |name: &str| -> Vec<Value> {
        let lists = heads.iter().filter_map(|head| head.get(name)?.as_array());
        lists.flatten().cloned().collect()
    };
    let first_list = |name: &str| {
        let mut lists = heads.iter().filter_map(|head| head.get(name)?.as_array());
        lists
            .find(|list| !list.is_empty())
            .cloned()
            .unwrap_or_default()
    };
    let mut site_info = SiteInfo {
        title: text("title").unwrap_or_else(|| settings.name.clone()),
        home_page_url: text("home_page_url"),
        language: text("language"),
        categories: Vec::new(),
        site: first("site").cloned(),
        links: all("links"),
        albums: Vec::new(),
        front: first_list("front"),
        polls: polls::all(read, &settings.id)
            .await?
            .iter()
            .map(item::poll)
            .collect(),
        taken_down_ms: taken_down(read, &settings.id).await?,
    };
    site_info.albums = each_once(all("albums"));
    site_info.add_categories(all("categories"));
    site_info.add_categories(used(read, &settings.id).await?);
    Ok(site_info)
}

async fn taken_down(read: &mut Read, site: &str) -> Result<Option<i64>, sqlx::Error> {
    const LAST: &str =
        "SELECT MAX(withheld_ms) FROM articles WHERE site = $1 AND withheld_ms IS NOT NULL";
    Ok(on!(read, c => sqlx::query_scalar(LAST).bind(site).fetch_one(c).await?))
}

/// Of several with one id the first.
fn each_once(all: Vec<Value>) -> Vec<Value> {
    let mut kept: Vec<Value> = Vec::new();
    for one in all {
        if !kept.iter().any(|other| other.get("id") == one.get("id")) {
            kept.push(one);
        }
    }
    kept
}

/// The categories that articles name, by their ids; each by the name that its newest article gives it.
///
/// The index of categories is entered once for each: what is read are as many rows as there are categories, however many articles they
/// have.
async fn used(read: &mut Read, site: &str) -> Result<Vec<Value>, sqlx::Error> {
    const USED: &str = "WITH RECURSIVE used (id) AS ( \
           SELECT MIN(category) FROM articles WHERE site = $1 AND category IS NOT NULL AND listed = 1 AND removed_ms IS NULL \
           UNION ALL \
           SELECT (SELECT MIN(category) FROM articles WHERE site = $1 AND category > used.id AND listed = 1 AND removed_ms IS NULL) \
           FROM used WHERE used.id IS NOT NULL) \
         SELECT id, (SELECT category_name FROM articles \
           WHERE site = $1 AND category = used.id AND listed = 1 AND removed_ms IS NULL \
           ORDER BY published_ms DESC, place DESC, number DESC LIMIT 1) FROM used WHERE id IS NOT NULL";
    let mut rows: Vec<(String, Option<String>)> =
        on!(read, c => sqlx::query_as(USED).bind(site).fetch_all(c).await?);
    rows.sort();
    let category = |(id, name): (String, Option<String>)| bangtin_model::Category {
        name: name.unwrap_or_else(|| id.clone()),
        id,
    };
    Ok(rows
        .into_iter()
        .map(|row| item::category(&category(row)))
        .collect())
}

impl SiteInfo {
    fn add_categories(&mut self, categories: Vec<Value>) {
        for category in categories {
            let known = self
                .categories
                .iter()
                .any(|other| other.get("id") == category.get("id"));
            if !known {
                self.categories.push(category);
            }
        }
    }

    /// The `_bangtin` of any page: what readers' devices must know of all of them.
    pub(crate) fn least(&self) -> Map<String, Value> {
        let mut extension = Map::new();
        extension.insert("version".into(), 1.into());
        if let Some(taken_down_ms) = self.taken_down_ms {
            extension.insert("taken_down_ms".into(), taken_down_ms.into());
        }
        extension
    }

    /// The `_bangtin` of a list of articles.
    pub(crate) fn short(&self) -> Value {
        let mut extension = self.least();
        if let Some(site) = &self.site {
            extension.insert("site".into(), site.clone());
        }
        if !self.categories.is_empty() {
            extension.insert("categories".into(), self.categories.clone().into());
        }
        extension.into()
    }

    /// The `_bangtin` of the site: with links, albums and polls.
    pub(crate) fn whole(&self) -> Value {
        let mut extension = self.short();
        if !self.links.is_empty() {
            extension["links"] = json!(self.links);
        }
        if !self.albums.is_empty() {
            extension["albums"] = json!(self.albums);
        }
        if !self.polls.is_empty() {
            extension["polls"] = json!(self.polls);
        }
        if !self.front.is_empty() {
            extension["portal"] = json!({"front": self.front});
        }
        extension
    }
}
