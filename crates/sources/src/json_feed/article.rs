use super::{Resolve, document, field, headline, media as medium};
use crate::{Node, byline, date};
use bangtin_model::{Article, Body, Extras, Headline, Media, Rating, Source};

/// An item with all that is known of it; `language` is the feed's.
pub(super) fn read<N: Node>(
    item: &N,
    headline: Headline,
    language: Option<String>,
    resolve: &Resolve,
) -> Article {
    let extra = &field::extension(item);
    let credits = credits(item, extra, resolve);
    Article {
        headline,
        modified: headline::moment(item, extra, "date_modified"),
        language: item.string("language").or(language),
        body: body(item),
        excerpt: is(extra, "excerpt"),
        media: media(item, resolve),
        attachments: item
            .elements("attachments")
            .iter()
            .filter_map(|node| medium::attachment(node, resolve))
            .collect(),
        byline: credits.name,
        unit: credits.unit,
        source: credits.source,
        related: extra
            .elements("related")
            .iter()
            .filter_map(N::as_id)
            .collect(),
    }
}

/// The pictures, films and sounds of an item that its text does not hold.
pub(super) fn media<N: Node>(item: &N, resolve: &Resolve) -> Vec<Media> {
    let media = field::extension(item).elements("media");
    media
        .iter()
        .filter_map(|node| medium::read(node, resolve))
        .collect()
}

/// What goes with an item beside its article.
pub(super) fn extras<N: Node>(item: &N, resolve: &Resolve) -> Extras {
    let extra = &field::extension(item);
    Extras {
        rating: extra.get("rating").and_then(|node| rating(&node)),
        comments: extra.get("comments").and_then(|node| node.integer("count")),
        document: extra
            .object("document")
            .map(|node| document::read(&node, resolve)),
        pinned: is(extra, "pinned"),
        pinned_until: extra
            .string("pinned_until")
            .as_deref()
            .and_then(date::parse),
        urgent: is(extra, "urgent"),
    }
}

fn is<N: Node>(extra: &N, key: &str) -> bool {
    extra.get(key).and_then(|node| node.truth()) == Some(true)
}

fn body<N: Node>(item: &N) -> Body {
    if let Some(html) = item.string("content_html") {
        Body::Html(html)
    } else if let Some(text) = item.string("content_text") {
        Body::Text(text)
    } else {
        Body::None
    }
}

struct Credits {
    name: Option<String>,
    unit: Option<String>,
    source: Option<Source>,
}

/// Who wrote it: the extension's fields, else the feed's authors. A byline that stands alone may hold unit and source.
fn credits<N: Node>(item: &N, extra: &N, resolve: &Resolve) -> Credits {
    let unit = field::plain(extra, "unit");
    let source = extra.get("source").and_then(|node| source(&node, resolve));
    let name = field::plain(extra, "byline").or_else(|| authors(item));
    match name {
        Some(name) if unit.is_none() && source.is_none() => {
            let parsed = byline::parse(&name);
            Credits {
                name: parsed.name,
                unit: parsed.unit,
                source: parsed.source,
            }
        }
        name => Credits { name, unit, source },
    }
}

/// JSON Feed 1.1 has `authors`, version 1 has `author`. Either may be a list or one, and each an object or a name.
fn authors<N: Node>(item: &N) -> Option<String> {
    ["authors", "author"].into_iter().find_map(|key| {
        let node = item.get(key)?;
        let mut names: Vec<String> = Vec::new();
        if node.is_array() {
            names.extend(item.elements(key).iter().filter_map(author));
        } else {
            names.extend(author(&node));
        }
        (!names.is_empty()).then(|| joined(&names))
    })
}

fn author<N: Node>(node: &N) -> Option<String> {
    field::plain(node, "name").or_else(|| field::as_plain(node))
}

/// `{name, url}`, or a string that is the name.
fn source<N: Node>(node: &N, resolve: &Resolve) -> Option<Source> {
    let name = field::plain(node, "name").or_else(|| field::as_plain(node));
    let url = field::url(node, "url", resolve);
    (name.is_some() || url.is_some()).then_some(Source { name, url })
}

/// `{value, count}`; a value of more than five stars is not one of ours.
fn rating<N: Node>(node: &N) -> Option<Rating> {
    let value = node.get("value")?;
    let stars = match value.number() {
        Some(stars) => stars,
        None => stars(&value.text()?)?,
    };
    let in_range = (0.0..=5.0).contains(&stars);
    let count = node.integer("count")?;
    in_range.then_some(Rating {
        value_tenths: (stars * 10.0 + 0.5) as u32,
        count,
    })
}

/// `4,5` or `4.5` or `4`.
fn stars(text: &str) -> Option<f64> {
    let mut characters = text.chars();
    let whole = characters.next()?.to_digit(10)?;
    let tenths = match characters.next() {
        Some(',' | '.') => characters.next()?.to_digit(10)?,
        Some(_) => return None,
        None => 0,
    };
    Some(f64::from(whole * 10 + tenths) / 10.0)
}

fn joined(names: &[String]) -> String {
    let mut text = String::new();
    for name in names {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use crate::json_feed::FeedReader;
    use serde_json::{Value, json};

    #[test]
    fn authors_are_read_in_every_shape() {
        let check = |authors: Value, expected: Option<&str>| {
            let mut item = json!({"id": "a", "title": "a"});
            if let (Some(item), Some(authors)) = (item.as_object_mut(), authors.as_object()) {
                item.extend(authors.clone());
            }
            let feed = json!({"items": [item]});
            let reader = FeedReader::new(&feed, |url| Some(url.to_owned())).expect("a feed");
            let byline = reader.article(0).expect("an article").byline;
            assert_eq!(byline.as_deref(), expected, "{authors}");
        };
        check(json!({"author": {"name": "Minh An"}}), Some("Minh An"));
        check(json!({"authors": {"name": "Thu Hà"}}), Some("Thu Hà"));
        check(
            json!({"authors": [null, {"name": null}, {"name": "Lê B"}]}),
            Some("Lê B"),
        );
        check(json!({"author": "Phòng Văn hóa"}), Some("Phòng Văn hóa"));
        check(
            json!({"authors": ["Minh An", {"name": "Thu Hà"}]}),
            Some("Minh An, Thu Hà"),
        );
        check(
            json!({"authors": [], "author": [{"name": "Lê B"}]}),
            Some("Lê B"),
        );
        check(json!({"authors": 7, "author": {"url": "/an"}}), None);
    }
}
