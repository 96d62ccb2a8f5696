//! What the page says of itself while an element shows something (src/page/description.js).

use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::{browser, schedule};

/// Lets the page say so, in place of what the same element has let it say before. A member without a value is not said. `block` is a thing
/// of schema.org, a JSON object with its `@context`, in which no text can end a script block.
pub fn describe(element: &HtmlElement, members: &[(&str, Option<&str>)]) {
    let mut about = Vec::new();
    for (name, value) in members {
        if let Some(value) = value {
            about.push((*name, JsValue::from_str(value)));
            if *name == "block" {
                // The policy is made only where there is a block to write: a page may not have allowed it.
                about.push(("policy", super::policy()));
            }
        }
    }
    let about = browser::object(&about);
    let element: JsValue = element.into();
    schedule::spawn(Box::pin(async move {
        if let Ok(reading) = super::bring_reading().await {
            browser::call(&reading, "describe", &[element, about]);
        }
    }));
}
