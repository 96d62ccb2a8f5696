//! What the gallery and the list of videos read of a feed's articles: their pictures and films, without their texts.

use bangtin_model::{Headline, Media};
use bangtin_sources::json_feed::FeedReader;

use crate::{
    attributes::{Misconfigured, SRC},
    client,
    failure::Failure,
    host::Host,
    json::JsNode,
    page,
};

// Articles are looked through on this many pages of a feed.
const PAGES: u32 = 10;

/// A feed, opened.
pub(super) type Feed = FeedReader<JsNode>;

/// The address of the articles with their media: the feed, else the service's articles without their texts.
pub(super) fn articles(host: Host) -> Result<String, Misconfigured> {
    match service(host, "/articles?fields=media")? {
        Some(address) => Ok(address),
        None => client::feed_address(host),
    }
}

/// The address of a resource of the service, where the element reads from a service and not from a file.
pub(super) fn service(host: Host, path: &str) -> Result<Option<String>, Misconfigured> {
    match host.or_page(SRC) {
        Some(_) => Ok(None),
        None => client::service_address(host, path),
    }
}

/// Opens a page of a feed that came from this absolute address.
///
/// # Errors
/// [`Failure::Unreadable`] where it is no feed.
pub(super) fn open(node: JsNode, address: &str) -> Result<Feed, Failure> {
    let base = address.to_owned();
    FeedReader::new(node, move |url| page::resolve(url, &base)).map_err(|_| Failure::Unreadable)
}

/// Goes through the articles of a feed, page by page, until `take` has enough at the end of one. A page that does not come is the last.
pub(super) async fn walk(
    first: Feed,
    address: &str,
    take: &mut dyn FnMut(Headline, Vec<Media>) -> bool,
) {
    let (mut feed, mut here) = (first, address.to_owned());
    for _ in 0..PAGES {
        let mut is_enough = false;
        for index in 0..feed.len() {
            if let Ok(headline) = feed.headline(index) {
                is_enough |= take(headline, feed.media(index));
            }
        }
        let next = feed.head().next_url.filter(|next| *next != here);
        let Some(next) = next.filter(|_| !is_enough) else {
            return;
        };
        let node = client::fetch(&next).await.ok();
        let Some(Ok(later)) = node.map(|node| open(node, &next)) else {
            return;
        };
        (feed, here) = (later, next);
    }
}

/// The article's title, and where it is read: in this page where something of it does that, else on its own page.
pub(super) fn article(headline: &Headline) -> Option<(String, String)> {
    let address = match page::reads_here() {
        true => Some(page::item_address(Some(&headline.id))),
        false => headline.url.clone(),
    };
    Some((headline.title.clone(), address?))
}
