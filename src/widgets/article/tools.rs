//! The reading tools: text size, contrast, reading aloud, print. What the reader chose is remembered on the device.

use wasm_bindgen::JsCast;
use web_sys::Element;

use super::speech;
use crate::{
    elements::host::Host,
    i18n::{ArticleMessage, Language, Words},
    markup::{Markup, el},
    page,
};

// Text sizes in per cent of the page's own; WCAG 1.4.4 asks for 200.
const SIZES: [&str; 6] = ["100", "115", "130", "150", "175", "200"];

/// The size and the contrast that the reader chose last.
pub(super) fn remembered() -> (&'static str, Option<&'static str>) {
    let size = page::remembered("size").unwrap_or_default();
    let size = SIZES
        .into_iter()
        .find(|known| *known == size)
        .unwrap_or("100");
    (size, page::remembered("contrast").map(|_| ""))
}

pub(super) fn view(host: Host, words: &Words) -> Markup {
    let language = words.language;
    // Words rather than signs: a cheap phone's font lacks many a sign, and an older reader need not guess.
    let button = |tool: &'static str, label: ArticleMessage| {
        let button = el("button").is("type", "button").part("tool");
        button.is("data-tool", tool).with(words.t(label))
    };
    let sized = |tool, sign, label| {
        let button = el("button").is("type", "button").part("tool");
        let meaning = el("span").class("unseen").with(words.t(label));
        button.is("data-tool", tool).with(sign).with(meaning)
    };
    let high = if remembered().1.is_some() {
        "true"
    } else {
        "false"
    };
    let speak = button("speak", ArticleMessage::Speak).is("aria-pressed", "false");
    let bar = el("div")
        .class("toolbar")
        .part("tools")
        .is("role", "group")
        .attr("aria-label", words.t(ArticleMessage::Tools))
        .with(sized("smaller", "A−", ArticleMessage::Smaller))
        .with(sized("larger", "A+", ArticleMessage::Larger))
        .with(button("contrast", ArticleMessage::Contrast).is("aria-pressed", high))
        .with(speech::is_there(language).then_some(speak))
        .with(button("print", ArticleMessage::Print));
    // One listener for all the tools.
    bar.on("click", move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let Some(button) = target.and_then(|target| target.closest("button").ok().flatten()) else {
            return;
        };
        if let Some(article) = button.closest("article").ok().flatten() {
            use_tool(host, &article, &button, language);
        }
    })
}

fn use_tool(host: Host, article: &Element, button: &Element, language: Language) {
    match button.get_attribute("data-tool").as_deref() {
        Some("smaller") => resize(article, |at| at.saturating_sub(1)),
        Some("larger") => resize(article, |at| at + 1),
        Some("contrast") => {
            let high = article
                .toggle_attribute("data-contrast")
                .unwrap_or_default();
            let _ = button.set_attribute("aria-pressed", if high { "true" } else { "false" });
            page::remember("contrast", high.then_some("high"));
        }
        Some("speak") => speech::toggle(host, article, button, language),
        Some("print") => {
            let _ = page::window().map(|window| window.print());
        }
        _ => {}
    }
}

fn resize(article: &Element, to: impl Fn(usize) -> usize) {
    let size = article.get_attribute("data-size").unwrap_or_default();
    let at = SIZES
        .iter()
        .position(|known| *known == size)
        .unwrap_or_default();
    if let Some(size) = SIZES.get(to(at)) {
        let _ = article.set_attribute("data-size", size);
        page::remember("size", Some(size));
    }
}
