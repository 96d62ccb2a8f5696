//! What the browser or the page may refuse: each call answers with an `Option` or does nothing, and none can panic.

mod address;
mod browser;
mod description;
mod events;
mod network;
mod policy;
mod schedule;
mod speech;
mod storage;

pub use address::{current_item, go_to_item, item_address, moved, resolve};
pub use browser::{alarm, call, event, member, object};
pub use description::describe;
pub use events::{is_plain, is_ticked, nearest, typed, written};
pub use network::{came_online, online, track_return};
pub use policy::policy;
pub use schedule::{Job, Task, frame, now, pause};
pub use speech::{can_speak, fall_silent, speak};
pub use storage::{draft, keep_draft, remember, remembered, unique};

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{Document, DomStringMap, Window};

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
    value.filter(|value| !bangtin_model::trim(value).is_empty())
}

/// The page's window.
pub fn window() -> Option<Window> {
    web_sys::window()
}

/// The page's document.
pub fn document() -> Option<Document> {
    window()?.document()
}

/// The address that relative ones in the page refer to.
pub fn base() -> String {
    document()
        .and_then(|document| document.base_uri().ok().flatten())
        .unwrap_or_default()
}

/// The page's own origin.
pub fn origin() -> String {
    window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// True where an element of the page follows the item in the page's address.
pub fn reads_here() -> bool {
    let selector = "bangtin-article:not([item]),bangtin-news[links=reader]";
    document()
        .and_then(|document| document.query_selector(selector).ok().flatten())
        .is_some()
}

/// Tells the developer's console, never the reader.
pub fn warn(line: &str) {
    web_sys::console::warn_1(&JsValue::from_str(&bangtin_model::join(&[
        "Bangtin: ",
        line,
    ])));
}

/// What something thrown says of itself, for the console.
pub fn reason(thrown: &JsValue) -> String {
    let message = js_sys::Reflect::get(thrown, &"message".into()).ok();
    message
        .and_then(|message| message.as_string())
        .or_else(|| thrown.as_string())
        .unwrap_or_default()
}
