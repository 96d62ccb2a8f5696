//! Reading in place: a list with `links=reader` opens an article where the page has a `<bangtin-article>` for it, else in its own place.

use std::cell::Cell;

use leptos::prelude::*;

use crate::{host::Host, page, view::effect};

thread_local! {
    // Whether the reader has asked for an article that is not yet there.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// Offers the place of a list for reading, for as long as the list lives.
pub(super) fn offer(list: Host) {
    // Another list may be the one that shows the article now.
    on_cleanup(page::moved);
    effect(move || {
        if page::current_item().is_none()
            && let Some(list) = list.element()
        {
            page::return_to(&list);
        }
    });
}

/// The item to show in place of this list; `None` for the list itself. An article is shown once (src/page/places.js).
pub(super) fn opened_in(list: Host) -> Option<String> {
    page::item_read_in(&list.element()?)
}

/// Opens an item from a list: the address names it, and whoever shows it follows the address.
pub(super) fn open(list: Host, item: &str) {
    AWAITED.set(true);
    page::go_to_item(item, list.element().as_ref());
}

/// Opens another item from an article.
pub(super) fn turn_to(_: Host, item: &str) {
    AWAITED.set(true);
    page::go_to_item(item, None);
}

/// True once when the article is there that the reader has asked for: its title then gets the focus, so that a screen reader begins there.
pub(super) fn has_come() -> bool {
    AWAITED.replace(false)
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
