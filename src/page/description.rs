//! What the page says of itself while an element shows something.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen(module = "/src/page/description.js")]
extern "C" {
    #[wasm_bindgen(js_name = describe)]
    fn describe_page(
        element: &HtmlElement,
        title: Option<&str>,
        block: Option<&str>,
        policy: JsValue,
    );
}

/// Sets the document's title, and describes a thing of schema.org to search engines; takes back what an earlier call said and
/// this one does not. `thing` is a JSON object with its `@context`, in which no text can end a script block.
pub fn describe(element: &HtmlElement, title: Option<&str>, thing: Option<&str>) {
    // The policy is made only where there is a block to write: a page may not have allowed it.
    let policy = match thing {
        Some(_) => super::policy(),
        None => JsValue::UNDEFINED,
    };
    describe_page(element, title, thing, policy);
}
