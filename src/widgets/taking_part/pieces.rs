//! Pieces of forms.

use web_sys::{Event, HtmlInputElement, HtmlTextAreaElement};

use super::form::{Form, Status};
use crate::{
    elements::{attributes::Misconfigured, host::Host},
    failure::Failure,
    i18n::{FormMessage, Words},
    markup::{Markup, el},
};
use wasm_bindgen::JsCast;

/// The element needs the service, and the page names none.
pub(in crate::widgets) fn service_missing(host: Host) -> Misconfigured {
    let sentence = Words::of(host).t(FormMessage::ServiceMissing);
    Misconfigured::missing("service", sentence)
}

/// A field that people do not see and leave empty; programs that fill in everything fill it in too.
pub(in crate::widgets) fn trap(words: &Words) -> Markup {
    let field = el("input")
        .is("name", "website")
        .is("type", "text")
        .is("tabindex", "-1")
        .is("autocomplete", "off");
    let label = el("label").with(words.t(FormMessage::Trap)).with(field);
    el("div")
        .class("trap")
        .is("aria-hidden", "true")
        .with(label)
}

/// What a form says of its sending. It is heard politely; a failure says that nothing of what was written is lost.
pub(in crate::widgets) fn outcome(words: &Words, form: &Form) -> Markup {
    let line = match form.status() {
        Status::Sending => Some((FormMessage::Sending, "note")),
        // These two are explained where they belong: at the box, and above the results.
        Status::Refused(code) if matches!(&*code, "consent_changed" | "poll_closed") => None,
        Status::Refused(code) => Some((FormMessage::of_problem(&code), "notice")),
        Status::Failed(Failure::Offline) => Some((FormMessage::KeptAndOffline, "notice")),
        Status::Failed(_) => Some((FormMessage::KeptAndFailed, "notice")),
        _ => None,
    };
    let line =
        line.map(|(message, class)| el("p").part("outcome").class(class).with(words.t(message)));
    el("div").is("role", "status").with(line)
}

/// What stands in the field that an event comes from: its name and its value; a box that is not ticked has none.
pub(in crate::widgets) fn typed(event: &Event) -> Option<(String, String)> {
    let target = event.target()?;
    if let Some(field) = target.dyn_ref::<HtmlInputElement>() {
        let is_box = field.type_() == "checkbox";
        let value = if is_box && !field.checked() {
            String::new()
        } else {
            field.value()
        };
        return Some((field.name(), value));
    }
    let field = target.dyn_ref::<HtmlTextAreaElement>()?;
    Some((field.name(), field.value()))
}
