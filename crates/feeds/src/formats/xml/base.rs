//! What relative addresses in the texts of a feed refer to (XML Base): the feed, an item, a text and the elements in it may each say it.

use std::borrow::Cow;

use url::Url;

use crate::markup::{Tag, Token, Tokens, attribute as write, is_name};
use crate::references::{escape_quoted, resolved};

/// Stands for the site of a feed whose address is not known here.
const SITE: &str = "http://site.invalid";

/// Attributes that are an address, and those that are several with widths.
const ADDRESSES: [&str; 11] = [
    "href",
    "src",
    "poster",
    "data",
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-lazy",
    "data-echo",
    "data-url",
    "data-image",
];
const SETS: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// The base that a tag names, within another one. One that is relative to a folder that is not known here is none.
pub(in crate::formats) fn named(outer: Option<&Url>, value: &str) -> Option<Url> {
    let value = value.trim();
    let found = match outer {
        Some(outer) => outer.join(value),
        None if value.starts_with('/') && !value.starts_with("//") => {
            Url::parse(&[SITE, value].concat())
        }
        None => Url::parse(value),
    };
    found
        .ok()
        .filter(|url| url.scheme().starts_with("http"))
        .or_else(|| outer.cloned())
}

/// The text with its relative addresses as the base has them.
pub(super) fn based<'a>(html: &'a str, base: Option<&Url>) -> Cow<'a, str> {
    if base.is_none() && !html.contains("xml:base") {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    // The elements that name a base, and what it is in them.
    let mut inner: Vec<(&str, Option<Url>)> = Vec::new();
    for token in Tokens::html(html) {
        match token {
            Token::Text("<") => out.push_str("&lt;"),
            Token::Text(text) => out.push_str(text),
            Token::Cdata(_) | Token::Doctype(_) => {}
            Token::End(name) => {
                if let Some(at) = inner.iter().rposition(|(open, _)| *open == name) {
                    inner.truncate(at);
                }
                out.push_str(&["</", name, ">"].concat());
            }
            Token::Start(tag) => {
                let around = inner.last().map_or(base, |(_, base)| base.as_ref());
                let own = tag.attribute("xml:base");
                let own = own.map(|value| named(around, &resolved(value)));
                let used = own.as_ref().map_or(around, |own| own.as_ref());
                start(&tag, used, &mut out);
                if let Some(own) = own.filter(|_| !tag.closed && inner.len() < 100) {
                    inner.push((tag.name, own));
                }
            }
        }
    }
    Cow::Owned(out)
}

fn start(tag: &Tag<'_>, base: Option<&Url>, out: &mut String) {
    out.push('<');
    out.push_str(tag.name);
    for (name, value) in tag.attributes.iter().filter(|(name, _)| is_name(name)) {
        let lower = name.to_ascii_lowercase();
        let moved = base.and_then(|base| match lower.as_str() {
            name if ADDRESSES.contains(&name) => whole(&resolved(value), base),
            name if SETS.contains(&name) => Some(set(&resolved(value), base)),
            _ => None,
        });
        match moved {
            Some(moved) => {
                out.push_str(&[" ", name, "=\""].concat());
                escape_quoted(&moved, out);
                out.push('"');
            }
            None if lower != "xml:base" => write(name, value, out),
            None => {}
        }
    }
    out.push('>');
}

/// A relative address as the base has it; `None` of one that needs none, and of a place in the same text.
pub(in crate::formats) fn whole(address: &str, base: &Url) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') || Url::parse(address).is_ok() {
        return None;
    }
    let whole = String::from(base.join(address).ok()?);
    Some(match whole.strip_prefix(SITE) {
        Some(path) => path.to_owned(),
        None => whole,
    })
}

/// `a.jpg 300w, b.jpg 600w`; one that holds a picture itself stays as it is.
fn set(addresses: &str, base: &Url) -> String {
    if addresses.contains("data:") {
        return addresses.to_owned();
    }
    let each = addresses.split(',').map(|one| {
        let one = one.trim();
        let (address, width) = one.split_once(char::is_whitespace).unwrap_or((one, ""));
        let whole = whole(address, base).unwrap_or_else(|| address.to_owned());
        [&whole, " ", width].concat().trim_end().to_owned()
    });
    each.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::{based, named};
    use url::Url;

    #[test]
    fn each_element_may_name_a_base() {
        let check = |base: &str, html: &str, expected: &str| {
            let base = named(None, base);
            assert_eq!(based(html, base.as_ref()), expected, "{html}");
        };
        let feed = "https://a.vn/tin/";
        check(
            feed,
            "<a href=\"b?c=1&amp;d\">x</a>",
            "<a href=\"https://a.vn/tin/b?c=1&amp;d\">x</a>",
        );
        check(
            feed,
            "<a href=\"#b\">x</a> < <a href=\"mailto:a@b.vn\">",
            "<a href=\"#b\">x</a> &lt; <a href=\"mailto:a@b.vn\">",
        );
        check(
            feed,
            "<img SRC=../a.jpg srcset='a.jpg 300w, /b.jpg 2x'>",
            "<img SRC=\"https://a.vn/a.jpg\" srcset=\"https://a.vn/tin/a.jpg 300w, https://a.vn/b.jpg 2x\">",
        );
        check(
            feed,
            "<p xml:base=\"sub/\"><img src=\"a.jpg\"></p><img src=\"a.jpg\">",
            "<p><img src=\"https://a.vn/tin/sub/a.jpg\"></p><img src=\"https://a.vn/tin/a.jpg\">",
        );
        check(
            "/kho/",
            "<img src=\"a.jpg\"><img src=\"/b.jpg\">",
            "<img src=\"/kho/a.jpg\"><img src=\"/b.jpg\">",
        );
        check("kho/", "<img src=\"a.jpg\">", "<img src=\"a.jpg\">");
        check("javascript:", "<img src=\"a.jpg\">", "<img src=\"a.jpg\">");
    }

    #[test]
    fn a_base_is_within_another_one() {
        let outer = Url::parse("https://a.vn/x/").expect("an address");
        let check = |value: &str, expected: &str| {
            let found = named(Some(&outer), value);
            assert_eq!(found.as_ref().map(Url::as_str), Some(expected), "{value}");
        };
        check("y/", "https://a.vn/x/y/");
        check("https://b.vn/", "https://b.vn/");
        check("data:text/plain,a", "https://a.vn/x/");
    }
}
