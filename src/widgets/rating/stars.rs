//! Five stars, of which one is chosen: buttons of a radio group, by finger, mouse and arrow keys.

use std::rc::Rc;

use bangtin_model::{Rating, decimal, join};

use super::{HEADING, state::Rate};
use crate::{
    components::announce,
    forms::{Outcome, Status, Submit},
    i18n::{FeedbackMessage, Words, figure, signs, t, t_with},
    page,
    view::{View, component, view},
};

const STARS: [&str; 5] = ["1", "2", "3", "4", "5"];

/// The stars, the mean of all votes, and what has become of the reader's own. Choosing sends nothing, so that arrow keys may pass
/// over stars.
#[component]
pub(super) fn Stars(rate: Rate) -> View {
    announce(rate.host, move || rate.progress());
    let form = rate.form;
    let wrong = move || form.status().wrong_with("value").is_some();
    let heading = move || rate.host.get("heading");
    view! {
        <form
            // The whole element.
            part="rating"
            class="rating"
            novalidate=""
            on:focusin=move |_| rate.touch()
            on:submit=move |event| {
                event.prevent_default();
                rate.send();
            }
        >
            <fieldset
                // The group of stars.
                part="stars"
                aria-describedby="figure error"
                aria-invalid=form.invalid("value")
            >
                // The heading.
                <legend part="heading">
                    {move || heading().unwrap_or_else(|| t(HEADING))}
                </legend>
                <Row rate/>
            </fieldset>
            // The mean and the number of ratings, where there are any.
            <p part="figure" class="figure" id="figure">
                {move || rate.mean().map(|mean| line(mean, &Words::here()))}
            </p>
            // What is missing.
            <p part="error" class="error" id="error">
                {move || wrong().then(|| t(FeedbackMessage::ChooseStars))}
            </p>
            <Submit form label=t(FeedbackMessage::SendRating) idle=Rc::new(move || rate.is_idle())/>
            <Outcome form/>
            <Mine rate/>
        </form>
    }
}

#[component]
fn Row(rate: Rate) -> View {
    let mut stars = Vec::new();
    for (value, name) in (1..).zip(STARS) {
        let full = move || value <= rate.chosen();
        stars.push(view! {
            <label data-full=full>
                <input
                    type="radio"
                    name="value"
                    value=name
                    prop:checked=move || value == rate.chosen()
                    on:change=move |event| rate.choose(&page::typed(&event))
                />
                <span class="star" aria-hidden="true">{move || if full() { "★" } else { "☆" }}</span>
                <span class="unseen">{t_with(FeedbackMessage::Star, name)}</span>
            </label>
        });
    }
    view! { <div class="stars">{stars}</div> }
}

/// `4,6 / 5 (12 lượt đánh giá)`.
fn line(mean: Rating, words: &Words) -> String {
    let value = mean.value(signs(words.language).1);
    let count = words.t_with(FeedbackMessage::Stars, &figure(mean.count, words.language));
    join(&[
        &words.t_with(FeedbackMessage::Rating, &value),
        " (",
        &count,
        ")",
    ])
}

/// What has become of the vote.
#[component]
fn Mine(rate: Rate) -> View {
    let line = move || match (rate.form.status(), rate.mine()) {
        (Status::Done, _) => Some(t(FeedbackMessage::Sent)),
        (Status::Open, mine @ 1..) => Some(t_with(FeedbackMessage::Rated, &decimal(mine.into()))),
        _ => None,
    };
    view! {
        <div role="status">
            // What this reader has given.
            {move || line().map(|line| view! { <p part="mine" class="note">{line}</p> })}
        </div>
    }
}
