//! Fields that a reader fills in.

use std::rc::Rc;

use bangtin_model::join;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

use crate::view::{Children, View, component, view};

/// A field under its label, and what is wrong with it, said to those who see and to those who hear.
#[component]
pub fn Field(
    /// The `id` of the field; what is wrong stands in `NAME-error`.
    name: &'static str,
    label: String,
    error: Rc<dyn Fn() -> Option<String>>,
    children: Children,
) -> View {
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {children()}
            <p part="error" class="error" id=join(&[name, "-error"])>{move || error()}</p>
        </div>
    }
}

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
