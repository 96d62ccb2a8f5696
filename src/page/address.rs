//! The article that the page's address names: `?tin=ID`, or `#tin=ID` where the page asks for it. Back, reload and a shared link work, and
//! the page's own links are left alone.

use leptos::{prelude::*, reactive::signal::ArcTrigger};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

use super::{call, member, object, window};

// One copy serves the loader and the kit (src/page/address.js).
#[wasm_bindgen(module = "/src/first/brought.js")]
extern "C" {
    #[wasm_bindgen(js_name = currentItem)]
    fn named_now(name: &str) -> Option<String>;

    /// The page's own address with this under a name of ours, or with nothing under it.
    #[wasm_bindgen(js_name = itemAddress)]
    pub fn address_with(item: Option<&str>, name: &str) -> String;

    /// `value` as an absolute `http(s)`, `mailto:` or `tel:` address against `base`; anything else (`javascript:`, `data:`) is refused.
    pub fn resolve(value: &str, base: &str) -> Option<String>;
}

#[wasm_bindgen(module = "/src/page/places.js")]
extern "C" {
    #[wasm_bindgen(js_name = isPlace)]
    fn is_place(element: &HtmlElement) -> bool;
}

#[wasm_bindgen(module = "/src/page/way.js")]
extern "C" {
    fn push(address: &str, item: &str, list: Option<&HtmlElement>);

    fn back(address: &str) -> bool;

    /// The list is there again, as the reader left it.
    #[wasm_bindgen(js_name = returnTo)]
    pub fn return_to(list: &HtmlElement);
}

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// The name of the item that is read.
const ITEM: &str = "tin";

thread_local! {
    static CHANGE: ArcTrigger = ArcTrigger::new();
}

/// What the page's address says under a name of ours. What asks for it runs again when the address has changed.
pub fn in_address(name: &str) -> Option<String> {
    track_moves();
    named_now(name)
}

/// The item that the page's address names. What asks for it runs again when the address has changed.
pub fn current_item() -> Option<String> {
    in_address(ITEM)
}

/// The page's own address with this item in it, or with none.
pub fn item_address(item: Option<&str>) -> String {
    address_with(item, ITEM)
}

/// Who asks for this runs again when the page's address has changed.
pub fn track_moves() {
    CHANGE.with(Track::track);
}

/// Goes on to an address of the page. Its entry of the history says what that of now says, and this. A page in a sandbox has no address of
/// its own: it stays where it is.
pub fn go_on(address: &str, name: &str, value: JsValue) {
    let window = window();
    let history = member(&window, "history");
    let state = [
        object(&[]),
        member(&history, "state"),
        object(&[(name, value)]),
    ];
    let state = call(&member(&window, "Object"), "assign", &state);
    let entry = [state.unwrap_or_default(), "".into(), address.into()];
    call(&history, "pushState", &entry);
    moved();
}

/// The page's address has changed.
pub fn moved() {
    CHANGE.with(Notify::notify);
}

/// The item that is read in this element; `None` where there is none or another element shows it. What asks for it runs again when the
/// address has changed.
pub fn item_read_in(element: &HtmlElement) -> Option<String> {
    current_item().filter(|_| is_place(element))
}

/// Names an item in the page's address; Back leads to where the reader was. `list` is the list in which it was pressed.
pub fn go_to_item(item: &str, list: Option<&HtmlElement>) {
    push(&item_address(Some(item)), item, list);
    moved();
}

/// Takes the item out of the page's address: a step back where the reader came from the list, which is told later.
pub fn leave_item() {
    if back(&item_address(None)) {
        moved();
    }
}
