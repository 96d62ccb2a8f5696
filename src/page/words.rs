//! Tables of words that a page brings: its own, and those of another language (src/labels.js).

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

use super::settled;

#[wasm_bindgen(module = "/src/first/brought.js")]
extern "C" {
    /// The table that was brought from this address of `labels`, or for this language; undefined where none has come.
    pub fn words(name: &str) -> JsValue;

    #[wasm_bindgen(js_name = bringEnglish)]
    fn bring() -> JsValue;
}

/// Comes back when the words in English are there, or cannot be had.
pub async fn bring_english() {
    let _ = settled(bring()).await;
}
