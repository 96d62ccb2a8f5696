//! What the page says of itself while an element shows something.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;

use crate::{host::Host, json::JsonObject, page, view::effect};

/// What a page says of itself.
#[derive(Default)]
pub struct Description {
    /// Stands before the document's own title.
    pub title: Option<String>,
    /// What the page is about, for search engines and for those who share its address.
    pub subject: Option<Subject>,
    /// A thing of <https://schema.org>, with its `@context`.
    pub thing: Option<JsonObject>,
}

/// What a page is about.
#[derive(Default)]
pub struct Subject {
    /// Its own address.
    pub url: String,
    /// Its title.
    pub heading: String,
    /// A few sentences.
    pub summary: Option<String>,
    /// The address of a picture.
    pub image: Option<String>,
}

/// Lets the page say so, now and whenever a signal that `says` read has changed. Taken back with the view that asked for it.
pub fn describe(host: Host, says: impl Fn() -> Description + 'static) {
    let Some(element) = host.element() else {
        return;
    };
    let has_said = Rc::new(Cell::new(false));
    let said = SendWrapper::new((element.clone(), has_said.clone()));
    on_cleanup(move || {
        if said.1.get() {
            page::describe(&said.0, &[]);
        }
    });
    effect(move || {
        let Description {
            title,
            subject,
            thing,
        } = says();
        let says = title.is_some() || subject.is_some() || thing.is_some();
        // Who has nothing to say brings no file for it.
        if !says && !has_said.get() {
            return;
        }
        has_said.set(says);
        let thing = thing.map(|thing| thing.json());
        let about = subject.as_ref();
        let members = [
            ("title", title.as_deref()),
            ("url", about.map(|about| about.url.as_str())),
            ("heading", about.map(|about| about.heading.as_str())),
            ("summary", about.and_then(|about| about.summary.as_deref())),
            ("image", about.and_then(|about| about.image.as_deref())),
            ("block", thing.as_deref()),
        ];
        page::describe(&element, &members);
    });
}
