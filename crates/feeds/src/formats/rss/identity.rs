//! What items are called, and where they are found.
//!
//! Portals change how they write an address (`https`, `www`, what counts visitors): the article is the same, and keeps its views and
//! comments.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};
use url::Url;

use super::slug;
use crate::hex::hex;

/// The longest id that is taken as it is, in bytes.
const LONGEST: usize = 100;
/// Parts of a query that count visitors and name nothing.
const COUNTING: [&str; 5] = ["fbclid", "gclid", "zarsrc", "_gl", "mc_cid"];

/// Names that several items have, and so are none.
#[derive(Debug, Default)]
pub(super) struct Shared(HashSet<String>);

impl Shared {
    /// Of all items with their names and addresses.
    pub(super) fn of<'a>(items: impl Iterator<Item = (&'a str, Option<&'a str>)>) -> Self {
        let mut addresses: HashMap<&str, String> = HashMap::new();
        let mut shared = HashSet::new();
        for (name, url) in items {
            let Some(url) = url.map(canonical) else {
                continue;
            };
            if addresses.get(name).is_some_and(|other| *other != url) {
                shared.insert(name.to_owned());
            }
            addresses.entry(name).or_insert(url);
        }
        Self(shared)
    }

    /// An id that can stand in an address: what the item is called, unless that is an address itself or no name. Then the last part of
    /// its address, with a mark that tells two of one name apart.
    pub(super) fn id(&self, named: &str, url: Option<&str>) -> String {
        let named = match url {
            Some(url) if self.0.contains(named) => url,
            _ => named,
        };
        let is_address = named.contains(['/', ':']);
        if !is_address && !named.is_empty() && named.len() <= LONGEST {
            return named.to_owned();
        }
        let url = url.unwrap_or(named);
        let path = url.split(['?', '#']).next().unwrap_or_default();
        let last = path.trim_end_matches('/').rsplit('/').next();
        let last = last.unwrap_or_default();
        let last = last.strip_suffix(".html").unwrap_or(last);
        let last = percent_decode_str(last).decode_utf8_lossy();
        let digest = Sha256::digest(canonical(named).as_bytes());
        let mut id: String = slug(&last).chars().take(80).collect();
        id.push('-');
        id.push_str(&hex(digest.iter().take(4)));
        id
    }
}

/// The address of an item that names none, where its name is one.
pub(super) fn permalink(named: &str) -> Option<&str> {
    let is_address = named.starts_with("http://") || named.starts_with("https://");
    is_address.then_some(named)
}

/// An address in the one way that all who write it otherwise share. What is no address stays as it is.
fn canonical(address: &str) -> String {
    let address = address.trim();
    // A relative one is written against a place that stands for its site.
    let is_path = address.starts_with('/') && !address.starts_with("//");
    let whole = match is_path {
        true => Cow::Owned(["http://site.invalid", address].concat()),
        false => Cow::Borrowed(address),
    };
    let Ok(url) = Url::parse(&whole) else {
        return address.to_owned();
    };
    if !url.scheme().starts_with("http") {
        return address.to_owned();
    }
    let pairs = url.query().unwrap_or_default().split('&');
    let is_name = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !name.is_empty() && !name.starts_with("utm_") && !COUNTING.contains(&name)
    };
    let kept: Vec<&str> = pairs.filter(is_name).collect();
    let behind = |sign: &str, text: &str| match text.is_empty() {
        true => String::new(),
        false => [sign, text].concat(),
    };
    let query = behind("?", &kept.join("&"));
    // Some sites have their pages behind the `#`; else it is a place in one.
    let fragment = url.fragment().filter(|place| place.starts_with(['!', '/']));
    let fragment = behind("#", fragment.unwrap_or_default());
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    ["https://", host, &port, url.path(), &query, &fragment].concat()
}

#[cfg(test)]
mod tests {
    use super::{Shared, canonical, permalink};

    #[test]
    fn one_address_is_written_in_many_ways() {
        let address = "https://a.vn/tin/bai-1.html";
        for other in [
            address,
            "http://a.vn/tin/bai-1.html",
            "https://www.a.vn/tin/bai-1.html#noi-dung",
            "http://WWW.A.VN:80/tin/bai-1.html?utm_source=rss&utm_medium=x",
            " https://a.vn/tin/bai-1.html?fbclid=1 ",
        ] {
            assert_eq!(canonical(other), address, "{other}");
        }
        let page = "https://a.vn/?p=12&x=%C3%A1";
        assert_eq!(canonical("http://www.a.vn/?utm_id=1&p=12&x=%C3%A1&"), page);
        assert_ne!(
            canonical("https://a.vn/?p=13"),
            canonical("https://a.vn/?p=12")
        );
        assert_eq!(canonical("urn:uuid:1"), "urn:uuid:1");
        assert_eq!(canonical("https://a.vn/#!/tin/1"), "https://a.vn/#!/tin/1");
    }

    #[test]
    fn a_name_that_several_items_have_is_none() {
        let items = [
            ("tin-tuc", Some("https://a.vn/a.html")),
            ("tin-tuc", Some("https://a.vn/b.html")),
            ("7", Some("https://a.vn/c.html")),
            ("7", Some("http://www.a.vn/c.html?utm_source=rss")),
        ];
        let shared = Shared::of(items.into_iter());
        let ids = items.map(|(name, url)| shared.id(name, url));
        assert_eq!([&ids[2], &ids[3]], ["7", "7"]);
        assert!(
            ids[0].starts_with("a-") && ids[1].starts_with("b-"),
            "{ids:?}"
        );
    }

    #[test]
    fn an_id_is_made_of_words() {
        let id = Shared::default().id("https://a.vn/L%C3%BAa%20ng%C3%B4/", None);
        assert!(id.starts_with("lua-ngo-"), "{id}");
        assert_eq!(permalink("https://a.vn/1"), Some("https://a.vn/1"));
        assert_eq!(permalink("7"), None);
    }
}
