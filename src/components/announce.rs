//! What an element tells the page of itself.

use crate::{
    attributes::Misconfigured,
    host::Host,
    resource::{Phase, Progress},
    view::effect,
};

/// The element shows its content, or that there is none. Sent again when a fresh answer replaces a saved copy.
/// - `copy`: `saved` or `fresh`
const READY: &str = "bangtin-ready";

/// The element shows a sentence about what went wrong.
/// - `failure`: what `Failure::code` says, or `misconfigured`
const ERROR: &str = "bangtin-error";

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
        Phase::Ready => ("ready", READY, "copy", copy),
        Phase::Empty => ("empty", READY, "copy", "fresh"),
        Phase::Failed(failure) => ("failed", ERROR, "failure", failure.code()),
    };
    if host.mark(state, stale) && !event.is_empty() {
        host.tell(event, &[key, value]);
    }
}

/// Tells the page that an attribute is wrong; who set it up is told more by that (src/advice.js).
pub(super) fn announce_misconfigured(host: Host, wrong: Misconfigured) {
    effect(move || {
        host.mark("misconfigured", false);
        let Misconfigured {
            attribute,
            value,
            takes,
        } = &wrong;
        let detail = [
            "failure",
            "misconfigured",
            "attribute",
            attribute,
            "value",
            value,
            "takes",
            takes,
        ];
        host.tell(ERROR, &detail);
    });
}
