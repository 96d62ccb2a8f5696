//! Which address an element reads. The loader works it out the same way (public/bangtin.js, `feedOf`).

use crate::{
    attributes::{Misconfigured, SERVICE, SITE, SRC},
    host::Host,
    page,
};

/// The absolute address of an element's feed: its `src`, else the articles of the page-wide service.
pub fn feed_address(host: Host) -> Result<String, Misconfigured> {
    if let Some(src) = host.or_page(SRC) {
        return absolute(SRC, src);
    }
    match service_root(host) {
        Some(root) => absolute(
            SERVICE,
            bangtin_model::join(&[&root, "/articles?fields=headlines"]),
        ),
        None => Err(Misconfigured::feed_missing()),
    }
}

/// The absolute address at which one article is read: the feed, or with a service the article alone. An
/// empty id is the first of the feed.
pub fn article_address(host: Host, item: &str) -> Result<String, Misconfigured> {
    match service_root(host) {
        Some(root) if host.or_page(SRC).is_none() && !item.is_empty() => {
            let item = page::encoded(item);
            absolute(SERVICE, bangtin_model::join(&[&root, "/articles/", &item]))
        }
        _ => feed_address(host),
    }
}

/// The absolute address of a resource of the element's service: `/counters`, say. `None` where it has no service.
pub fn service_address(host: Host, path: &str) -> Result<Option<String>, Misconfigured> {
    match service_root(host) {
        Some(root) => absolute(SERVICE, bangtin_model::join(&[&root, path])).map(Some),
        None => Ok(None),
    }
}

/// The absolute address in an attribute of the element's own; `None` where it is not there.
pub fn own_address(host: Host, attribute: &'static str) -> Result<Option<String>, Misconfigured> {
    let value = host.get(attribute);
    value.map(|value| absolute(attribute, value)).transpose()
}

fn service_root(host: Host) -> Option<String> {
    let service = host.or_page(SERVICE)?;
    let site = host.or_page(SITE)?;
    let mut root = &*service;
    while let Some(shorter) = root.strip_suffix('/') {
        root = shorter;
    }
    Some(bangtin_model::join(&[root, "/v1/sites/", &site]))
}

fn absolute(attribute: &'static str, value: String) -> Result<String, Misconfigured> {
    match page::resolve(&value, &page::base()) {
        Some(address) if address.starts_with("http") => Ok(address),
        _ => Err(Misconfigured::address(attribute, value)),
    }
}
