//! The last good answer of each address, on the reader's own device.

use js_sys::{Array, JsString, Promise};
use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen(module = "/src/first/brought.js")]
extern "C" {
    #[wasm_bindgen(js_name = saved)]
    fn read_promise(address: &str) -> Promise;
}

#[wasm_bindgen(module = "/src/client/saved.js")]
extern "C" {
    /// Keeps the text of an answer, if the browser lets us.
    pub(super) fn write(address: &str, text: &JsString);
    /// Forgets it: the server has it no more.
    #[wasm_bindgen(js_name = write)]
    pub(super) fn forget(address: &str);
}

/// The saved text of an address and when it was saved, in milliseconds since 1970.
pub(super) async fn read(address: &str) -> Option<(JsString, f64)> {
    let copy = JsFuture::from(read_promise(address)).await.ok()?;
    let copy = copy.dyn_into::<Array>().ok()?;
    Some((copy.get(0).dyn_into().ok()?, copy.get(1).as_f64()?))
}
