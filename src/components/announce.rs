//! What an element tells the page of itself.

use crate::{
    host::Host,
    page,
    resource::{Phase, Progress},
    view::effect,
};

/// Tells the page how far the element has come, now and whenever that changes: `data-state`, `bangtin-ready`, `bangtin-error`.
pub fn announce(host: Host, progress: impl Fn() -> Progress + 'static) {
    effect(move || tell(host, progress()));
}

/// Tells the page how far the element has come.
pub(super) fn tell(host: Host, progress: Progress) {
    let stale = progress.saved.is_some();
    let copy = if stale { "saved" } else { "fresh" };
    let (state, event, key, value) = match progress.phase {
        Phase::Loading => ("loading", "", "", ""),
        Phase::Ready => ("ready", "bangtin-ready", "copy", copy),
        Phase::Empty => ("empty", "bangtin-ready", "copy", "fresh"),
        Phase::Failed(failure) => ("failed", "bangtin-error", "failure", failure.code()),
    };
    if host.mark(state, stale) && !event.is_empty() {
        host.tell(event, &[key, value]);
    }
}

/// Tells the page, and the console, that an attribute is wrong.
pub(super) fn announce_misconfigured(host: Host, sentence: String) {
    effect(move || {
        if host.mark("misconfigured", false) {
            page::warn(&sentence);
            host.tell("bangtin-error", &["failure", "misconfigured"]);
        }
    });
}
