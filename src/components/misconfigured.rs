//! A wrong attribute, explained where the element stands.

use crate::{
    elements::{attributes::Misconfigured, host::Host},
    i18n::Words,
    markup::{Markup, el},
    page,
};

/// Names the attribute, its value and what it takes, above what stands inside the tag.
pub fn misconfigured(host: Host, wrong: &Misconfigured) -> Markup {
    let sentence = wrong.sentence(&Words::of(host));
    if host.mark("misconfigured", false) {
        page::warn(&sentence);
        host.tell("bangtin-error", "failure", "misconfigured");
    }
    let sentence = el("p")
        .part("misconfigured")
        .class("notice")
        .is("role", "note")
        .with(sentence);
    el("div").with(sentence).with(el("slot"))
}
