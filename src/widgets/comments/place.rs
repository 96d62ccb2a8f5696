//! Where the form stands, whether or not its file has come.

use std::rc::Rc;

use bangtin_model::answers::Comment;

use super::{
    form_file::Arrival,
    state::{Comments, Stage},
};
use crate::{
    components::{Failed, LoadingNote, Skeleton},
    i18n::{CommentsMessage, t},
    page,
    view::{Memo, View, component, view},
};

// The first field.
const NAME: &str = "[name=name]";

/// The form, or what stands in its place. It takes the room of a form that is about to come, so that nothing below it moves.
#[component]
pub(super) fn Write(
    comments: Comments,
    /// The comment that is being answered.
    #[prop(optional)]
    to: Option<Comment>,
) -> View {
    let is_sent = Memo::new(move || comments.writing() == Stage::Sent);
    view! {
        {move || match comments.closed() {
            Some(closed) if !is_sent.get() => view! {
                // What stands in place of the form where no comments are taken: why.
                <p part="closed" class="notice">{closed}</p>
            },
            _ => view! { <div class="writing" data-small=move || is_sent.get() || comments.form.waits_for_a_press()><Form comments to=to.clone()/></div> },
        }}
    }
}

#[component]
fn Form(comments: Comments, to: Option<Comment>) -> View {
    view! {
        {move || match comments.form.arrival() {
            Arrival::There(writer) => (writer.form)(to.clone()),
            Arrival::Failed(failure) => {
                let retry = Rc::new(move || comments.form.lead_to(comments, NAME));
                view! { <Failed failure retry/> }
            }
            Arrival::Away => view! { <Awaited comments is_coming=false/> },
            Arrival::Coming | Arrival::Came(_) => view! { <Awaited comments is_coming=true/> },
        }}
    }
}

/// The room of the form, with a button, so that who goes through the page by its fields and buttons finds the form. It is seen where the
/// reader saves data: there the form comes by a press.
#[component]
fn Awaited(comments: Comments, is_coming: bool) -> View {
    let by_press = page::saves_data();
    view! {
        <div>
            {is_coming.then(|| view! { <LoadingNote/> })}
            {(is_coming || !by_press).then(|| view! { <Skeleton lines=8/> })}
            <button
                // The button that brings the form, where the reader saves data.
                part="write"
                class=(!by_press).then_some("unseen")
                type="button"
                on:focusin=move |_| {
                    if !by_press {
                        comments.form.lead_to(comments, NAME);
                    }
                }
                on:click=move |_| comments.form.lead_to(comments, NAME)
            >
                {t(CommentsMessage::Write)}
            </button>
        </div>
    }
}
