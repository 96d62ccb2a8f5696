//! Reading in place: a list with `links=reader` opens an article where the page has a `<bangtin-article>` for it, else in its own place.

use std::cell::{Cell, RefCell};

use bangtin_model::{join, trim};
use leptos::prelude::*;

use crate::{host::Host, page};

thread_local! {
    // The lists of the page, in the order in which they came near the reader's view.
    static LISTS: RefCell<Vec<Host>> = const { RefCell::new(Vec::new()) };
    // The list from which an article was opened last.
    static PRESSED: Cell<Option<Host>> = const { Cell::new(None) };
    // How far the page was scrolled when the reader left the list.
    static LEFT_AT: Cell<f64> = const { Cell::new(0.0) };
    // Whether the reader has asked for an article that is not yet there.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Offers the place of a list for reading, for as long as the list lives.
pub(super) fn offer(list: Host) {
    LISTS.with_borrow_mut(|lists| lists.push(list));
    on_cleanup(move || {
        LISTS.with_borrow_mut(|lists| lists.retain(|known| *known != list));
        if reads_in_place(list) {
            // Another list may be the one that shows the article now.
            page::moved();
        }
    });
}

/// The item to show in place of this list; `None` for the list itself. An article is shown once: in the list that was pressed, else in
/// the first that reads in place.
pub(super) fn opened_in(list: Host) -> Option<String> {
    let item = page::current_item()?;
    let lists = LISTS.with_borrow(Clone::clone);
    let mut reader = None;
    for list in lists {
        if reads_in_place(list) && (reader.is_none() || PRESSED.get() == Some(list)) {
            reader = Some(list);
        }
    }
    (reader == Some(list) && !has_own_element()).then_some(item)
}

fn reads_in_place(list: Host) -> bool {
    list.get("links")
        .is_some_and(|links| trim(&links) == "reader")
}

fn has_own_element() -> bool {
    page::exists("bangtin-article:not([item])")
}

/// Opens an item from a list: the address names it, and whoever shows it follows the address.
pub(super) fn open(list: Host, item: &str) {
    LEFT_AT.set(page::scrolled());
    PRESSED.set(Some(list));
    turn_to(list, item);
}

/// Opens another item from an article.
pub(super) fn turn_to(host: Host, item: &str) {
    AWAITED.set(true);
    page::go_to_item(Some(item));
    host.bring_into_view();
}

/// True once when the article is there that the reader has asked for: its title then gets the focus, so that a screen reader begins there.
pub(super) fn has_come() -> bool {
    AWAITED.replace(false)
}

/// Back to the list, where the reader left it.
pub(super) fn close() {
    let left = page::current_item();
    page::go_to_item(None);
    page::scroll_down(LEFT_AT.get());
    if let Some((list, item)) = PRESSED.get().zip(left) {
        list.focus(&join(&["a[data-item=\"", &quoted(&item), "\"]"]));
    }
}

/// A text as it stands between quotes in a selector.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for sign in text.chars() {
        match sign {
            '\n' => quoted.push_str("\\a "),
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(sign);
            }
            _ => quoted.push(sign),
        }
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn an_id_may_hold_quotes() {
        assert_eq!(quoted(r#"tin "01" \ 2"#), r#"tin \"01\" \\ 2"#);
        assert_eq!(quoted("một\nhai"), r"một\a hai");
    }
}
