//! Reading the article aloud.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::films::hush;
use crate::{
    elements::host::{Host, Work},
    i18n::Language,
    page,
};

fn code(language: Language) -> &'static str {
    match language {
        Language::Vi => "vi",
        Language::En => "en",
    }
}

/// True where the device can read this language.
pub(super) fn is_there(language: Language) -> bool {
    page::can_speak(code(language))
}

/// Begins to read, or falls silent.
pub(super) fn toggle(host: Host, article: &Element, button: &Element, language: Language) {
    let speaking = button.get_attribute("aria-pressed").as_deref() == Some("true");
    show(button, !speaking);
    if speaking {
        return page::fall_silent();
    }
    hush(article);
    let texts = texts(article);
    let button = button.clone();
    host.spawn(Work::Speech, async move {
        let _silence = Silence;
        let _ = JsFuture::from(page::speak(texts, code(language))).await;
        show(&button, false);
    });
}

/// Falls silent when the reading ends, also with the element.
struct Silence;

impl Drop for Silence {
    fn drop(&mut self) {
        page::fall_silent();
    }
}

fn show(button: &Element, speaking: bool) {
    let _ = button.set_attribute("aria-pressed", if speaking { "true" } else { "false" });
}

fn texts(article: &Element) -> Array {
    let texts = Array::new();
    let selector = "[part=title],[part=lead],.body p,.body li,.body h2,.body h3,.body figcaption";
    let Ok(found) = article.query_selector_all(selector) else {
        return texts;
    };
    for text in (0..found.length()).filter_map(|index| found.get(index)?.text_content()) {
        if !text.trim().is_empty() {
            texts.push(&JsValue::from_str(&text));
        }
    }
    texts
}
