//! Fields that a reader fills in.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

/// What stands in the field that an event comes from.
pub fn typed(event: &Event) -> String {
    let target = event.target();
    let field = target.as_ref();
    match field.and_then(|field| field.dyn_ref::<HtmlInputElement>()) {
        Some(field) => field.value(),
        None => field
            .and_then(|field| field.dyn_ref::<HtmlTextAreaElement>())
            .map(HtmlTextAreaElement::value)
            .unwrap_or_default(),
    }
}
