//! The table of elements, and their life from the tag on the page to the view and back.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{DomStringMap, HtmlElement};

use crate::{
    attributes::Declared,
    host::{self, Host},
    page, portal,
    view::View,
    widgets,
};

/// One kind of element: what a page writes, and what it gets.
pub struct Element {
    /// The tag, such as `bangtin-news`.
    pub tag: &'static str,
    /// Where the attributes of its own are declared; those that all share are in [`crate::attributes`].
    pub attributes: Declared,
    /// Makes its view.
    pub view: fn(Host) -> View,
    /// True where it has something to do wherever it stands: its view does not wait until it comes near the reader's.
    pub everywhere: bool,
}

/// Every element of the kit. A new one is a row here, a file in `widgets` and a file in `style`.
pub const ELEMENTS: &[Element] = &[
    Element {
        tag: "bangtin-news",
        attributes: widgets::news::ATTRIBUTES,
        view: widgets::news::news,
        everywhere: false,
    },
    Element {
        tag: "bangtin-article",
        attributes: widgets::article::ATTRIBUTES,
        view: widgets::lazy::article,
        everywhere: false,
    },
    Element {
        tag: "bangtin-comments",
        attributes: widgets::comments::ATTRIBUTES,
        view: widgets::lazy::comments,
        everywhere: false,
    },
    Element {
        tag: "bangtin-rating",
        attributes: widgets::rating::ATTRIBUTES,
        view: widgets::lazy::rating,
        everywhere: false,
    },
    Element {
        tag: "bangtin-poll",
        attributes: widgets::poll::ATTRIBUTES,
        view: widgets::lazy::poll,
        everywhere: false,
    },
    Element {
        tag: "bangtin-subscribe",
        attributes: widgets::subscribe::ATTRIBUTES,
        view: widgets::lazy::subscribe,
        everywhere: false,
    },
    Element {
        tag: "bangtin-visitors",
        attributes: widgets::visitors::ATTRIBUTES,
        view: widgets::lazy::visitors,
        everywhere: true,
    },
    Element {
        tag: "bangtin-contact",
        attributes: widgets::contact::ATTRIBUTES,
        view: widgets::lazy::contact,
        everywhere: false,
    },
    Element {
        tag: "bangtin-copyright",
        attributes: widgets::copyright::ATTRIBUTES,
        view: widgets::lazy::copyright,
        everywhere: false,
    },
    Element {
        tag: "bangtin-today",
        attributes: widgets::today::ATTRIBUTES,
        view: widgets::lazy::today,
        everywhere: false,
    },
    Element {
        tag: "bangtin-top",
        attributes: widgets::top::ATTRIBUTES,
        view: widgets::lazy::top,
        everywhere: true,
    },
    Element {
        tag: "bangtin-share",
        attributes: widgets::share::ATTRIBUTES,
        view: widgets::lazy::share,
        everywhere: false,
    },
    Element {
        tag: "bangtin-related",
        attributes: widgets::related::ATTRIBUTES,
        view: widgets::lazy::related,
        everywhere: false,
    },
    Element {
        tag: "bangtin-portal",
        attributes: portal::ATTRIBUTES,
        view: portal::portal,
        everywhere: true,
    },
    Element {
        tag: "bangtin-documents",
        attributes: widgets::documents::ATTRIBUTES,
        view: widgets::lazy::documents,
        everywhere: false,
    },
    Element {
        tag: "bangtin-weather",
        attributes: widgets::weather::ATTRIBUTES,
        view: widgets::lazy::weather,
        everywhere: false,
    },
    Element {
        tag: "bangtin-rates",
        attributes: widgets::rates::ATTRIBUTES,
        view: widgets::lazy::rates,
        everywhere: false,
    },
    Element {
        tag: "bangtin-links",
        attributes: widgets::links::ATTRIBUTES,
        view: widgets::lazy::links,
        everywhere: false,
    },
    Element {
        tag: "bangtin-gallery",
        attributes: widgets::gallery::ATTRIBUTES,
        view: widgets::lazy::gallery,
        everywhere: false,
    },
    Element {
        tag: "bangtin-videos",
        attributes: widgets::videos::ATTRIBUTES,
        view: widgets::lazy::videos,
        everywhere: false,
    },
    Element {
        tag: "bangtin-newest-comments",
        attributes: widgets::newest_comments::ATTRIBUTES,
        view: widgets::lazy::newest_comments,
        everywhere: false,
    },
    Element {
        tag: "bangtin-display",
        attributes: widgets::display::ATTRIBUTES,
        view: widgets::lazy::display,
        everywhere: true,
    },
    Element {
        tag: "bangtin-alert",
        attributes: widgets::alert::ATTRIBUTES,
        view: widgets::lazy::alert,
        everywhere: true,
    },
];

/// Takes over what the loader has begun: the page-wide settings, the call that imports the scripts of articles (src/reading.js), and what came
/// with the first list ([`crate::first`]). Called once, before any element is registered.
#[wasm_bindgen]
pub fn start(settings: DomStringMap, reading: Function, brought: &JsValue) {
    page::keep_settings(settings);
    page::keep_import(reading);
    crate::first::keep(brought);
}

/// The elements to register, each as `[tag, whether everywhere]`.
#[wasm_bindgen]
pub fn elements() -> Array {
    let row = |element: &Element| {
        let tag = JsValue::from_str(element.tag);
        Array::of2(&tag, &element.everywhere.into())
    };
    ELEMENTS.iter().map(row).collect()
}

/// Makes the view of an element in `root` and returns the number under which it lives; 0 for a tag that the kit does not know.
#[wasm_bindgen]
pub fn connect(tag: &str, element: HtmlElement, root: HtmlElement) -> u32 {
    match ELEMENTS.iter().find(|known| known.tag == tag) {
        Some(known) => host::connect(known.view, element, root),
        None => 0,
    }
}

/// Tells the view that the page changed an attribute.
#[wasm_bindgen]
pub fn changed(id: u32) {
    host::changed(id);
}

/// Ends the view: its signals, timers, requests and listeners go with it.
#[wasm_bindgen]
pub fn disconnect(id: u32) {
    host::disconnect(id);
}

/// The page's address has changed: elements that read it look again.
#[wasm_bindgen]
pub fn moved() {
    page::moved();
}

/// The network is back: elements that have failed try again.
#[wasm_bindgen]
pub fn online() {
    page::came_online();
}
