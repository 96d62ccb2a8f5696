//! The article that the page's address names: `?tin=ID`. Back, reload and a shared link work, and the page's own links are left alone.

use leptos::{prelude::*, reactive::signal::ArcTrigger};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/page/address.js")]
extern "C" {
    #[wasm_bindgen(js_name = currentItem)]
    fn item_now() -> Option<String>;

    /// The page's own address with this item in it, or with none.
    #[wasm_bindgen(js_name = itemAddress)]
    pub fn item_address(item: Option<&str>) -> String;

    #[wasm_bindgen(js_name = pushAddress)]
    fn push_address(address: &str);

    /// `value` as an absolute `http(s)`, `mailto:` or `tel:` address against `base`; anything else (`javascript:`, `data:`) is refused.
    pub fn resolve(value: &str, base: &str) -> Option<String>;
}

/// A text as it stands in an address.
pub fn encoded(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

thread_local! {
    static CHANGE: ArcTrigger = ArcTrigger::new();
}

/// The item that the page's address names. What asks for it runs again when the address has changed.
pub fn current_item() -> Option<String> {
    CHANGE.with(Track::track);
    item_now()
}

/// The page's address has changed.
pub fn moved() {
    CHANGE.with(Notify::notify);
}

/// Names an item in the page's address, or none; Back leads to where the reader was.
pub fn go_to_item(item: Option<&str>) {
    push_address(&item_address(item));
    moved();
}
