//! Reading in place: a list with `links=reader` opens an article where the page has a `<bangtin-article>` for it, else in its own place.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use bangtin_model::join;

use super::article;
use crate::{
    components::{failed, loading},
    elements::host::{Host, Work, touch_all},
    failure::Failure,
    i18n::Words,
    markup::{Markup, el},
    page,
    parts::SplitLoaderError,
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

/// Makes the view of an article as it now is.
pub(super) type View = Rc<dyn Fn() -> Markup>;

/// The place of an article in an element: its code on the way, there, or not to be had.
#[derive(Default)]
pub(super) struct Slot(RefCell<State>);

#[derive(Clone, Default)]
enum State {
    #[default]
    Nothing,
    Coming(String),
    There(String, View),
    Failed(String, Failure),
}

impl Slot {
    /// The element shows something else: the article goes, with what it said of the page.
    pub(super) fn clear(&self) {
        drop(self.0.take());
    }

    /// The view of this item. `in_place`: it stands where a list was, and leads back to it.
    pub(super) fn view(self: &Rc<Self>, host: Host, item: &str, in_place: bool) -> Markup {
        let state = self.0.borrow().clone();
        match state {
            State::There(shown, view) if shown == item => return view(),
            State::Failed(shown, failure) if shown == item => {
                if host.mark("failed", false) {
                    host.tell("bangtin-error", "failure", failure.code());
                }
                let (slot, item) = (self.clone(), item.to_owned());
                let retry: Rc<dyn Fn()> = Rc::new(move || {
                    slot.bring(host, &item, in_place);
                    host.touch();
                });
                return failed(host, &Words::of(host), failure, retry);
            }
            State::Coming(shown) if shown == item => {}
            _ => self.bring(host, item, in_place),
        }
        host.mark("loading", false);
        el("div").class("awaited").with(loading(&Words::of(host)))
    }

    fn bring(self: &Rc<Self>, host: Host, item: &str, in_place: bool) {
        host.on_retry(None);
        let (slot, item) = (self.clone(), item.to_owned());
        slot.0.replace(State::Coming(item.clone()));
        host.spawn(Work::Code, async move {
            let state = match article::view(host, item.clone(), in_place).await {
                Ok(view) => State::There(item, view),
                Err(SplitLoaderError) if page::online() => {
                    State::Failed(item, Failure::Unreachable)
                }
                Err(SplitLoaderError) => State::Failed(item, Failure::Offline),
            };
            slot.0.replace(state);
            host.touch();
        });
    }
}
