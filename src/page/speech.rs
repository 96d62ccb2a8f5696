//! Reading aloud with the voices of the device.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen(module = "/src/page/speech.js")]
extern "C" {
    /// True where the device can read this language (`vi`, `en`).
    #[wasm_bindgen(js_name = canSpeak)]
    pub fn can_speak(language: &str) -> bool;

    /// Reads the texts one after the other. The promise is kept when the last has been read or the reading was stopped.
    pub fn speak(texts: Array, language: &str) -> Promise;

    /// Falls silent.
    #[wasm_bindgen(js_name = fallSilent)]
    pub fn fall_silent();
}
