//! One comment.

use bangtin_model::answers::CommentState;
use bangtin_sources::date;

use super::threads::Entry;
use crate::{
    i18n::{FeedbackMessage, Words, long_date, t},
    view::{View, component, view},
};

/// Who wrote what and when, and what has become of it.
#[component]
pub(super) fn CommentBody(entry: Entry) -> View {
    let Entry { comment, state } = entry;
    let created = date::rfc3339(&comment.created);
    let state = match state {
        CommentState::Approved => None,
        CommentState::Pending => Some(FeedbackMessage::Pending),
        CommentState::Rejected | CommentState::Spam => Some(FeedbackMessage::Rejected),
    };
    view! {
        <article>
            <p class="about">
                // The name of who wrote it.
                <strong part="name">{comment.name}</strong>
                " "
                {created.map(|created| view! {
                    // When it was sent.
                    <time part="date" datetime=created.iso()>{move || long_date(&created, &Words::here())}</time>
                })}
            </p>
            // What an author reads of a comment that others do not see.
            {state.map(|state| view! { <p part="pending" class="state">{t(state)}</p> })}
            // What was written.
            <p part="text" class="text">{comment.text}</p>
        </article>
    }
}
