//! What an element shows while its content is on the way, old, missing or refused.

use std::rc::Rc;

use crate::{
    elements::host::Host,
    failure::Failure,
    i18n::{Common, Words, saved_line},
    markup::{Markup, el},
    page,
};

use crate::resource::{Phase, Progress};

/// Tells the page how far the element has come: `data-state`, `bangtin-ready`, `bangtin-error`.
pub fn announce(host: Host, progress: Progress) {
    let stale = progress.saved.is_some();
    let (state, event, key, value) = match progress.phase {
        Phase::Loading => ("loading", "", "", ""),
        Phase::Ready => (
            "ready",
            "bangtin-ready",
            "copy",
            if stale { "saved" } else { "fresh" },
        ),
        Phase::Empty => ("empty", "bangtin-ready", "copy", "fresh"),
        Phase::Failed(failure) => ("failed", "bangtin-error", "failure", failure.code()),
    };
    if host.mark(state, stale) && !event.is_empty() {
        host.tell(event, key, value);
    }
}

/// Says that the content is on its way, to those who cannot see the skeleton.
pub fn loading(words: &Words) -> Markup {
    el("p")
        .class("unseen")
        .is("role", "status")
        .with(words.t(Common::Loading))
}

/// The age of a saved copy, for as long as it is shown.
pub fn saved_note(words: &Words, progress: Progress) -> Markup {
    let note = progress.saved.map(|saved| {
        let mut line = saved_line(words, saved, page::now());
        if progress.refresh_failed {
            line.push_str(". ");
            line.push_str(&words.t(Common::RefreshFailed));
        }
        el("p").part("stale").class("note").with(line)
    });
    el("div").is("role", "status").with(note)
}

/// The plain sentence of a source that has nothing, or of a failure with "Thử lại"; below it what stands inside the tag.
pub fn unavailable(
    host: Host,
    words: &Words,
    phase: Phase,
    empty: Common,
    retry: Rc<dyn Fn()>,
) -> Markup {
    match phase {
        Phase::Failed(failure) => failed(host, words, failure, retry),
        _ => el("div")
            .with(el("p").part("empty").class("notice").with(words.t(empty)))
            .with(el("slot")),
    }
}

/// The plain sentence of a failure and "Thử lại"; below it what stands inside the tag. Also tries again when the network is back.
pub fn failed(host: Host, words: &Words, failure: Failure, retry: Rc<dyn Fn()>) -> Markup {
    host.on_retry(Some(retry.clone()));
    let sentence = el("p").part("failure").with(words.t(failure.message()));
    let button = el("button")
        .part("retry")
        .is("type", "button")
        .with(words.t(Common::Retry))
        .on("click", move |_| retry());
    el("div")
        .with(
            el("div")
                .class("notice")
                .is("role", "alert")
                .with(sentence)
                .with(button),
        )
        .with(el("slot"))
}
