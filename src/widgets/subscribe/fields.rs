//! The fields of the form, and what stands in their place once it is sent.

use std::rc::Rc;

use super::{Door, Subscribe, notice::Notice, sending};
use crate::{
    i18n::{FormMessage, SubscribeMessage, Words},
    markup::{Markup, el},
    widgets::taking_part::{Form, Status, outcome, trap, typed},
};

pub(super) fn form(
    subscribe: &Rc<Subscribe>,
    words: &Words,
    door: Rc<Door>,
    notice: &Rc<Notice>,
) -> Markup {
    let form = &subscribe.form;
    let sending = form.status() == Status::Sending;
    let again = matches!(form.status(), Status::Failed(_) | Status::Refused(_));
    let label = if again {
        words.t(FormMessage::SendAgain)
    } else {
        words.t(SubscribeMessage::Submit)
    };
    let button = el("button")
        .part("submit")
        .class("submit")
        .is("type", "submit")
        .maybe("aria-disabled", sending.then_some("true"))
        .with(label);
    let frame = el("form").part("form").is("novalidate", "");
    let frame = frame
        .with(email(form, words))
        .with(topics(form, words, notice))
        .with(consent(form, words, notice))
        .with(trap(words))
        .with(button)
        .with(outcome(words, form));
    follow(frame, subscribe, words, door, notice)
}

/// What was written is kept, the code begins with the first field that is touched, and the form is sent by its button or Enter.
fn follow(
    frame: Markup,
    subscribe: &Rc<Subscribe>,
    words: &Words,
    door: Rc<Door>,
    notice: &Rc<Notice>,
) -> Markup {
    let (form, challenge) = (subscribe.form.clone(), door.clone());
    let frame = frame.on("focusin", move |_| {
        if let Door::Service(_, challenge) = &*challenge {
            form.code.begin(challenge);
        }
    });
    let form = subscribe.form.clone();
    let frame = frame.on("input", move |event| {
        if let Some((name, value)) = typed(event) {
            form.keep(&name, &value);
        }
    });
    let (subscribe, words, notice) = (subscribe.clone(), words.clone(), notice.clone());
    frame.on("submit", move |event| {
        event.prevent_default();
        sending::submit(&subscribe, &door, &notice, &words);
    })
}

fn email(form: &Form, words: &Words) -> Markup {
    let field = el("input")
        .part("email")
        .is("id", "email")
        .is("name", "email")
        .is("type", "email")
        .is("autocomplete", "email")
        .is("inputmode", "email")
        .is("required", "")
        .maybe("value", form.draft("email"));
    let label = el("label")
        .is("for", "email")
        .with(words.t(SubscribeMessage::Email));
    let (field, error) = judged(form, words, "email", field);
    el("div").class("field").with(label).with(field).with(error)
}

fn topics(form: &Form, words: &Words, notice: &Notice) -> Option<Markup> {
    if notice.topics.is_empty() {
        return None;
    }
    let legend = el("legend").with(words.t(SubscribeMessage::Topics));
    let group = el("fieldset").part("topics").class("topics");
    let (group, error) = judged(form, words, "topics", group);
    let mut group = group.with(legend);
    for (id, name) in &notice.topics {
        let field = el("input")
            .is("type", "checkbox")
            .is("name", "topics")
            .attr("value", id.clone());
        let label = el("label").class("choice").with(field);
        group = group.with(label.with(el("span").with(name.clone())));
    }
    Some(group.with(error))
}

fn consent(form: &Form, words: &Words, notice: &Notice) -> Markup {
    let field = el("input")
        .part("consent")
        .is("type", "checkbox")
        .is("name", "consent")
        .is("required", "");
    let (field, error) = judged(form, words, "consent", field);
    let label = el("label")
        .class("choice")
        .with(field)
        .with(el("span").with(notice.consent.clone()));
    el("div")
        .class("field")
        .with(label)
        .with(error)
        .with(details(words, notice))
}

/// Who answers for the data, which data, how long, with which rights.
fn details(words: &Words, notice: &Notice) -> Markup {
    let mut list = el("dl");
    let facts = [
        (SubscribeMessage::Controller, &notice.controller),
        (SubscribeMessage::Data, &notice.data),
        (SubscribeMessage::Retention, &notice.retention),
    ];
    for (name, value) in facts {
        if !value.is_empty() {
            list = list
                .with(el("dt").with(words.t(name)))
                .with(el("dd").with(value.clone()));
        }
    }
    if !notice.rights.is_empty() {
        list = list.with(el("dt").with(words.t(SubscribeMessage::Rights)));
        for right in &notice.rights {
            list = list.with(el("dd").with(right.clone()));
        }
    }
    let summary = el("summary").with(words.t(SubscribeMessage::Details));
    el("details").part("details").with(summary).with(list)
}

/// A field with what is wrong with it, said to those who see and to those who hear.
fn judged(form: &Form, words: &Words, name: &'static str, field: Markup) -> (Markup, Markup) {
    let (id, wrong) = match (name, form.status()) {
        (_, Status::Wrong(field, code)) if field == name => {
            let message = SubscribeMessage::of_field(&field, &code);
            (error_id(name), Some(words.t(message)))
        }
        ("consent", Status::Refused(code)) if code == "consent_changed" => {
            let message = SubscribeMessage::ConsentChanged;
            (error_id(name), Some(words.t(message)))
        }
        _ => (error_id(name), None),
    };
    let field = match wrong {
        Some(_) => field.is("aria-invalid", "true").is("aria-describedby", id),
        None => field,
    };
    let error = el("p").part("error").class("error").is("id", id);
    (field, error.with(wrong))
}

fn error_id(name: &str) -> &'static str {
    match name {
        "email" => "email-error",
        "topics" => "topics-error",
        _ => "consent-error",
    }
}

/// The honest answer: nothing is subscribed until the mail's link was pressed.
pub(super) fn sent(words: &Words) -> Markup {
    el("div")
        .part("sent")
        .class("notice")
        .is("tabindex", "-1")
        .is("role", "status")
        .with(el("h3").with(words.t(SubscribeMessage::CheckMail)))
        .with(el("p").with(words.t(SubscribeMessage::CheckMailMore)))
}

/// The form's room while its text is on the way.
pub(super) fn skeleton() -> Markup {
    let mut blank = el("div").class("blank").is("aria-hidden", "true");
    for _ in 0..6 {
        blank = blank.with(el("span"));
    }
    blank
}
