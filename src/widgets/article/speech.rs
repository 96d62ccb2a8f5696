//! Reading the article aloud.

use js_sys::Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event};

use super::films::hush;
use crate::{
    elements::host::Host,
    i18n::{Language, Words},
    page::{self, Job},
    view::RwSignal,
};

/// The device's voice for one article. It falls silent with the article.
#[derive(Clone, Copy)]
pub(super) struct Speech {
    host: Host,
    speaking: RwSignal<bool>,
    job: Job,
}

impl Speech {
    pub(super) fn new(host: Host) -> Self {
        Self {
            host,
            speaking: RwSignal::new(false),
            job: Job::new(),
        }
    }

    fn language(self) -> &'static str {
        match Words::of(self.host).language {
            Language::Vi => "vi",
            Language::En => "en",
        }
    }

    /// True where the device can read the element's language.
    pub(super) fn is_there(self) -> bool {
        page::can_speak(self.language())
    }

    pub(super) fn is_speaking(self) -> bool {
        self.speaking.get()
    }

    /// Begins to read the article in which the button was pressed, or falls silent.
    pub(super) fn toggle(self, pressed: &Event) {
        if self.speaking.get_untracked() {
            return self.job.stop();
        }
        let Some(article) = page::nearest(pressed, "article") else {
            return;
        };
        hush(&article);
        let (texts, language) = (texts(&article), self.language());
        self.speaking.set(true);
        self.job.start(async move {
            let _end = End(self.speaking);
            let _ = JsFuture::from(page::speak(texts, language)).await;
        });
    }
}

/// The end of a reading, however it comes.
struct End(RwSignal<bool>);

impl Drop for End {
    fn drop(&mut self) {
        page::fall_silent();
        self.0.set(false);
    }
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
