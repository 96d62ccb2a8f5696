//! Small preferences of the reader, on the reader's own device.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/page/storage.js")]
extern "C" {
    /// What was remembered under this name.
    pub fn remembered(name: &str) -> Option<String>;

    /// Remembers a value, or forgets it for `None`, if the browser lets us.
    pub fn remember(name: &str, value: Option<&str>);

    /// What the reader has begun to write under this name in this tab.
    pub fn draft(name: &str) -> Option<String>;

    /// Keeps what the reader writes until the tab is closed, or forgets it for `None`, if the browser lets us.
    #[wasm_bindgen(js_name = keepDraft)]
    pub fn keep_draft(name: &str, value: Option<&str>);

    /// A name that nobody else has: 128 random bits in hexadecimal digits.
    pub fn unique() -> String;
}
