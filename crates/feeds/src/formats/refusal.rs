//! What is said of an answer that is no feed, so that an operator knows what to do.

use bangtin_sources::text;
use serde_json::Value;

use super::{json, xml};
use crate::markup::{Tag, Token, Tokens};

/// How many characters of an answer are shown.
const SHOWN: usize = 60;

/// What this text is, in words, and its first characters.
pub(super) fn words(text: &str) -> String {
    let text = text.trim_matches(json::is_gap);
    if text.is_empty() {
        return "it is empty".into();
    }
    let what =
        what(text).unwrap_or_else(|| "it is neither JSON Feed, RSS, Atom nor WordPress".into());
    format!("{what}; it begins with “{}”", shown(text))
}

/// What a value without a list of items is.
pub(super) fn value(value: &Value) -> Option<String> {
    let named = |place: &str| {
        let found = value.pointer(place)?;
        let text = found.as_str().map(str::to_owned);
        let text = text.or_else(|| found.as_i64().map(|number| number.to_string()))?;
        (!text.is_empty()).then(|| shown(&text))
    };
    let places = [
        "/code",
        "/error/code",
        "/errors/0/code",
        "/error/type",
        "/error",
        "/errors/0",
        "/status",
    ];
    let code = places.into_iter().find_map(named)?;
    let status = named("/data/status").filter(|status| *status != code);
    let status = status
        .map(|status| format!(", status {status}"))
        .unwrap_or_default();
    Some(format!("it is an error in JSON: {code}{status}"))
}

fn what(text: &str) -> Option<String> {
    let known = [
        ("%PDF", "a PDF file"),
        ("PK", "a packed file (zip)"),
        ("{\\rtf", "an RTF file"),
    ];
    if let Some((_, name)) = known.iter().find(|(begin, _)| text.starts_with(begin)) {
        return Some(format!("it is {name}"));
    }
    let mut tokens = Tokens::html(text);
    let mut root = None;
    for token in tokens.by_ref() {
        match token {
            Token::Doctype(kind) if xml::is_html(kind) => return Some(page(text)),
            Token::Start(tag)
                if ["html", "head", "body"]
                    .iter()
                    .any(|name| tag.name.eq_ignore_ascii_case(name)) =>
            {
                return Some(page(text));
            }
            Token::Start(tag) => {
                root.get_or_insert(tag.name);
            }
            _ => {}
        }
    }
    let root = root.filter(|_| text.starts_with('<'))?;
    Some(match root.to_ascii_lowercase().as_str() {
        "opml" => "it is OPML, a list of feeds: name one of them".into(),
        "urlset" | "sitemapindex" => "it is a sitemap, which is no feed".into(),
        _ => format!(
            "its first tag is <{}>, which no feed begins with",
            shown(root)
        ),
    })
}

/// An HTML page, which often names the feed that was meant.
fn page(html: &str) -> String {
    let mut title = String::new();
    let mut feeds: Vec<String> = Vec::new();
    let mut tokens = Tokens::html(html);
    while let Some(token) = tokens.next() {
        let Token::Start(tag) = token else { continue };
        match tag.name.to_ascii_lowercase().as_str() {
            "title" if title.is_empty() => {
                if let Some(Token::Text(text)) = tokens.next() {
                    title = shown(&text::plain(text));
                }
            }
            "link" if feeds.len() < 3 => feeds.extend(alternate(&tag)),
            name @ ("script" | "style") => tokens.skip_to_end_of(name),
            _ => {}
        }
    }
    let mut words = "it is an HTML page".to_owned();
    if !title.is_empty() {
        words.push_str(&format!(" with the title “{title}”"));
    }
    if !feeds.is_empty() {
        words.push_str(&format!(", which names as its feed {}", feeds.join(", ")));
    }
    words
}

/// The address of `<link rel="alternate" type="application/rss+xml" href="…">`.
fn alternate(tag: &Tag<'_>) -> Option<String> {
    let rel = tag.attribute("rel")?.to_ascii_lowercase();
    let kind = tag.attribute("type")?.to_ascii_lowercase();
    let is_feed = ["rss", "atom", "feed+json", "rdf"]
        .iter()
        .any(|name| kind.contains(name));
    let is_meant = is_feed && rel.split_ascii_whitespace().any(|word| word == "alternate");
    let address = text::plain(tag.attribute("href")?);
    (is_meant && !address.is_empty()).then(|| address.chars().take(200).collect())
}

/// The first characters of a text, on one line.
pub(super) fn shown(text: &str) -> String {
    let line = text.split_whitespace().flat_map(|word| [" ", word]).skip(1);
    let mut characters = line.flat_map(str::chars);
    let mut shown: String = characters.by_ref().take(SHOWN).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{value, words};
    use serde_json::json;

    fn check(text: &str, expected: &str) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn a_page_is_named_with_its_title_and_its_feeds() {
        check("  \u{feff} ", "it is empty");
        check(
            "<!DOCTYPE html>\n<title>Xã  Sông Ba</title>",
            "it is an HTML page with the title “Xã Sông Ba”; it begins with “<!DOCTYPE html> <title>Xã Sông Ba</title>”",
        );
        check(
            "<html><link href=/rss/?a=1&amp;b=2 type=application/rss+xml rel=\"ALTERNATE\"><link rel=alternate hreflang=en href=/en>",
            "it is an HTML page, which names as its feed /rss/?a=1&b=2; it begins with “<html><link href=/rss/?a=1&amp;b=2 type=application/rss+xml …”",
        );
    }

    #[test]
    fn other_answers_are_named_too() {
        check(
            "xin chào",
            "it is neither JSON Feed, RSS, Atom nor WordPress; it begins with “xin chào”",
        );
        check(
            "<urlset><url/></urlset>",
            "it is a sitemap, which is no feed; it begins with “<urlset><url/></urlset>”",
        );
        check(
            "<xa/>",
            "its first tag is <xa>, which no feed begins with; it begins with “<xa/>”",
        );
        check("%PDF-1.4", "it is a PDF file; it begins with “%PDF-1.4”");
    }

    #[test]
    fn errors_in_json_are_named_by_their_code() {
        let check =
            |object, expected: Option<&str>| assert_eq!(value(&object).as_deref(), expected);
        let code =
            json!({"code": "rest_no_route", "message": "Không tìm thấy", "data": {"status": 404}});
        check(
            code,
            Some("it is an error in JSON: rest_no_route, status 404"),
        );
        check(
            json!({"error": {"code": 403, "message": "x"}}),
            Some("it is an error in JSON: 403"),
        );
        check(
            json!({"error": "invalid_key"}),
            Some("it is an error in JSON: invalid_key"),
        );
        check(json!({"title": "x"}), None);
    }
}
