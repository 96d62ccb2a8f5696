//! Small preferences of the reader, on the reader's own device.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/page/storage.js")]
extern "C" {
    /// What was remembered under this name.
    pub fn remembered(name: &str) -> Option<String>;

    /// Remembers a value, or forgets it for `None`, if the browser lets us.
    pub fn remember(name: &str, value: Option<&str>);
}
