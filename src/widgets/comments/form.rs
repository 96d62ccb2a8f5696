//! The form, and what stands in its place once a comment was sent.

use std::rc::Rc;

use bangtin_model::{answers::Comment, join};

use super::{challenge::Code, count::Count, state::Comments};
use crate::{
    components::Field,
    forms::{Form, Outcome, Status, Submit, Trap},
    i18n::{FeedbackMessage, t, t_with},
    view::{Memo, View, component, view},
    widgets::inline_reader::quoted,
};

/// The form, or what follows it.
#[component]
pub(super) fn Write(
    comments: Comments,
    /// The comment that is being answered.
    #[prop(optional)]
    to: Option<Comment>,
) -> View {
    let is_done = Memo::new(move || comments.form.status() == Status::Done);
    view! {
        {move || match comments.closed() {
            _ if is_done.get() => view! { <Sent comments/> },
            None => view! { <Fields comments to=to.clone()/> },
            closed => view! {
                // What stands in place of the form where no comments are taken: why.
                <p part="closed" class="notice">{closed}</p>
            },
        }}
    }
}

/// The code begins with the first field that is touched, and the form is sent by its button.
#[component]
fn Fields(comments: Comments, to: Option<Comment>) -> View {
    let form = comments.form;
    view! {
        <form
            // The form.
            part="form"
            novalidate=""
            aria-label=t(FeedbackMessage::Text)
            on:focusin=move |_| comments.begin_code()
            on:submit=move |event| {
                event.prevent_default();
                comments.submit(&event);
            }
        >
            {to.map(|to| view! { <Answering comments to/> })}
            <Name form/>
            <Text form/>
            <Code comments/>
            <Trap/>
            <Submit form label=t(FeedbackMessage::Send)/>
            <Outcome form/>
            <NoAnswer form/>
        </form>
    }
}

#[component]
fn Name(form: Form) -> View {
    view! {
        <Field name="name" label=t(FeedbackMessage::Name) error=error(form, "name")>
            <input
                // The field for the name.
                part="name-field"
                id="name"
                name="name"
                type="text"
                autocomplete="name"
                required=""
                aria-describedby="name-error"
                aria-invalid=form.invalid("name")
                readonly=form.locked()
                prop:value=form.shown("name")
                on:input=form.typed("name")
            />
        </Field>
    }
}

#[component]
fn Text(form: Form) -> View {
    view! {
        <Field name="text" label=t(FeedbackMessage::Text) error=error(form, "text")>
            <p class="note" id="text-hint">{t(FeedbackMessage::Hint)}</p>
            <textarea
                // The field for the text.
                part="text-field"
                id="text"
                name="text"
                rows="4"
                required=""
                aria-describedby="text-hint count text-error"
                aria-invalid=form.invalid("text")
                readonly=form.locked()
                prop:value=form.shown("text")
                on:input=form.typed("text")
            ></textarea>
            <Count form field="text"/>
        </Field>
    }
}

/// What is wrong with a field.
fn error(form: Form, field: &'static str) -> Rc<dyn Fn() -> Option<String>> {
    Rc::new(move || {
        let status = form.status();
        let message = match (field, status.wrong_with(field)?) {
            ("name", "required") => FeedbackMessage::NameMissing,
            ("name", "too_long") => FeedbackMessage::NameLong,
            ("text", "required") => FeedbackMessage::TextMissing,
            ("text", "too_long") => FeedbackMessage::TextLong,
            _ => FeedbackMessage::InvalidText,
        };
        Some(t(message))
    })
}

/// The comment that is being answered takes no more answers.
#[component]
fn NoAnswer(form: Form) -> View {
    view! {
        <div role="status">
            {move || form.status().wrong_with("parent").map(|_| view! {
                <p class="notice">{t(FeedbackMessage::NoAnswer)}</p>
            })}
        </div>
    }
}

/// Which comment is being answered, and the way out.
#[component]
fn Answering(comments: Comments, to: Comment) -> View {
    let Comment { id, name, .. } = to;
    view! {
        <p class="answering">
            <strong>{t_with(FeedbackMessage::AnswerTo, &name)}</strong>
            <button
                // The button that gives up an answer.
                part="leave"
                class="plain"
                type="button"
                on:click=move |_| {
                    comments.answer("");
                    comments.host.focus(&join(&["[part=answer][value=\"", &quoted(&id), "\"]"]));
                }
            >
                {t(FeedbackMessage::AnswerNot)}
            </button>
        </p>
    }
}

#[component]
fn Sent(comments: Comments) -> View {
    view! {
        // What stands in place of the form once a comment was sent.
        <div part="sent" class="notice" tabindex="-1" role="status">
            <p>{t(FeedbackMessage::Moderated)}</p>
            <button
                // The button that brings the form back.
                part="another"
                type="button"
                on:click=move |_| {
                    comments.answer("");
                    comments.host.focus("textarea");
                }
            >
                {t(FeedbackMessage::WriteAnother)}
            </button>
        </div>
    }
}
