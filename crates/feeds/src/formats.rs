//! What a source sends, turned into JSON Feed: one reader then serves them all.
//!
//! Its bytes become text in `decode`, before any reader sees them; XML becomes good XML in `xml`, before its parser does. What is refused
//! is refused in the words of `refusal`.

mod account;
mod decode;
mod json;
mod refusal;
mod rss;
pub(crate) mod wordpress;
mod xml;

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use serde_json::Value;

use crate::Failure;
use crate::FeedKind;
use crate::guard::Deadline;

pub(crate) use decode::clean;
pub(crate) use rss::category::of_feed;

/// The most items of one page.
const MOST_ITEMS: usize = 50_000;

/// A page of a source as it was read.
#[derive(Debug)]
pub(crate) struct Read {
    pub kind: FeedKind,
    /// JSON Feed. Of a page that only tells where WordPress has its posts, nothing.
    pub feed: Value,
    /// One line for each item that could not be read.
    pub dropped: Vec<String>,
}

/// Reads a page of this kind, or of the kind that it shows.
///
/// # Errors
/// [`Failure::NotAFeed`] with what it is, [`Failure::Heavy`]
pub(crate) fn read(
    known: Option<FeedKind>,
    body: &[u8],
    headers: &HeaderMap,
    deadline: Deadline,
) -> Result<Read, Failure> {
    let text = decode::text(body, content_type(headers)).map_err(Failure::NotAFeed)?;
    deadline.look()?;
    let refused = |reason: String| {
        Failure::NotAFeed(format!(
            "{reason}; it begins with “{}”",
            refusal::shown(&text)
        ))
    };
    let no_feed = || {
        Failure::NotAFeed(match (known, guess(&text)) {
            (Some(known), Some(other)) if known != other => {
                format!(
                    "it is {}, and the settings say {}",
                    name(other),
                    name(known)
                )
            }
            _ => refusal::words(&text),
        })
    };
    let kind = match known.or_else(|| guess(&text)) {
        Some(kind) => kind,
        None if wordpress::link(headers, &text).is_some() => {
            return Ok(Read {
                kind: FeedKind::Wordpress,
                feed: Value::Null,
                dropped: Vec::new(),
            });
        }
        None => return Err(no_feed()),
    };
    let (mut feed, dropped) = match kind {
        FeedKind::Rss => rss::read(&text, deadline)?.ok_or_else(no_feed)?,
        FeedKind::JsonFeed | FeedKind::Wordpress if json::begin(&text).is_none() => {
            return Err(no_feed());
        }
        FeedKind::JsonFeed | FeedKind::Wordpress => {
            let value = json::read(&text).map_err(refused)?;
            if let Some(reason) = refusal::value(&value).filter(|_| items(&value).is_none()) {
                return Err(refused(reason));
            }
            match kind {
                FeedKind::Wordpress => (wordpress::read(&value).map_err(refused)?, Vec::new()),
                _ if items(&value).is_none() => {
                    return Err(refused("it has no list of items".into()));
                }
                _ => (value, Vec::new()),
            }
        }
    };
    json::clean(&mut feed);
    if items(&feed).is_some_and(|items| items.len() > MOST_ITEMS) {
        return Err(Failure::NotAFeed(format!(
            "it has more than {MOST_ITEMS} items"
        )));
    }
    Ok(Read {
        kind,
        feed,
        dropped,
    })
}

/// The posts of a page, as WordPress sends them.
///
/// # Errors
/// [`Failure::NotAFeed`] with what it is, [`Failure::Heavy`]
pub(crate) fn posts(
    body: &[u8],
    headers: &HeaderMap,
    deadline: Deadline,
) -> Result<Vec<Value>, Failure> {
    let text = decode::text(body, content_type(headers)).map_err(Failure::NotAFeed)?;
    deadline.look()?;
    if json::begin(&text).is_none() {
        return Err(Failure::NotAFeed(refusal::words(&text)));
    }
    let mut value = json::read(&text).map_err(Failure::NotAFeed)?;
    json::clean(&mut value);
    match value {
        Value::Array(posts) => Ok(posts),
        other => {
            let reason = refusal::value(&other);
            let reason = reason.unwrap_or_else(|| "the posts are no list".into());
            Err(Failure::NotAFeed(reason))
        }
    }
}

fn content_type(headers: &HeaderMap) -> Option<&str> {
    headers.get(CONTENT_TYPE)?.to_str().ok()
}

/// What this text is, by its root and, in JSON, by its shape.
fn guess(text: &str) -> Option<FeedKind> {
    let is_json = text
        .trim_start_matches(json::is_gap)
        .starts_with(['{', '[']);
    if !is_json && xml::is_feed(text) {
        return Some(FeedKind::Rss);
    }
    // A page may hold JSON somewhere; a feed behind a notice has items.
    let value = || json::read(text).ok();
    match json::begin(text)?.chars().next()? {
        '{' if is_json => Some(FeedKind::JsonFeed),
        '{' => value()
            .filter(|value| items(value).is_some())
            .map(|_| FeedKind::JsonFeed),
        _ => match value() {
            Some(list) if list.get(0).is_some_and(wordpress::is_post) => Some(FeedKind::Wordpress),
            Some(list) if is_json || list.get(0).is_some_and(|first| first.get("id").is_some()) => {
                Some(FeedKind::JsonFeed)
            }
            Some(_) => None,
            None => is_json.then_some(FeedKind::JsonFeed),
        },
    }
}

fn name(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::JsonFeed => "JSON Feed",
        FeedKind::Rss => "RSS or Atom",
        FeedKind::Wordpress => "WordPress",
    }
}

fn items(feed: &Value) -> Option<&Vec<Value>> {
    feed.as_array().or_else(|| feed.get("items")?.as_array())
}

#[cfg(test)]
mod tests {
    use super::FeedKind;
    use super::guess;

    #[test]
    fn settings_that_name_another_kind_are_named() {
        let headers = super::HeaderMap::new();
        let deadline = super::Deadline::after(std::time::Duration::from_secs(9));
        let refused = |kind, body: &str| {
            let read = super::read(Some(kind), body.as_bytes(), &headers, deadline);
            read.expect_err("a reason").to_string()
        };
        let found = refused(FeedKind::Rss, "{\"items\": []}");
        assert!(
            found.ends_with("it is JSON Feed, and the settings say RSS or Atom"),
            "{found}"
        );
        let found = refused(FeedKind::Wordpress, "<rss>");
        assert!(
            found.ends_with("it is RSS or Atom, and the settings say WordPress"),
            "{found}"
        );
    }

    #[test]
    fn a_source_is_known_by_what_it_sends() {
        let check =
            |body: &str, expected: Option<FeedKind>| assert_eq!(guess(body), expected, "{body}");
        check("\u{feff} {\"items\": []}", Some(FeedKind::JsonFeed));
        check("[]", Some(FeedKind::JsonFeed));
        check("[{\"id\": 1, \"title\": \"a\"}]", Some(FeedKind::JsonFeed));
        check(
            "[{\"id\": 1, \"title\": {\"rendered\": \"a\"}}]",
            Some(FeedKind::Wordpress),
        );
        check(
            "<?xml version=\"1.0\"?>\n<rss version=\"2.0\">",
            Some(FeedKind::Rss),
        );
        check(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\">",
            Some(FeedKind::Rss),
        );
        check("<!doctype html><title>x</title>", None);
        check("", None);
    }
}
