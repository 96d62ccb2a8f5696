//! What the page says of itself while an element shows something.

use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;

use crate::{host::Host, json::JsonObject, page, view::effect};

/// What a page says of itself.
#[derive(Default)]
pub struct Description {
    /// Stands before the document's own title.
    pub title: Option<String>,
    /// A thing of <https://schema.org>, with its `@context`.
    pub thing: Option<JsonObject>,
}

/// Lets the page say so, now and whenever a signal that `says` read has changed. Taken back with the view that asked for it.
pub fn describe(host: Host, says: impl Fn() -> Description + 'static) {
    let Some(element) = host.element() else {
        return;
    };
    let described = SendWrapper::new(element.clone());
    on_cleanup(move || page::describe(&described, None, None));
    effect(move || {
        let Description { title, thing } = says();
        let thing = thing.map(|thing| thing.json());
        page::describe(&element, title.as_deref(), thing.as_deref());
    });
}
