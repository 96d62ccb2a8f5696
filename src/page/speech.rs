//! Reading aloud with the voices of the device.

use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

#[wasm_bindgen(module = "/src/page/speech.js")]
extern "C" {
    /// True where the device can read this language (`vi`, `en`).
    #[wasm_bindgen(js_name = canSpeak)]
    pub fn can_speak(language: &str) -> bool;

    /// Reads what a selector finds in an article, one after the other; its films and sounds fall silent. The promise is kept when the
    /// last has been read or the reading was stopped.
    pub fn speak(article: &Element, selector: &str, language: &str) -> Promise;

    /// Falls silent.
    #[wasm_bindgen(js_name = fallSilent)]
    pub fn fall_silent();
}
