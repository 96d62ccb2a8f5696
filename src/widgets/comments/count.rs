//! "12 / 500 ký tự": seen at every key, heard when the fingers rest.

use bangtin_model::{decimal, join};
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

use crate::{
    elements::host::{Host, Work},
    i18n::{VoiceMessage, Words},
    markup::{Markup, el},
    page,
};

/// The most characters of a comment. The service counts again.
pub(super) const MOST: u32 = 500;
/// The most characters of a name.
pub(super) const MOST_OF_NAME: u32 = 60;
// Milliseconds without a key after which the count is said.
const REST: f64 = 1_500.0;

#[wasm_bindgen(module = "/src/widgets/comments/graphemes.js")]
extern "C" {
    /// How many characters a reader sees in a text.
    pub(super) fn graphemes(text: &str) -> u32;
}

/// The count beside a field, and the same for those who listen.
pub(super) fn view(words: &Words, text: &str) -> Markup {
    let (line, over) = line(words, text);
    let seen = el("p")
        .part("count")
        .class("count")
        .is("id", "count")
        .finish(move |place| write(place, &line, over));
    // Has no children of its own: what is said is written when the fingers rest.
    let heard = el("p")
        .class("unseen heard")
        .is("role", "status")
        .finish(|_| ());
    el("div").with(seen).with(heard)
}

/// The text has changed.
pub(super) fn update(host: Host, text: &str) {
    let words = Words::of(host);
    let (line, over) = line(&words, text);
    if let Some(place) = host.find(".count") {
        write(&place, &line, over);
    }
    host.spawn(Work::Count, async move {
        page::pause(REST).await;
        if let Some(place) = host.find(".heard") {
            place.set_text_content(Some(&line));
        }
    });
}

fn write(place: &Element, line: &str, over: bool) {
    place.set_text_content(Some(line));
    let _ = place.toggle_attribute_with_force("data-over", over);
}

fn line(words: &Words, text: &str) -> (String, bool) {
    let used = graphemes(text.trim());
    let line = words.t_with(VoiceMessage::Used, &decimal(used.into()));
    match used.checked_sub(MOST) {
        Some(over @ 1..) => {
            let over = words.t_with(VoiceMessage::TooLongBy, &decimal(over.into()));
            (join(&[&line, &over]), true)
        }
        _ => (line, false),
    }
}
