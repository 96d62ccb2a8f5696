//! What the page says of itself while an element shows something.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/page/description.js")]
extern "C" {
    #[wasm_bindgen(js_name = describe)]
    fn describe_page(element: &HtmlElement, title: Option<&str>, thing: &JsValue, policy: JsValue);
}

/// Sets the document's title, and describes a thing of schema.org to search engines; takes back what an earlier call said and
/// this one does not. `thing` is an object with its `@type`, or undefined.
pub fn describe(element: &HtmlElement, title: Option<&str>, thing: &JsValue) {
    // The policy is made only where there is a block to write: a page may not have allowed it.
    let policy = if thing.is_undefined() {
        JsValue::UNDEFINED
    } else {
        super::policy()
    };
    describe_page(element, title, thing, policy);
}
