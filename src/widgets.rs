//! One widget for each element, named as the reader sees it. The list is in the first file that a page loads, all others are
//! files of their own.

pub mod alert;
pub mod article;
pub mod comments;
pub mod contact;
pub mod copyright;
pub mod display;
pub mod documents;
pub mod gallery;
pub mod links;
pub mod newest_comments;
pub mod news;
pub mod poll;
pub mod rates;
pub mod rating;
pub mod related;
pub mod share;
pub mod subscribe;
pub mod today;
pub mod top;
pub mod videos;
pub mod visitors;
pub mod weather;

mod article_links;
mod external_data;
mod feed_page;
mod feedback;
mod file_name;
mod inline_reader;
pub mod lazy;
mod media;
mod organization;
mod report;

use web_sys::Event;

use crate::{host::Host, page};

/// A link to an article is pressed, without a modifier key. preventDefault() stops what would follow.
/// - `id`
/// - `url`
const NAVIGATE: &str = "bangtin-navigate";

/// A press on a link to an article: told to the page with [`NAVIGATE`], and opened here by `open` where the element reads in place.
/// A press with a modifier key, and one that the page has prevented, are left alone.
fn press(host: Host, event: &Event, item: &str, address: &str, open: Option<fn(Host, &str)>) {
    if !page::is_plain(event) {
        return;
    }
    if !host.send(NAVIGATE, &["id", item, "url", address]) {
        event.prevent_default();
    } else if let Some(open) = open {
        event.prevent_default();
        open(host, item);
    }
}

/// A press on the link of a row, which names its item in `data-item`: as [`press`] says.
#[inline(always)]
fn press_row(host: Host, event: &Event, open: Option<fn(Host, &str)>) {
    let link = page::nearest(event, "a[data-item]");
    if let Some(link) = link
        && let Some(item) = link.get_attribute("data-item")
    {
        let address = link.get_attribute("href").unwrap_or_default();
        press(host, event, &item, &address, open);
    }
}

/// A picture that does not arrive leaves its place, not a broken sign; one that has come under another address is shown.
fn mark_broken(event: &Event, broken: bool) {
    if let Some(picture) = page::nearest(event, "img") {
        let _ = picture.toggle_attribute_with_force("data-broken", broken);
    }
}
