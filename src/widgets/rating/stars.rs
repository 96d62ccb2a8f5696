//! Five stars, of which one is chosen: buttons of a radio group, by finger, mouse and arrow keys.

use std::rc::Rc;

use bangtin_model::{Rating, decimal, digits, join};
use bangtin_sources::text::rsplit_once;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::Rate;
use crate::{
    i18n::{FormMessage, Language, VoiceMessage, Words},
    markup::{Markup, el},
    widgets::taking_part::{Status, outcome, typed},
};

const STARS: [&str; 5] = ["1", "2", "3", "4", "5"];

pub(super) fn view(rate: &Rc<Rate>, words: &Words) -> Markup {
    let heading = rate.host.get("heading");
    let heading = heading.unwrap_or_else(|| words.t(VoiceMessage::Rate));
    let status = rate.form.status();
    let wrong = matches!(&status, Status::Wrong(field, _) if field == "value");
    let error = wrong.then(|| words.t(VoiceMessage::ChooseStars));
    let group = el("fieldset")
        .part("stars")
        .is("aria-describedby", "figure error")
        .maybe("aria-invalid", wrong.then_some("true"))
        .with(el("legend").part("heading").with(heading))
        .with(stars(rate, words));
    let figure = rate.figures().map(|rating| figure(words, rating));
    let figure = el("p")
        .part("figure")
        .class("figure")
        .is("id", "figure")
        .with(figure);
    let error = el("p")
        .part("error")
        .class("error")
        .is("id", "error")
        .with(error);
    let frame = el("form")
        .part("rating")
        .class("rating")
        .is("novalidate", "")
        .with(group)
        .with(figure)
        .with(error)
        .with(button(rate, words, &status))
        .with(outcome(words, &rate.form))
        .with(said(rate, words, &status));
    follow(rate, frame)
}

fn stars(rate: &Rate, words: &Words) -> Markup {
    let chosen = rate.chosen.get();
    let mut row = el("div").class("stars");
    for (value, name) in (1..).zip(STARS) {
        let checked = value == chosen;
        // The browser keeps what was pressed; another article begins with its own.
        let field = el("input")
            .is("type", "radio")
            .is("name", "value")
            .is("value", name)
            .finish(move |field| {
                if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                    field.set_checked(checked);
                }
            });
        let full = value <= chosen;
        let star = el("span")
            .class("star")
            .is("aria-hidden", "true")
            .with(if full { "★" } else { "☆" });
        let meaning = el("span")
            .class("unseen")
            .with(words.t_with(VoiceMessage::Star, name));
        let label = el("label").maybe("data-full", full.then_some(""));
        row = row.with(label.with(field).with(star).with(meaning));
    }
    row
}

/// `4,6 / 5 (12 đánh giá)`.
fn figure(words: &Words, rating: Rating) -> String {
    let value = rating.value();
    let value = match words.language {
        Language::Vi => value,
        Language::En => match rsplit_once(&value, b',') {
            Some((whole, tenth)) => join(&[whole, ".", tenth]),
            None => value,
        },
    };
    let count = words.t_with(VoiceMessage::Stars, &digits(rating.count));
    join(&[
        &words.t_with(VoiceMessage::Rating, &value),
        " (",
        &count,
        ")",
    ])
}

fn button(rate: &Rate, words: &Words, status: &Status) -> Markup {
    let failed = matches!(status, Status::Failed(_) | Status::Refused(_)) || of_voter(status);
    let label = if failed {
        words.t(FormMessage::SendAgain)
    } else {
        words.t(VoiceMessage::SendRating)
    };
    let idle = *status == Status::Sending || rate.mine() == Some(rate.chosen.get());
    el("button")
        .part("submit")
        .class("submit")
        .is("type", "submit")
        .maybe("aria-disabled", idle.then_some("true"))
        .with(label)
}

fn of_voter(status: &Status) -> bool {
    matches!(status, Status::Wrong(field, _) if field != "value")
}

/// What has become of the vote.
fn said(rate: &Rate, words: &Words, status: &Status) -> Markup {
    let line = match (status, rate.mine()) {
        (status, _) if of_voter(status) => Some(words.t(FormMessage::NotTaken)),
        (Status::Done, _) => Some(words.t(VoiceMessage::Sent)),
        (Status::Open, Some(mine)) => {
            Some(words.t_with(VoiceMessage::Rated, &decimal(mine.into())))
        }
        _ => None,
    };
    let line = line.map(|line| el("p").part("mine").class("note").with(line));
    el("div").is("role", "status").with(line)
}

/// The code begins with the first touch; choosing sends nothing, so that arrow keys may pass over stars.
fn follow(rate: &Rc<Rate>, frame: Markup) -> Markup {
    let touched = rate.clone();
    let frame = frame.on("focusin", move |_| {
        touched.form.code.begin(&touched.challenge)
    });
    let choosing = rate.clone();
    let frame = frame.on("change", move |event| {
        if let Some(value) = typed(event).and_then(|(_, value)| super::star(&value)) {
            choosing.choose(value);
        }
    });
    let sending = rate.clone();
    frame.on("submit", move |event| {
        event.prevent_default();
        if sending.mine() != Some(sending.chosen.get()) {
            if of_voter(&sending.form.status()) {
                sending.voter.forget();
            }
            sending.send();
        }
    })
}
