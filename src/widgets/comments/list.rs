//! The comments with their replies, and the form: above them, or below the comment that is being answered.

use bangtin_model::{
    answers::{Comment, CommentState},
    join,
};
use bangtin_sources::json_feed::id_hash;

use super::{
    comment::CommentBody,
    place::Write,
    state::{Comments, More},
    threads::{Entry, Thread},
};
use crate::{
    i18n::{CommentsMessage, Common, t},
    view::{For, Memo, View, component, view},
};

/// The form and the comments.
#[component]
pub(super) fn List(comments: Comments) -> View {
    let threads = comments.threads();
    let is_answer = Memo::new(move || {
        let to = comments.answers();
        threads
            .get()
            .iter()
            .any(|thread| thread.entry.comment.id == to)
    });
    // The news stand above all, what a press has done beside the list.
    let told_here = move |above: bool| {
        let told = comments.told();
        told.filter(|told| (*told == CommentsMessage::OwnAnswered) == above)
    };
    // Room for them from the start: they come after the list.
    let has_room = comments.awaits_answers();
    view! {
        <div role="status" class="told" data-room=has_room>
            {move || told_here(true).map(|told| view! { <Told told/> })}
        </div>
        {move || (!is_answer.get()).then(|| view! { <Write comments/> })}
        <div role="status">{move || told_here(false).map(|told| view! { <Told told/> })}</div>
        // The list of comments.
        <ul part="list" role="list">
            <For
                each=move || threads.get()
                key=|thread: &Thread| id_hash(&thread.entry.comment.id)
                let:thread
            >
                <Item comments thread/>
            </For>
        </ul>
        {move || threads.get().is_empty().then(|| view! {
            // The sentence where there are no comments.
            <p part="empty" class="notice">{t(CommentsMessage::NoComments)}</p>
        })}
        {move || comments.goes_on().then(|| view! {
            <MoreButton comments parent=String::new() label=CommentsMessage::MoreComments/>
        })}
    }
}

#[component]
fn Told(told: CommentsMessage) -> View {
    view! {
        // What the reader is told of the own comments: that the agency has answered one, that one is withdrawn.
        <p part="told" class="notice" tabindex="-1">{t(told)}</p>
    }
}

#[component]
fn Item(comments: Comments, thread: Thread) -> View {
    let Thread {
        entry,
        replies,
        has_more,
        is_closed,
    } = thread;
    let (comment, parent) = (entry.comment.clone(), entry.comment.id.clone());
    let may_answer =
        !is_closed && entry.state == CommentState::Approved && !comment.text.is_empty();
    let id = comment.id.clone();
    let is_answered = move || comments.answers() == id;
    view! {
        // A comment with its replies.
        <li part="comment">
            <CommentBody comments entry/>
            {move || match is_answered() {
                true => view! { <Write comments to=comment.clone()/> },
                false if may_answer && comments.closed().is_none() => view! { <AnswerButton comments comment=comment.clone()/> },
                false => View::default(),
            }}
            <div>
                {(!replies.is_empty()).then(|| view! { <Replies comments replies/> })}
                {has_more.then(|| view! {
                    <MoreButton comments parent label=CommentsMessage::MoreReplies/>
                })}
            </div>
        </li>
    }
}

#[component]
fn Replies(comments: Comments, replies: Vec<Entry>) -> View {
    view! {
        // The replies to a comment.
        <ul part="replies" role="list">
            <For
                each=move || replies.clone()
                key=|reply: &Entry| id_hash(&reply.comment.id)
                let:reply
            >
                // A reply.
                <li part="reply"><CommentBody comments entry=reply/></li>
            </For>
        </ul>
    }
}

#[component]
fn AnswerButton(comments: Comments, comment: Comment) -> View {
    let Comment { id, name, .. } = comment;
    view! {
        <button
            // The button that answers a comment.
            part="answer"
            class="plain"
            type="button"
            value=id.clone()
            on:click=move |_| {
                comments.answer(&id);
                comments.form.lead_to(comments, "textarea");
            }
        >
            {t(CommentsMessage::Answer)}
            <span class="unseen">{join(&[" ", &name])}</span>
        </button>
    }
}

/// The button for more, and what has come of it.
#[component]
fn MoreButton(
    comments: Comments,
    /// The comment whose replies are meant; empty for comments.
    parent: String,
    label: CommentsMessage,
) -> View {
    let place = parent.clone();
    let said = move || match comments.more() {
        More::Loading(parent) if parent == place => Some(t(Common::LoadingMore)),
        More::Failed(parent) if parent == place => Some(t(CommentsMessage::MoreFailed)),
        _ => None,
    };
    view! {
        <div class="more">
            // The button for more comments or replies.
            <button part="more" type="button" on:click=move |_| comments.load_more(&parent)>
                {t(label)}
            </button>
            <span class="note" role="status">{said}</span>
        </div>
    }
}
