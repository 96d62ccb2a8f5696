//! The kit's Trusted Types policy.

use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/page/policy.js")]
extern "C" {
    /// The policy named `bangtin`; null where the browser has none to make, or the page does not allow it.
    pub fn policy() -> JsValue;
}
