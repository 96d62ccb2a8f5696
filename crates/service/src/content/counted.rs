//! What is counted here, put into articles: views on top of those that the source names; ratings and comments in their place.

use bangtin_model::answers::CommentCount;
use serde_json::{Map, Value, json};

use crate::store::Read;
use crate::{comments, counting, ratings};

/// Puts views, ratings and numbers of comments into these items.
///
/// # Errors
/// When the database cannot be read.
pub(crate) async fn count_in(
    read: &mut Read,
    site: &str,
    items: &mut [Value],
) -> Result<(), sqlx::Error> {
    let keys: Vec<String> = items
        .iter()
        .filter_map(|item| id(item).map(str::to_owned))
        .collect();
    if keys.is_empty() {
        return Ok(());
    }
    let views = counting::views(read, site, &keys).await?;
    let ratings = ratings::of(read, site, &keys).await?;
    let comments = comments::counts(read, site, &keys).await?;
    for item in items {
        let Some(key) = id(item).map(str::to_owned) else {
            continue;
        };
        let Some(extension) = extension(item) else {
            continue;
        };
        if let Some(counted) = views.get(&key) {
            let before = extension.get("views").and_then(Value::as_u64).unwrap_or(0);
            extension.insert("views".into(), before.saturating_add(*counted).into());
        }
        if let Some(rating) = ratings.get(&key) {
            extension.insert("rating".into(), json!(rating));
        }
        if let Some(&count) = comments.get(&key) {
            extension.insert("comments".into(), json!(CommentCount { count }));
        }
    }
    Ok(())
}

fn id(item: &Value) -> Option<&str> {
    item.get("id")?.as_str()
}

fn extension(item: &mut Value) -> Option<&mut Map<String, Value>> {
    let members = item.as_object_mut()?;
    let extension = members
        .entry("_bangtin")
        .or_insert_with(|| Value::Object(Map::new()));
    extension.as_object_mut()
}
