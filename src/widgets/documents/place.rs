//! The document that the page's address names (`?van-ban=ID`): which element shows it, the way to it and back to the list.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsValue;

use crate::{
    host::Host,
    page::{self, call, member},
    widgets::inline_reader::quoted,
};

/// Its name in the page's address.
const NAME: &str = "van-ban";

/// What the history keeps: how many steps back the list is; 0 where the reader did not come from it.
const STEPS: &str = "bangtinVanBan";

/// Lists that open documents in place, those with room for one first.
const PLACES: [&str; 2] = [
    "bangtin-documents:not([item]):not([links*='{']):not([layout=short i])",
    "bangtin-documents:not([item]):not([links*='{'])",
];

thread_local! {
    // In which list a document was opened last.
    static PRESSED: Cell<Option<Host>> = const { Cell::new(None) };
    // The link that was pressed there, and how far below the top of the window it was.
    static LEFT: RefCell<Option<(String, f64)>> = const { RefCell::new(None) };
    // Whether the reader has asked for a document that is not yet there.
    static AWAITED: Cell<bool> = const { Cell::new(false) };
}

/// The page's own address with this document in it, or with none.
pub(super) fn address(id: Option<&str>) -> String {
    page::address_with(id, NAME)
}

/// The document to show in place of this list; `None` for the list itself. What asks for it runs again when the address has changed.
pub(super) fn opened_in(list: Host) -> Option<String> {
    page::in_address(NAME).filter(|_| is_place(list))
}

fn is_place(list: Host) -> bool {
    if let Some(pressed) = PRESSED.get().filter(|pressed| pressed.element().is_some()) {
        return pressed == list;
    }
    let document = page::document();
    let places = PLACES
        .iter()
        .filter_map(|selector| call(&document, "querySelector", &[JsValue::from_str(selector)]));
    let mut places = places.filter(JsValue::is_object);
    places.next() == list.element().map(JsValue::from)
}

/// Opens a document: from the list, or from another document.
pub(super) fn open(list: Host, id: &str) {
    PRESSED.set(Some(list));
    AWAITED.set(true);
    let steps = match page::in_address(NAME) {
        Some(_) => steps().map_or(0.0, |steps| steps + 1.0),
        None => {
            let top = link_to(list, id).and_then(|link| top(&link));
            LEFT.set(top.map(|top| (id.to_owned(), top)));
            1.0
        }
    };
    push(&address(Some(id)), steps);
}

/// Back to the list: by the browser's own way where the reader came from it.
pub(super) fn leave() {
    match steps() {
        Some(steps) => {
            call(&history(), "go", &[JsValue::from(-steps)]);
        }
        None => push(&address(None), 0.0),
    }
}

/// True once when the document is there that the reader has asked for.
pub(super) fn has_come() -> bool {
    AWAITED.replace(false)
}

/// The list is there again: what was pressed has the focus, and stands where it stood.
pub(super) async fn return_to(list: Host) {
    let Some((id, before)) = LEFT.take().filter(|_| PRESSED.get() == Some(list)) else {
        return;
    };
    for turn in 0..8 {
        page::pause(30.0).await;
        let Some(link) = link_to(list, &id) else {
            continue;
        };
        if turn == 0 {
            let quiet = page::object(&[("preventScroll", JsValue::TRUE)]);
            call(&link, "focus", &[quiet]);
        }
        if let Some(now) = top(&link) {
            let way = page::object(&[
                ("top", JsValue::from(now - before)),
                ("behavior", JsValue::from_str("instant")),
            ]);
            call(&page::window(), "scrollBy", &[way]);
        }
    }
}

fn history() -> JsValue {
    member(&page::window(), "history")
}

/// How many steps back the list is.
fn steps() -> Option<f64> {
    let steps = member(&member(&history(), "state"), STEPS).as_f64()?;
    (steps > 0.0).then_some(steps)
}

fn push(address: &str, steps: f64) {
    page::go_on(address, STEPS, steps.into());
}

/// What a selector finds in the view of an element.
pub(super) fn within(host: Host, selector: &str) -> Option<JsValue> {
    let root = member(&host.element()?.into(), "shadowRoot");
    let found = call(&root, "querySelector", &[JsValue::from_str(selector)])?;
    found.is_object().then_some(found)
}

fn link_to(list: Host, id: &str) -> Option<JsValue> {
    within(
        list,
        &bangtin_model::join(&["a[data-item=\"", &quoted(id), "\"]"]),
    )
}

fn top(element: &JsValue) -> Option<f64> {
    let place = call(element, "getBoundingClientRect", &[])?;
    member(&place, "top").as_f64()
}
