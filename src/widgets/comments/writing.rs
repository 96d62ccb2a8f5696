//! The form, and what stands in its place once a comment was sent.

use std::rc::Rc;

use bangtin_model::join;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};

use super::code;
use super::count::{self, graphemes};
use super::said::Said;
use super::talk::Talk;
use crate::{
    elements::host::Host,
    i18n::{FormMessage, VoiceMessage, Words},
    markup::{Markup, el},
    widgets::taking_part::{Form, Status, outcome, trap, typed},
};

/// The form; `to` is the comment that is being answered.
pub(super) fn view(talk: &Rc<Talk>, words: &Words, to: Option<&Said>) -> Markup {
    let status = talk.form.status();
    if status == Status::Done {
        return sent(talk, words);
    }
    let again = matches!(status, Status::Failed(_) | Status::Refused(_));
    let label = if again {
        words.t(FormMessage::SendAgain)
    } else {
        words.t(VoiceMessage::Send)
    };
    let button = el("button")
        .part("submit")
        .class("submit")
        .is("type", "submit")
        .maybe(
            "aria-disabled",
            (status == Status::Sending).then_some("true"),
        )
        .with(label);
    let frame = el("form")
        .part("form")
        .is("novalidate", "")
        .attr("aria-label", words.t(VoiceMessage::Text))
        .with(el("div").with(to.map(|to| answering(talk, words, to))))
        .with(name(&talk.form, words))
        .with(text(&talk.form, words))
        .with(code::view(talk, words))
        .with(trap(words))
        .with(button)
        .with(outcome(words, &talk.form))
        .with(wrong_elsewhere(words, &status));
    follow(talk, frame, to.map(|to| to.id.clone()).unwrap_or_default())
}

/// What was written is kept, the code begins with the first field that is touched, and the form is sent by its button.
fn follow(talk: &Rc<Talk>, frame: Markup, to: String) -> Markup {
    let touched = talk.clone();
    let frame = frame.on("focusin", move |_| touched.begin_code());
    let writing = talk.clone();
    let frame = frame.on("input", move |event| {
        if let Some((field, value)) = typed(event)
            && field != "website"
        {
            writing.form.keep(&field, &value);
            if field == "text" {
                count::update(writing.host, &value);
            }
        }
    });
    let sending = talk.clone();
    frame.on("submit", move |event| {
        event.prevent_default();
        submit(&sending, &to);
    })
}

fn name(form: &Form, words: &Words) -> Markup {
    let field = el("input")
        .part("name-field")
        .is("id", "name")
        .is("name", "name")
        .is("type", "text")
        .is("autocomplete", "name")
        .is("required", "")
        .is("aria-describedby", "name-error")
        .maybe("value", form.draft("name"));
    let label = el("label")
        .is("for", "name")
        .with(words.t(VoiceMessage::Name));
    let (field, error) = judged(form, words, "name", "name-error", field);
    el("div").class("field").with(label).with(field).with(error)
}

fn text(form: &Form, words: &Words) -> Markup {
    let draft = form.draft("text").unwrap_or_default();
    let counted = current(form.host, "text").unwrap_or_else(|| draft.clone());
    let field = el("textarea")
        .part("text-field")
        .is("id", "text")
        .is("name", "text")
        .is("rows", "4")
        .is("required", "")
        .is("aria-describedby", "text-hint count text-error")
        .with(draft);
    let label = el("label")
        .is("for", "text")
        .with(words.t(VoiceMessage::Text));
    let hint = el("p")
        .class("note")
        .is("id", "text-hint")
        .with(words.t(VoiceMessage::Hint));
    let (field, error) = judged(form, words, "text", "text-error", field);
    el("div")
        .class("field")
        .with(label)
        .with(hint)
        .with(field)
        .with(count::view(words, &counted))
        .with(error)
}

/// A field with what is wrong with it, said to those who see and to those who hear.
fn judged(
    form: &Form,
    words: &Words,
    name: &str,
    id: &'static str,
    field: Markup,
) -> (Markup, Markup) {
    let wrong = match form.status() {
        Status::Wrong(field, code) if field == name => Some(match (name, code.as_str()) {
            ("name", "required") => VoiceMessage::NameMissing,
            ("name", "too_long") => VoiceMessage::NameLong,
            ("text", "required") => VoiceMessage::TextMissing,
            ("text", "too_long") => VoiceMessage::TextLong,
            _ => VoiceMessage::InvalidText,
        }),
        _ => None,
    };
    let field = field.maybe("aria-invalid", wrong.map(|_| "true"));
    // While it is on its way nothing is changed: what is sent is what is seen.
    let sending = form.status() == Status::Sending;
    let field = field.maybe("readonly", sending.then_some(""));
    let error = el("p").part("error").class("error").is("id", id);
    (field, error.with(wrong.map(|wrong| words.t(wrong))))
}

/// The service finds fault with what the reader did not write here.
fn wrong_elsewhere(words: &Words, status: &Status) -> Markup {
    let sentence = match status {
        Status::Wrong(field, _) if field == "parent" => Some(words.t(VoiceMessage::NoAnswer)),
        Status::Wrong(field, _) if field != "name" && field != "text" => {
            Some(words.t(FormMessage::NotTaken))
        }
        _ => None,
    };
    let sentence = sentence.map(|sentence| el("p").class("notice").with(sentence));
    el("div").is("role", "status").with(sentence)
}

fn answering(talk: &Rc<Talk>, words: &Words, to: &Said) -> Markup {
    let (talk, id) = (talk.clone(), to.id.clone());
    let title = words.t_with(VoiceMessage::AnswerTo, &to.name);
    let leave = el("button")
        .part("leave")
        .class("plain")
        .is("type", "button")
        .with(words.t(VoiceMessage::AnswerNot))
        .on("click", move |_| {
            talk.turn_to("");
            talk.host
                .focus(join(&["[part=answer][value=\"", &id, "\"]"]));
        });
    el("p")
        .class("answering")
        .with(el("strong").with(title))
        .with(leave)
}

fn sent(talk: &Rc<Talk>, words: &Words) -> Markup {
    let talk = talk.clone();
    let another = el("button")
        .part("another")
        .is("type", "button")
        .with(words.t(VoiceMessage::WriteAnother))
        .on("click", move |_| {
            talk.turn_to("");
            talk.host.focus("textarea".into());
        });
    el("div")
        .part("sent")
        .class("notice")
        .is("tabindex", "-1")
        .is("role", "status")
        .with(el("p").with(words.t(VoiceMessage::Moderated)))
        .with(another)
}

/// Sends what was written, or points at the first field that is not as it must be.
fn submit(talk: &Rc<Talk>, to: &str) {
    let written = |field| current(talk.host, field).unwrap_or_default();
    let (name, text) = (written("name"), written("text"));
    let (name, text) = (name.trim(), text.trim());
    let judge = |field, value: &str, most| match value {
        "" => Some((field, "required")),
        _ if graphemes(value) > most => Some((field, "too_long")),
        _ => None,
    };
    let fault = judge("name", name, count::MOST_OF_NAME);
    match fault.or_else(|| judge("text", text, count::MOST)) {
        Some((field, code)) => {
            talk.form.set(Status::Wrong(field.into(), code.into()));
            talk.host.focus(join(&["[name=", field, "]"]));
        }
        None => talk.send(to, name, text, &written("website")),
    }
}

/// What stands in a field.
fn current(host: Host, name: &str) -> Option<String> {
    let field = host.find(&join(&["[name=", name, "]"]))?;
    match field.dyn_ref::<HtmlInputElement>() {
        Some(field) => Some(field.value()),
        None => Some(field.dyn_ref::<HtmlTextAreaElement>()?.value()),
    }
}
