//! Fields that a reader fills in.

use std::rc::Rc;

use bangtin_model::join;

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
            // What is wrong with a field.
            <p part="error" class="error" id=join(&[name, "-error"])>{move || error()}</p>
        </div>
    }
}
