//! The table of elements, and their life from the tag on the page to the view and back.

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{DomStringMap, HtmlElement};

use Make::{Lazy, Now};

use crate::{
    attributes::Declared,
    host::{self, Host},
    page,
    parts::Part,
    portal,
    view::View,
    widgets,
};

/// One kind of element: what a page writes, and what it gets.
pub struct Element {
    /// The tag, such as `bangtin-news`.
    pub tag: &'static str,
    /// Where the attributes of its own are declared; those that all share are in [`crate::attributes`].
    pub attributes: Declared,
    /// What makes its view.
    pub view: Make,
    /// True where it has something to do wherever it stands: its view does not wait until it comes near the reader's.
    pub everywhere: bool,
}

/// What makes the view of an element.
#[derive(Clone, Copy)]
pub enum Make {
    /// What is there.
    Now(fn(Host) -> View),
    /// A file of its own, which is brought first; the class of what keeps the view's room meanwhile.
    Lazy(Part, &'static str),
}

impl Make {
    /// The view of this element.
    fn of(self, host: Host) -> View {
        match self {
            Now(make) => make(host),
            Lazy(file, place) => widgets::lazy::lazy(host, place, file),
        }
    }
}

/// Every element of the kit. A new one is a row here, a file in `widgets` and a file in `style`.
pub const ELEMENTS: &[Element] = &[
    Element {
        tag: "bangtin-news",
        attributes: widgets::news::ATTRIBUTES,
        view: Now(widgets::news::news),
        everywhere: false,
    },
    Element {
        tag: "bangtin-article",
        attributes: widgets::article::ATTRIBUTES,
        view: Now(widgets::lazy::article),
        everywhere: false,
    },
    Element {
        tag: "bangtin-comments",
        attributes: widgets::comments::ATTRIBUTES,
        view: Lazy(widgets::lazy::comments_file(), "awaited"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-rating",
        attributes: widgets::rating::ATTRIBUTES,
        view: Lazy(widgets::lazy::rating_file(), "expected"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-poll",
        attributes: widgets::poll::ATTRIBUTES,
        view: Lazy(widgets::lazy::poll_file(), "expected"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-subscribe",
        attributes: widgets::subscribe::ATTRIBUTES,
        view: Lazy(widgets::lazy::subscribe_file(), "awaited"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-visitors",
        attributes: widgets::visitors::ATTRIBUTES,
        view: Now(widgets::lazy::visitors),
        everywhere: true,
    },
    Element {
        tag: "bangtin-contact",
        attributes: widgets::contact::ATTRIBUTES,
        view: Now(widgets::lazy::contact),
        everywhere: false,
    },
    Element {
        tag: "bangtin-copyright",
        attributes: widgets::copyright::ATTRIBUTES,
        view: Now(widgets::lazy::copyright),
        everywhere: false,
    },
    Element {
        tag: "bangtin-today",
        attributes: widgets::today::ATTRIBUTES,
        view: Lazy(widgets::lazy::today_file(), "line"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-top",
        attributes: widgets::top::ATTRIBUTES,
        view: Lazy(widgets::lazy::top_file(), ""),
        everywhere: true,
    },
    Element {
        tag: "bangtin-share",
        attributes: widgets::share::ATTRIBUTES,
        view: Lazy(widgets::lazy::share_file(), "line"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-related",
        attributes: widgets::related::ATTRIBUTES,
        view: Now(widgets::lazy::related),
        everywhere: false,
    },
    Element {
        tag: "bangtin-portal",
        attributes: portal::ATTRIBUTES,
        view: Lazy(portal::portal_file(), ""),
        everywhere: true,
    },
    Element {
        tag: "bangtin-documents",
        attributes: widgets::documents::ATTRIBUTES,
        view: Lazy(widgets::lazy::documents_file(), "box"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-weather",
        attributes: widgets::weather::ATTRIBUTES,
        view: Lazy(widgets::lazy::weather_file(), "awaited"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-rates",
        attributes: widgets::rates::ATTRIBUTES,
        view: Lazy(widgets::lazy::rates_file(), "awaited"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-links",
        attributes: widgets::links::ATTRIBUTES,
        view: Lazy(widgets::lazy::links_file(), "box"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-gallery",
        attributes: widgets::gallery::ATTRIBUTES,
        view: Lazy(widgets::lazy::gallery_file(), "awaited"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-videos",
        attributes: widgets::videos::ATTRIBUTES,
        view: Lazy(widgets::lazy::videos_file(), "awaited"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-newest-comments",
        attributes: widgets::newest_comments::ATTRIBUTES,
        view: Lazy(widgets::lazy::newest_comments_file(), "box"),
        everywhere: false,
    },
    Element {
        tag: "bangtin-display",
        attributes: widgets::display::ATTRIBUTES,
        view: Lazy(widgets::lazy::display_file(), "line"),
        everywhere: true,
    },
    Element {
        tag: "bangtin-alert",
        attributes: widgets::alert::ATTRIBUTES,
        view: Lazy(widgets::lazy::alert_file(), ""),
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
        Some(known) => host::connect(|host| known.view.of(host), element, root),
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
