//! What an event says.

use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::{Element, Event};

#[wasm_bindgen(module = "/src/page/events.js")]
extern "C" {
    /// What stands in the field that an event comes from.
    pub fn typed(event: &Event) -> String;

    /// Whether the box that an event comes from is ticked.
    #[wasm_bindgen(js_name = isTicked)]
    pub fn is_ticked(event: &Event) -> bool;

    /// Whether a press opens a link here: the first button, and no key that asks for another window.
    #[wasm_bindgen(js_name = isPlain)]
    pub fn is_plain(event: &Event) -> bool;

    /// The element that a selector fits, where an event comes from or around that.
    pub fn nearest(event: &Event, selector: &str) -> Option<Element>;

    /// What stands in a field of the form that listens to an event. What a program has put there has made no event of its own.
    pub fn written(event: &Event, name: &str) -> String;

    /// The same, and the field is empty afterwards.
    #[wasm_bindgen(js_name = takenOut)]
    pub fn taken_out(event: &Event, name: &str) -> String;
}
