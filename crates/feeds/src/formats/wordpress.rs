//! Posts as WordPress's REST interface gives them (`/wp-json/wp/v2/posts`), with what `_embed` adds.

mod link;

use bangtin_sources::{date, text};
use serde_json::{Map, Value, json};

use super::account::is_account;
use crate::item::told;

pub(crate) use link::link;

/// Whether this looks like a post.
pub(super) fn is_post(value: &Value) -> bool {
    value.pointer("/title/rendered").is_some()
}

/// Posts as JSON Feed, or why they cannot be read.
pub(super) fn read(posts: &Value) -> Result<Value, String> {
    let list = posts.as_array().ok_or("the posts are no list")?;
    Ok(open(list))
}

/// The posts that everybody may read, as JSON Feed.
pub fn open(posts: &[Value]) -> Value {
    let open = posts.iter().filter(|post| !is_protected(post));
    feed(open.map(|post| (name(post), post)))
}

/// Posts with their ids as JSON Feed.
pub fn feed<'a>(posts: impl Iterator<Item = (Value, &'a Value)>) -> Value {
    let items: Vec<Value> = posts.map(|(id, post)| item(id, post)).collect();
    json!({"version": "https://jsonfeed.org/version/1.1", "items": items})
}

/// Whether only those who know a password may read it. Old versions send the form for it as the text.
pub fn is_protected(post: &Value) -> bool {
    let says = |path: &str| post.pointer(path).and_then(Value::as_bool) == Some(true);
    let text = post.pointer("/content/rendered").and_then(Value::as_str);
    says("/content/protected")
        || says("/excerpt/protected")
        || text.is_some_and(|text| text.contains("post-password-form"))
}

/// When it was changed last, in seconds since 1970-01-01 UTC.
pub fn modified(post: &Value) -> Option<i64> {
    let gmt = time(post, "/modified_gmt").map(|time| format!("{time}Z"));
    let time = gmt.or_else(|| time(post, "/modified").map(str::to_owned))?;
    date::parse(&time).map(bangtin_model::Moment::unix)
}

/// A time as it stands there. A draft has noughts for it.
fn time<'a>(post: &'a Value, path: &str) -> Option<&'a str> {
    let time = post.pointer(path).and_then(Value::as_str);
    time.filter(|time| !time.is_empty() && !time.starts_with("0000"))
}

fn name(post: &Value) -> Value {
    let slug = post.get("slug").and_then(Value::as_str);
    let slug = slug.filter(|slug| !slug.is_empty() && slug.len() <= 100 && !slug.contains('%'));
    let id = slug.map(str::to_owned);
    id.or_else(|| post.get("id").map(Value::to_string)).into()
}

fn item(id: Value, post: &Value) -> Value {
    let text = |path: &str| {
        post.pointer(path)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    // The times in GMT lack their offset; the others lack it too and are the site's, which is Viet Nam's.
    let utc = |path: &str| time(post, path).map(|time| format!("{time}Z"));
    let published = utc("/date_gmt").or_else(|| time(post, "/date").map(str::to_owned));
    let category = terms(post, "category")
        .next()
        .map(|term| json!({"id": term.get("slug"), "name": term.get("name")}));
    let mut extra = Map::new();
    extra.insert("precision".into(), "minute".into());
    extra.insert("category".into(), category.into());
    let picture = post.pointer("/_embedded/wp:featuredmedia/0");
    extra.insert(
        "media".into(),
        picture.and_then(medium).into_iter().collect(),
    );
    let image = picture.and_then(image);
    extra.insert(
        "thumbnail".into(),
        picture
            .and_then(small)
            .filter(|small| Some(*small) != image)
            .into(),
    );
    json!({
        "id": id,
        "url": text("/link"),
        "title": text("/title/rendered"),
        "summary": text("/excerpt/rendered").map(lead),
        "content_html": text("/content/rendered"),
        "image": image,
        "date_published": published,
        "date_modified": utc("/modified_gmt").or_else(|| time(post, "/modified").map(str::to_owned)),
        "tags": terms(post, "category")
            .skip(1)
            .chain(terms(post, "post_tag"))
            .filter_map(|term| term.get("name"))
            .collect::<Vec<_>>(),
        "authors": author(post).map(|name| json!({"name": name})).into_iter().collect::<Vec<_>>(),
        "_bangtin": extra,
    })
}

/// The terms of one taxonomy. WordPress groups them in lists of lists.
fn terms<'a>(post: &'a Value, taxonomy: &'static str) -> impl Iterator<Item = &'a Value> {
    let groups = post.pointer("/_embedded/wp:term").and_then(Value::as_array);
    let terms = groups
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten();
    terms.filter(move |term| term.get("taxonomy").and_then(Value::as_str) == Some(taxonomy))
}

fn author(post: &Value) -> Option<&str> {
    let name = post.pointer("/_embedded/author/0/name")?.as_str()?;
    (!is_account(name)).then_some(name)
}

/// The excerpt without the `[…]` that stands for the rest.
fn lead(html: &str) -> String {
    let plain = text::plain(html);
    let cut = plain.trim_end();
    let cut = cut
        .strip_suffix("[…]")
        .or_else(|| cut.strip_suffix("[...]"))
        .map_or_else(|| cut.to_owned(), |cut| format!("{}…", cut.trim_end()));
    told(&cut)
}

fn medium(picture: &Value) -> Option<Value> {
    let url = picture.get("source_url")?.as_str()?;
    Some(json!({
        "type": "image",
        "url": url,
        "alt": picture.get("alt_text"),
        "caption": picture.pointer("/caption/rendered"),
        "width": picture.pointer("/media_details/width"),
        "height": picture.pointer("/media_details/height"),
    }))
}

/// Not the whole one, where there is another: for the lead and for cards, 768 pixels wide.
fn image(picture: &Value) -> Option<&str> {
    let large = picture.pointer("/media_details/sizes/medium_large/source_url");
    let any = large.and_then(Value::as_str).or_else(|| small(picture));
    any.or_else(|| picture.get("source_url")?.as_str())
}

/// For rows: 300 pixels in its longer side, unless the site has chosen otherwise.
fn small(picture: &Value) -> Option<&str> {
    picture
        .pointer("/media_details/sizes/medium/source_url")?
        .as_str()
}

#[cfg(test)]
mod tests;
