//! Reading in place: a list with `links=reader` opens an article where the page has a `<bangtin-article>` for it, else in its own place.

use std::cell::Cell;
use std::rc::Rc;

use bangtin_model::join;

use super::lazy::{Bring, Coming, Slot};
use crate::{
    elements::host::{Host, touch_all},
    markup::{Markup, el},
    page,
};

thread_local! {
    // The list that shows the article which the address names: the one that was pressed, else the first that offers itself.
    static READER: Cell<Option<Host>> = const { Cell::new(None) };
    // How far the page was scrolled when the reader left the list.
    static LEFT_AT: Cell<f64> = const { Cell::new(0.0) };
    // Whether the reader has asked for an article that is not yet there.
    static COMING: Cell<bool> = const { Cell::new(false) };
}

/// The item to show in place of this list; `None` for the list itself.
pub(super) fn opened_in(host: Host) -> Option<String> {
    let item = page::current_item()?;
    if has_own_element() {
        return None;
    }
    let reader = READER
        .get()
        .filter(|reader| reader.element().is_some())
        .unwrap_or(host);
    READER.set(Some(reader));
    (reader == host).then_some(item)
}

/// Opens an item from a list: the address names it, and whoever shows it follows the address.
pub(super) fn open(host: Host, item: &str) {
    LEFT_AT.set(
        page::window()
            .and_then(|window| window.scroll_y().ok())
            .unwrap_or_default(),
    );
    READER.set(Some(host));
    turn_to(host, item);
}

/// Opens another item from an article.
pub(super) fn turn_to(host: Host, item: &str) {
    COMING.set(true);
    page::go_to_item(Some(item));
    touch_all();
    host.bring_into_view();
}

/// True once when the article is there that the reader has asked for: its title then gets the focus, so that a screen reader begins there.
pub(super) fn has_come() -> bool {
    COMING.replace(false)
}

/// Back to the list, where the reader left it.
pub(super) fn close() {
    let left = page::current_item();
    page::go_to_item(None);
    touch_all();
    if let Some((list, item)) = READER.get().zip(left) {
        list.focus(join(&["a[data-item=\"", &quoted(&item), "\"]"]));
    }
    if let Some(window) = page::window() {
        window.scroll_to_with_x_and_y(0.0, LEFT_AT.get());
    }
}

/// A text as it stands between quotes in a selector.
fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for sign in text.chars() {
        if matches!(sign, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(sign);
    }
    quoted
}

fn has_own_element() -> bool {
    let found = page::document().and_then(|document| {
        document
            .query_selector("bangtin-article:not([item])")
            .ok()
            .flatten()
    });
    found.is_some()
}

/// Shows what belongs to one item: to that which the element names, else to that in the page's address; without one nothing.
pub(super) fn follow(host: Host, place: &'static str, bring: fn(Host, String) -> Coming) {
    let slot = Rc::<Slot>::default();
    host.show(move || match host.get("item").or_else(page::current_item) {
        Some(item) => view(host, &slot, &item, place, bring),
        None => {
            slot.clear();
            host.mark("empty", false);
            el("div").is("hidden", "")
        }
    });
}

/// What belongs to an item, brought in this slot.
pub(super) fn view(
    host: Host,
    slot: &Rc<Slot>,
    item: &str,
    place: &'static str,
    bring: fn(Host, String) -> Coming,
) -> Markup {
    let wanted = item.to_owned();
    let bring: Bring = Rc::new(move || bring(host, wanted.clone()));
    slot.view(host, item, place, &bring)
}
