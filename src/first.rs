//! What the loader has brought with the first list and the kit goes on with: its sheets, and the reader of plain feeds.

use js_sys::{Array, JsString};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/first/brought.js")]
extern "C" {
    /// Keeps what the loader hands over, before anything else here is called.
    pub fn keep(brought: &JsValue);

    /// Gives an element's shadow root the sheet of that name.
    pub fn adopt(element: &HtmlElement, name: &str, css: &str);

    /// A feed that came from the address `base`, as `[items, address of the next page, [[category's id, its name], …]]`; `[[]]`
    /// where it is not plain.
    pub fn open(feed: &JsValue, base: &JsString) -> Option<Array>;

    /// An item as a list shows it: `[id, title, address, summary, picture, seconds since 1970, how exact (0 the day, 1 the minute, 2 the
    /// second), views, category's id, its name, tags, a smaller picture]`, all but the first two undefined where they are not known;
    /// `None` where it is not plain.
    pub fn headline(item: &JsValue, base: &JsString) -> Option<Array>;
}
