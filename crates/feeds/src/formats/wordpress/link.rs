//! How a page says that WordPress is behind it.

use reqwest::header::{HeaderMap, LINK};

use crate::markup::{Token, Tokens};

/// How pages and their headers name the interface (WordPress REST API Handbook, Discovery).
const API: &str = "https://api.w.org/";

/// The address of the interface, as headers or a page name it.
pub(crate) fn link(headers: &HeaderMap, body: &str) -> Option<String> {
    in_headers(headers).or_else(|| in_page(body))
}

/// `Link: <https://a.vn/wp-json/>; rel="https://api.w.org/"`
fn in_headers(headers: &HeaderMap) -> Option<String> {
    let links = headers.get_all(LINK).iter();
    let links = links.filter_map(|link| link.to_str().ok());
    let mut links = links.flat_map(|link| link.split('<').filter_map(|link| link.split_once('>')));
    let named = links.find(|(_, parameters)| parameters.contains(API));
    named.map(|(address, _)| address.to_owned())
}

/// `<link rel="https://api.w.org/" href="https://a.vn/wp-json/">`
fn in_page(body: &str) -> Option<String> {
    if !body.contains(API) {
        return None;
    }
    Tokens::html(body).find_map(|token| match token {
        Token::Start(tag) if tag.name.eq_ignore_ascii_case("link") => {
            let named = tag.attribute("rel").is_some_and(|rel| rel.contains(API));
            let address = tag.attribute("href").filter(|_| named)?;
            Some(bangtin_sources::text::plain(address))
        }
        _ => None,
    })
}
