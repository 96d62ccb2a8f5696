//! Posts as WordPress's REST interface gives them (`/wp-json/wp/v2/posts`), with what `_embed` adds.

use bangtin_sources::text;
use reqwest::header::HeaderMap;
use serde_json::{Map, Value, json};
use url::Url;

use crate::content::item::told;

/// Posts on one page. WordPress gives 100 at most; fewer keep a page small.
pub(crate) const PER_PAGE: u32 = 50;

/// Whether this looks like a post.
pub(super) fn is_post(value: &Value) -> bool {
    value.pointer("/title/rendered").is_some()
}

/// The address of a page of posts, the last changed first. `from` is the address of the site, or of its posts.
pub(crate) fn page(from: &Url, number: u32) -> Url {
    let mut url = from.clone();
    if !url.path().contains("/wp-json") {
        let path = format!("{}/wp-json/wp/v2/posts", url.path().trim_end_matches('/'));
        url.set_path(&path);
    }
    let ours = ["per_page", "page", "_embed", "_fields", "orderby", "order"];
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !ours.contains(&name.as_ref()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(kept)
        .append_pair("per_page", &PER_PAGE.to_string())
        .append_pair("page", &number.to_string())
        .append_pair("orderby", "modified")
        .append_pair("order", "desc")
        .append_pair("_embed", "author,wp:featuredmedia,wp:term")
        .append_pair(
            "_fields",
            "id,slug,link,date,date_gmt,modified_gmt,title,excerpt,content,_links,_embedded",
        );
    url
}

/// Whether more posts follow: by `X-WP-TotalPages`, by `Link: …; rel="next"`, else while pages are full.
pub(crate) fn has_more(headers: &HeaderMap, number: u32, posts: usize) -> bool {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(pages) = header("x-wp-totalpages").and_then(|pages| pages.parse::<u32>().ok()) {
        return number < pages;
    }
    if let Some(link) =
        header("link").filter(|link| link.contains("rel=\"next\"") || link.contains("rel=\"prev\""))
    {
        return link.contains("rel=\"next\"");
    }
    u32::try_from(posts).is_ok_and(|posts| posts >= PER_PAGE)
}

/// A page of posts as JSON Feed, or why it cannot be read.
pub(super) fn read(posts: &Value) -> Result<Value, String> {
    let list = posts.as_array().ok_or("the posts are no list")?;
    let items: Vec<Value> = list.iter().map(item).collect();
    Ok(json!({"version": "https://jsonfeed.org/version/1.1", "items": items}))
}

fn item(post: &Value) -> Value {
    let text = |path: &str| {
        post.pointer(path)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    // The times in GMT lack their offset; the others lack it too and are the site's, which is Viet Nam's.
    let utc = |path: &str| text(path).map(|time| format!("{time}Z"));
    let published = utc("/date_gmt").or_else(|| text("/date").map(str::to_owned));
    let id = text("/slug")
        .filter(|slug| slug.len() <= 100 && !slug.contains('%'))
        .map(str::to_owned);
    let id = id.or_else(|| post.get("id").map(Value::to_string));
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
    json!({
        "id": id,
        "url": text("/link"),
        "title": text("/title/rendered"),
        "summary": text("/excerpt/rendered").map(lead),
        "content_html": text("/content/rendered"),
        "image": picture.and_then(thumbnail),
        "date_published": published,
        "date_modified": utc("/modified_gmt"),
        "tags": terms(post, "post_tag").filter_map(|term| term.get("name")).collect::<Vec<_>>(),
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

/// `admin` is an account, no person.
fn author(post: &Value) -> Option<&str> {
    let name = post.pointer("/_embedded/author/0/name")?.as_str()?;
    (!name.eq_ignore_ascii_case("admin")).then_some(name)
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

/// A small one, where there is one.
fn thumbnail(picture: &Value) -> Option<&str> {
    let small = picture
        .pointer("/media_details/sizes/medium_large/source_url")
        .or_else(|| picture.pointer("/media_details/sizes/medium/source_url"));
    small.or_else(|| picture.get("source_url"))?.as_str()
}

#[cfg(test)]
mod tests;
