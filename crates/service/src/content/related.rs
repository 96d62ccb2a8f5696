//! What to read after an article.

use serde_json::{Map, Value};
use sqlx::AssertSqlSafe;

use super::Cursor;
use super::list::{Filter, list};
use crate::json_list::{json, members};
use crate::on;
use crate::store::Read;

/// The most articles to name.
const MOST: usize = 6;

/// First those that the editor named, in that order, then the newest of the same category; without their texts.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn related(
    read: &mut Read,
    site: &str,
    article: &Value,
) -> Result<Vec<Value>, sqlx::Error> {
    let own = article
        .get("id")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let names = article
        .pointer("/_bangtin/related")
        .and_then(Value::as_array);
    let names: Vec<String> = names
        .into_iter()
        .flatten()
        .filter_map(|id| id.as_str().map(str::to_owned))
        .take(MOST)
        .collect();
    let mut related = named(read, site, &names).await?;
    let category = article
        .pointer("/_bangtin/category/id")
        .and_then(Value::as_str);
    if let Some(category) = category.filter(|_| related.len() < MOST) {
        let filter = Filter {
            categories: vec![category.to_owned()],
            ..Filter::default()
        };
        let near = list(read, site, &filter, Cursor::START, MOST * 2).await?;
        for item in near.items {
            let known = related
                .iter()
                .any(|other| other.get("id") == item.get("id"));
            if !known {
                related.push(item);
            }
        }
    }
    related.retain(|item| item.get("id").and_then(Value::as_str) != Some(own));
    related.truncate(MOST);
    related.iter_mut().for_each(shorten);
    Ok(related)
}

/// The articles with these ids, in their order; what is not listed is left out.
pub(super) async fn named(
    read: &mut Read,
    site: &str,
    ids: &[String],
) -> Result<Vec<Value>, sqlx::Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let select = format!(
        "SELECT id, item FROM articles WHERE site = $1 AND id IN ({}) AND listed = 1 AND removed_ms IS NULL",
        members(read)
    );
    let bound = json(ids);
    let rows: Vec<(String, String)> = on!(read, c => sqlx::query_as(AssertSqlSafe(select)).bind(site).bind(bound).fetch_all(c).await?);
    let item = |id: &String| {
        let (_, item) = rows.iter().find(|(other, _)| other == id)?;
        serde_json::from_str(item).ok()
    };
    Ok(ids.iter().filter_map(item).collect())
}

/// Leaves of an item what a list shows.
pub(crate) fn shorten(item: &mut Value) {
    let Some(members) = item.as_object_mut() else {
        return;
    };
    leave_texts_out(members);
    let image = members.get("image").cloned();
    let media = members
        .get_mut("_bangtin")
        .and_then(|extension| extension.get_mut("media"));
    if let Some(Value::Array(media)) = media {
        // What is known of the thumbnail stands there.
        media.retain(|medium| image.is_some() && medium.get("url") == image.as_ref());
    }
}

/// Of items those that have pictures, videos or sounds of their own, without their texts.
pub(crate) fn keep_media(items: &mut Vec<Value>) {
    items.retain(|item| {
        let media = item.get("_bangtin").and_then(|own| own.get("media"));
        media
            .and_then(Value::as_array)
            .is_some_and(|media| !media.is_empty())
    });
    let members = items.iter_mut().filter_map(Value::as_object_mut);
    members.for_each(leave_texts_out);
}

fn leave_texts_out(members: &mut Map<String, Value>) {
    for name in ["content_html", "content_text", "attachments"] {
        members.remove(name);
    }
}
