//! A press on a link to a document.

use web_sys::Event;

use super::{place, state::Documents};
use crate::{page, widgets::press};

/// Tells the page of the link that was pressed, and opens the document here where it is read in place.
pub(super) fn follow_link(documents: Documents, event: &Event) {
    let Some(link) = page::nearest(event, "a[data-item]") else {
        return;
    };
    let reads = documents.settings().links.is_none();
    if let Some(id) = link.get_attribute("data-item") {
        let address = link.get_attribute("href").unwrap_or_default();
        let open = reads.then_some(place::open as fn(_, &str));
        press(documents.host, event, &id, &address, open);
    }
}
