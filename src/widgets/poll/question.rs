//! The question with what can be chosen.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{Poll, standing::Standing};
use crate::{
    i18n::{FormMessage, VoiceMessage, Words},
    markup::{Markup, el},
    widgets::taking_part::{Status, outcome},
};

pub(super) fn view(poll: &Rc<Poll>, words: &Words, standing: Rc<Standing>) -> Markup {
    let status = poll.form.status();
    let error = match &status {
        Status::Wrong(field, _) if field == "choices" => Some(words.t(VoiceMessage::ChooseOne)),
        Status::Wrong(..) => Some(words.t(FormMessage::NotTaken)),
        Status::Refused(code) if code == "poll_closed" => Some(words.t(VoiceMessage::ClosedPoll)),
        _ => None,
    };
    let several = standing
        .multiple
        .then(|| el("p").class("note").with(words.t(VoiceMessage::Several)));
    let invalid = matches!(status, Status::Wrong(..)).then_some("true");
    let mut group = el("fieldset")
        .part("question")
        .is("aria-describedby", "error")
        .maybe("aria-invalid", invalid)
        .with(el("legend").part("legend").with(standing.question.clone()))
        .with(el("div").with(several));
    for (index, option) in standing.options.iter().enumerate() {
        let chosen = poll.chosen.borrow().contains(&option.id);
        let field = el("input")
            .is(
                "type",
                if standing.multiple {
                    "checkbox"
                } else {
                    "radio"
                },
            )
            .is("name", "choices")
            .attr("value", bangtin_model::decimal(index as u64))
            .finish(move |field| {
                if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                    field.set_checked(chosen);
                }
            });
        let label = el("label").part("option").class("choice").with(field);
        group = group.with(label.with(el("span").with(option.text.clone())));
    }
    let error = el("p")
        .part("error")
        .class("error")
        .is("id", "error")
        .with(error);
    let frame = el("form")
        .part("form")
        .is("novalidate", "")
        .with(group)
        .with(error)
        .with(buttons(poll, words, &status))
        .with(outcome(words, &poll.form));
    follow(poll, standing, frame)
}

fn buttons(poll: &Rc<Poll>, words: &Words, status: &Status) -> Markup {
    let label = match status {
        Status::Failed(_) => words.t(FormMessage::SendAgain),
        _ => words.t(VoiceMessage::Vote),
    };
    let sending = *status == Status::Sending;
    let vote = el("button")
        .part("submit")
        .class("submit")
        .is("type", "submit")
        .maybe("aria-disabled", sending.then_some("true"))
        .with(label);
    let looking = poll.clone();
    let results = el("button")
        .part("look")
        .is("type", "button")
        .with(words.t(VoiceMessage::Results))
        .on("click", move |_| looking.look_at_results(true));
    el("div").class("buttons").with(vote).with(results)
}

/// The code begins with the first touch.
fn follow(poll: &Rc<Poll>, standing: Rc<Standing>, frame: Markup) -> Markup {
    let touched = poll.clone();
    let frame = frame.on("focusin", move |_| {
        touched.form.code.begin(&touched.challenge)
    });
    let choosing = poll.clone();
    let frame = frame.on("change", move |event| {
        let field = event.target();
        let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        let index = field.value().parse::<usize>().ok();
        if let Some(option) = index.and_then(|index| standing.options.get(index)) {
            choosing.choose(&option.id, field.checked(), standing.multiple);
        }
    });
    let sending = poll.clone();
    frame.on("submit", move |event| {
        event.prevent_default();
        sending.send();
    })
}
