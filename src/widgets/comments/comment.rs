//! One comment.

use bangtin_model::answers::CommentState;
use bangtin_sources::date;

use super::{state::Comments, threads::Entry};
use crate::{
    i18n::{CommentsMessage, Words, long_date, t},
    view::{View, component, view},
};

/// Who wrote what and when, what has become of it, and what the agency answers.
#[component]
pub(super) fn CommentBody(comments: Comments, entry: Entry) -> View {
    let Entry {
        comment,
        state,
        is_own,
    } = entry;
    let may_take_back = is_own && matches!(state, CommentState::Approved | CommentState::Pending);
    let state = match state {
        // Without its words it stays for what answers it.
        CommentState::Approved => comment
            .text
            .is_empty()
            .then_some(("withdrawn", CommentsMessage::Withdrawn)),
        CommentState::Pending => Some(("pending", CommentsMessage::Pending)),
        CommentState::Rejected | CommentState::Spam => Some(("pending", CommentsMessage::Rejected)),
    };
    let mark = match state {
        Some((part, words)) => Some((part, t(words))),
        None => comment.note.map(|note| ("badge", note)),
    };
    let (id, official) = (comment.id, comment.official);
    view! {
        <article>
            <Said
                name=comment.name
                created=comment.created
                mark
                text=comment.text
            />
            {move || may_take_back.then(|| comments.form.take_back(&id))}
            {official.map(|answer| view! {
                // What the agency answers, with a mark in words.
                <div part="official">
                    <Said
                        name=answer.name
                        created=answer.created
                        mark=Some(("mark", t(CommentsMessage::OfficialAnswer)))
                        text=answer.text
                    />
                </div>
            })}
        </article>
    }
}

/// A name and a time, a line that says what it is, and what was written.
#[component]
fn Said(
    name: String,
    created: String,
    /// The line's part, and what it says.
    mark: Option<(&'static str, String)>,
    text: String,
) -> View {
    let created = date::rfc3339(&created);
    view! {
        <p class="about">
            // The name of who wrote it.
            <strong part="name">{name}</strong>
            " "
            {created.map(|created| view! {
                // When it was sent.
                <time part="date" datetime=created.iso()>{move || long_date(&created, &Words::here())}</time>
            })}
        </p>
        // part="pending": What an author reads of a comment that others do not see.
        // part="withdrawn": What stands in place of a comment that was withdrawn.
        // part="mark": The words that an answer of the agency is one.
        // part="badge": The badge that an Artalk server gives to who wrote it, and whether it is kept at the top: in a line of its own, as no name is.
        {mark.map(|(part, mark)| view! { <p part=part class="state">{mark}</p> })}
        // What was written.
        <p part="text" class="text">{text}</p>
    }
}
