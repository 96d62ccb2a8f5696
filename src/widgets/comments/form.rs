//! The form, and what stands in its place once a comment was sent. A file of its own, which comes when the form's place is in sight.

use std::rc::Rc;

use bangtin_model::{answers::Comment, join};

use super::{
    challenge::Code,
    form_file::{FormView, Writer},
    own::{AnswerMail, Own, TakeBack},
    state::Comments,
    threads::add_own,
    writing::Writing,
};
use crate::{
    components::Field,
    forms::{Count, Form, Outcome, Status, Submit, Trap},
    i18n::{CommentFormMessage, t, t_with},
    view::{Memo, View, component, view},
    widgets::inline_reader::quoted,
};

/// What is made for who writes, or has written.
pub(in crate::widgets) fn writer(comments: Comments) -> Writer {
    let writing = Writing::new(comments, &["name", "text", "parent"], &[]);
    let own = Own::new(comments);
    comments.host.style("feedback", style!("feedback"));
    comments.host.style("comment-form", style!("comment-form"));
    let form: FormView = Rc::new(move |to: Option<Comment>| {
        let fields = Rc::new(move || view! { <Fields writing to=to.clone()/> });
        let said = Rc::new(|| t(CommentFormMessage::Moderated));
        view! { <UntilSent writing fields said/> }
    });
    Writer {
        form,
        add_own,
        take_back: Rc::new(move |id: String| {
            view! {
                <AnswerMail own id=id.clone()/>
                <TakeBack own id/>
            }
        }),
    }
}

/// The fields until what was written has been sent, then what follows them.
#[component]
pub(super) fn UntilSent(
    writing: Writing,
    fields: Rc<dyn Fn() -> View>,
    /// What the reader is told then.
    said: Rc<dyn Fn() -> String>,
) -> View {
    let is_done = Memo::new(move || writing.form.status() == Status::Done);
    view! {
        {move || match is_done.get() {
            true => view! { <Sent writing said=said()/> },
            false => fields(),
        }}
    }
}

/// The code begins with the first field that is touched, and the form is sent by its button.
#[component]
fn Fields(writing: Writing, to: Option<Comment>) -> View {
    let form = writing.form;
    view! {
        <form
            // The form.
            part="form"
            novalidate=""
            aria-label=t(CommentFormMessage::Text)
            on:focusin=move |_| writing.begin_code()
            on:submit=move |event| {
                event.prevent_default();
                writing.submit(&event);
            }
        >
            {to.map(|to| view! { <Answering comments=writing.comments to/> })}
            <Name form/>
            <Text form hint=t(CommentFormMessage::Hint)/>
            <Code writing/>
            <Trap/>
            <Submit form label=t(CommentFormMessage::Send)/>
            <Outcome form/>
            <NoAnswer form/>
        </form>
    }
}

#[component]
pub(super) fn Name(form: Form) -> View {
    view! {
        <Field name="name" label=t(CommentFormMessage::Name) error=error(form, "name")>
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
pub(super) fn Text(form: Form, hint: String) -> View {
    view! {
        <Field name="text" label=t(CommentFormMessage::Text) error=error(form, "text")>
            <p class="note" id="text-hint">{hint}</p>
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
            ("name", "required") => CommentFormMessage::NameMissing,
            ("name", "too_long") => CommentFormMessage::NameLong,
            ("text", "required") => CommentFormMessage::TextMissing,
            ("text", "too_long") => CommentFormMessage::TextLong,
            _ => CommentFormMessage::InvalidText,
        };
        Some(t(message))
    })
}

/// The comment that is being answered takes no more answers.
#[component]
pub(super) fn NoAnswer(form: Form) -> View {
    view! {
        <div role="status">
            {move || form.status().wrong_with("parent").map(|_| view! {
                <p class="notice">{t(CommentFormMessage::NoAnswer)}</p>
            })}
        </div>
    }
}

/// Which comment is being answered, and the way out.
#[component]
pub(super) fn Answering(comments: Comments, to: Comment) -> View {
    let Comment { id, name, .. } = to;
    view! {
        <p class="answering">
            <strong>{t_with(CommentFormMessage::AnswerTo, &name)}</strong>
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
                {t(CommentFormMessage::AnswerNot)}
            </button>
        </p>
    }
}

#[component]
fn Sent(writing: Writing, said: String) -> View {
    view! {
        // What stands in place of the form once a comment was sent.
        <div part="sent" class="notice" tabindex="-1" role="status">
            <p>{said}</p>
            <button
                // The button that brings the form back.
                part="another"
                type="button"
                on:click=move |_| writing.begin_another()
            >
                {t(CommentFormMessage::WriteAnother)}
            </button>
        </div>
    }
}
