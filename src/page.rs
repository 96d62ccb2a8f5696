//! What the browser or the page may refuse: each call answers with an `Option` or does nothing, and none can panic.

mod address;
mod browser;
mod description;
mod events;
mod network;
mod policy;
mod reading;
mod schedule;
mod storage;
mod words;

pub use address::{
    address_with, current_item, encoded, go_on, go_to_item, in_address, item_address, item_read_in,
    leave_item, moved, resolve, return_to, track_moves,
};
pub use browser::{alarm, call, close_dialog, construct, event, member, object, open_dialog};
pub use description::describe;
pub use events::{is_plain, is_ticked, nearest, taken_out, typed, written};
pub use network::{came_online, online, track_return};
pub use policy::policy;
pub use reading::{bring_reading, bring_to_sight, keep_import, of_reading, settled};
pub use schedule::{Job, Task, frame, now, pause, spawn};
pub use storage::{draft, keep_draft, remember, remembered, unique};
pub use words::{bring_english, words};

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::DomStringMap;

#[wasm_bindgen(module = "/src/page/page.js")]
extern "C" {
    /// Whether there is an element that a selector fits.
    pub fn exists(selector: &str) -> bool;

    /// The address that relative ones in the page refer to.
    pub fn base() -> String;
}

#[wasm_bindgen(module = "/src/page/saver.js")]
extern "C" {
    /// Whether pictures wait for a press: the reader saves data, or the line is so slow that a picture takes minutes.
    #[wasm_bindgen(js_name = savesData)]
    pub fn saves_data() -> bool;
}

thread_local! {
    static SETTINGS: RefCell<Option<DomStringMap>> = const { RefCell::new(None) };
}

/// Keeps the page-wide settings: the `data-*` of the loader's tag.
pub fn keep_settings(settings: DomStringMap) {
    SETTINGS.set(Some(settings));
}

/// A page-wide setting. An empty one is none.
pub fn setting(name: &str) -> Option<String> {
    let value =
        SETTINGS.with_borrow(|settings| settings.as_ref().and_then(|settings| settings.get(name)));
    stated(value)
}

/// What somebody has written, without the spaces around it. Nothing is none.
pub fn stated(value: Option<String>) -> Option<String> {
    let value = bangtin_model::trim(&value?).to_owned();
    (!value.is_empty()).then_some(value)
}

/// The page's window.
pub fn window() -> JsValue {
    js_sys::global().into()
}

/// How far the page is scrolled, in CSS pixels.
pub fn scrolled() -> f64 {
    member(&window(), "scrollY").as_f64().unwrap_or_default()
}

/// Up, at once where the reader wants no motion; a keyboard goes on from the first thing on the page.
pub fn rise() {
    let (window, body) = (window(), member(&document(), "body"));
    let query = JsValue::from_str("(prefers-reduced-motion: reduce)");
    let still = call(&window, "matchMedia", &[query]).unwrap_or_default();
    let behavior = match member(&still, "matches").is_truthy() {
        true => "instant",
        false => "smooth",
    };
    let up = object(&[("top", 0.into()), ("behavior", behavior.into())]);
    call(&window, "scrollTo", &[up]);
    // The body takes the focus for a moment: the next Tab leads to what comes first in it.
    let has_place = call(&body, "hasAttribute", &["tabindex".into()]);
    let is_ours = has_place.is_some_and(|has_place| has_place.is_falsy());
    if is_ours {
        call(&body, "setAttribute", &["tabindex".into(), "-1".into()]);
    }
    let stay = object(&[("preventScroll", true.into())]);
    call(&body, "focus", &[stay]);
    if is_ours {
        call(&body, "removeAttribute", &["tabindex".into()]);
    }
}

/// A text of Latin letters in base64.
pub fn base64(text: &str) -> Option<String> {
    call(&window(), "btoa", &[JsValue::from_str(text)])?.as_string()
}

/// The address that the page gives itself, for search engines.
pub fn canonical() -> Option<String> {
    let selector = JsValue::from_str("link[rel=canonical]");
    let link = call(&document(), "querySelector", &[selector])?;
    stated(member(&link, "href").as_string())
}

/// The page's document.
pub fn document() -> JsValue {
    member(&window(), "document")
}

/// The document is called as its site; what is shown is put before that. The server may have written a title for the address that was loaded.
pub fn name_by_site() {
    let document = document();
    let selector = JsValue::from_str("meta[property='og:site_name'][content]");
    let tag = call(&document, "querySelector", &[selector]).unwrap_or_default();
    let name = member(&tag, "content");
    if name.is_string() {
        let _ = js_sys::Reflect::set(&document, &JsValue::from_str("title"), &name);
    }
}

/// True where an element of the page follows the item in the page's address.
pub fn reads_here() -> bool {
    exists("bangtin-article:not([item]),bangtin-news[links~=reader i]")
}

/// Tells the developer's console, never the reader.
pub fn warn(line: &str) {
    web_sys::console::warn_1(&JsValue::from_str(&bangtin_model::join(&[
        "Bangtin: ",
        line,
    ])));
}

/// Tells it what was thrown, with the place that it came from.
pub fn warn_of(thrown: &JsValue) {
    web_sys::console::warn_1(thrown);
}
