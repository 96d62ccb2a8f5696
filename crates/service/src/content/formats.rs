//! What a source sends, turned into JSON Feed: one reader then serves them all.

mod rss;
pub(super) mod wordpress;

use serde_json::Value;

use super::fetch::Failure;
use crate::config::FeedKind;

/// What this body is, by its first characters and, in JSON, by its shape.
pub(super) fn guess(body: &[u8]) -> Option<FeedKind> {
    let text = without_mark(body).trim_ascii_start();
    match text.first()? {
        b'{' => Some(FeedKind::JsonFeed),
        b'[' => {
            let list: Value = serde_json::from_slice(text).ok()?;
            let is_post = list.get(0).is_some_and(wordpress::is_post);
            Some(if is_post {
                FeedKind::Wordpress
            } else {
                FeedKind::JsonFeed
            })
        }
        b'<' => {
            let start = text.get(..1024).unwrap_or(text).to_ascii_lowercase();
            let has = |name: &[u8]| start.windows(name.len()).any(|part| part == name);
            let is_feed = has(b"<rss") || has(b"<feed") || has(b"<rdf:rdf");
            is_feed.then_some(FeedKind::Rss)
        }
        _ => None,
    }
}

/// The body as JSON Feed.
pub(super) fn read(kind: FeedKind, body: &[u8]) -> Result<Value, Failure> {
    let body = without_mark(body);
    let mut feed = match kind {
        FeedKind::JsonFeed => json(body)?,
        FeedKind::Rss => rss::read(body).map_err(Failure::NotAFeed)?,
        FeedKind::Wordpress => wordpress::read(&json(body)?).map_err(Failure::NotAFeed)?,
    };
    without_nul(&mut feed);
    Ok(feed)
}

fn json(body: &[u8]) -> Result<Value, Failure> {
    serde_json::from_slice(body).map_err(|error| Failure::NotAFeed(error.to_string()))
}

/// Editors on Windows begin a file with a byte order mark.
fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// PostgreSQL takes no NUL in a text, and readers miss nothing.
fn without_nul(value: &mut Value) {
    match value {
        Value::String(text) if text.contains('\0') => text.retain(|c| c != '\0'),
        Value::Array(list) => list.iter_mut().for_each(without_nul),
        Value::Object(members) => members.values_mut().for_each(without_nul),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::guess;
    use crate::config::FeedKind;

    #[test]
    fn a_source_is_known_by_what_it_sends() {
        let check = |body: &str, expected: Option<FeedKind>| {
            assert_eq!(guess(body.as_bytes()), expected, "{body}")
        };
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
