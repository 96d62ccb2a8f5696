//! The question with what can be chosen.

use std::rc::Rc;

use bangtin_model::{answers::PollResults, decimal};

use super::state::Vote;
use crate::{
    forms::{Outcome, Status, Submit},
    i18n::{FeedbackMessage, t},
    page,
    view::{View, component, view},
};

/// The question, its options, and the button that votes.
#[component]
pub(super) fn Question(vote: Vote, standing: Rc<PollResults>) -> View {
    let form = vote.form;
    let several = standing.multiple;
    let error = move || match form.status() {
        Status::Wrong(..) if several => Some(t(FeedbackMessage::ChooseSome)),
        Status::Wrong(..) => Some(t(FeedbackMessage::ChooseOne)),
        Status::Refused(code) if code == "poll_closed" => Some(t(FeedbackMessage::ClosedPoll)),
        _ => None,
    };
    view! {
        <form
            // The form.
            part="form"
            novalidate=""
            on:focusin=move |_| vote.touch()
            on:submit=move |event| {
                event.prevent_default();
                vote.send();
            }
        >
            <fieldset
                // The group of choices.
                part="question"
                aria-describedby="error"
                aria-invalid=form.invalid("choices")
            >
                // The question.
                <legend part="legend">{standing.question.clone()}</legend>
                {several.then(|| view! {
                    <p class="note">{t(FeedbackMessage::Several)}</p>
                })}
                <Options vote standing/>
            </fieldset>
            // What is missing.
            <p part="error" class="error" id="error">{error}</p>
            <div class="buttons">
                <Submit form label=t(FeedbackMessage::Vote)/>
                // The button that shows the results.
                <button part="look" type="button" on:click=move |_| vote.look_at_results(true)>
                    {t(FeedbackMessage::Results)}
                </button>
            </div>
            <Outcome form/>
        </form>
    }
}

#[component]
fn Options(vote: Vote, standing: Rc<PollResults>) -> View {
    let several = standing.multiple;
    let mut options = Vec::new();
    for (index, option) in standing.options.iter().enumerate() {
        let (id, chosen) = (option.id.clone(), option.id.clone());
        options.push(view! {
            // A choice; in the results, its text.
            <label part="option" class="choice">
                <input
                    type=if several { "checkbox" } else { "radio" }
                    name="choices"
                    value=decimal(index as u64)
                    prop:checked=move || vote.form.choices("choices").contains(&chosen)
                    on:change=move |event| {
                        vote.form.choose("choices", &id, page::is_ticked(&event), several);
                    }
                />
                <span>{option.text.clone()}</span>
            </label>
        });
    }
    View::list(options)
}
