//! What the pages are called, where they are articles that we hold.

use std::collections::HashMap;

use serde::Deserialize;
use sqlx::AssertSqlSafe;

use crate::json_list::{json, members};
use crate::on;
use crate::store::Read;

/// An article's title and address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub(crate) title: Option<String>,
    pub(crate) url: Option<String>,
}

impl Named {
    /// Of an article's columns `url` and `item`.
    pub(crate) fn of(url: Option<String>, item: &str) -> Self {
        let item: Option<Item> = serde_json::from_str(item).ok();
        let web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
        Self {
            title: item.and_then(|item| item.title),
            url: url.filter(web),
        }
    }
}

#[derive(Deserialize)]
struct Item {
    title: Option<String>,
}

/// The articles among these pages. A page that is none, or not ours, is absent.
pub(crate) async fn titles(
    read: &mut Read,
    site: &str,
    pages: &[String],
) -> Result<HashMap<String, Named>, sqlx::Error> {
    let sql = format!(
        "SELECT id, url, item FROM articles WHERE site = $1 AND id IN ({})",
        members(read)
    );
    let rows: Vec<(String, Option<String>, String)> = on!(read, c => {
        sqlx::query_as(AssertSqlSafe(sql)).bind(site).bind(json(pages)).fetch_all(c).await?
    });
    let named = |(id, url, item): (String, _, String)| (id, Named::of(url, &item));
    Ok(rows.into_iter().map(named).collect())
}
