//! Reading aloud with the voices of the device.

use wasm_bindgen::{JsCast, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::{browser, reading, schedule};

#[wasm_bindgen(module = "/src/page/speech.js")]
extern "C" {
    /// True where the device can read this language (`vi`, `en`).
    #[wasm_bindgen(js_name = canSpeak)]
    pub fn can_speak(language: &str) -> bool;
}

/// Reads what a selector finds in an article, one after the other, until the last has been read or the reading is stopped; the films and
/// sounds of the article fall silent.
pub async fn speak(article: Element, selector: &'static str, language: &'static str) {
    let Ok(reading) = reading::reading().await else {
        return;
    };
    let spoken = browser::call(
        &reading,
        "speak",
        &[article.into(), selector.into(), language.into()],
    );
    if let Some(Ok(spoken)) = spoken.map(JsCast::dyn_into::<js_sys::Promise>) {
        let _ = JsFuture::from(spoken).await;
    }
}

/// Falls silent.
pub fn fall_silent() {
    schedule::spawn(Box::pin(async {
        if let Ok(reading) = reading::reading().await {
            browser::call(&reading, "fallSilent", &[]);
        }
    }));
}
