//! "Kiểm tra chống gửi tự động".

use super::writing::Writing;
use crate::{
    forms::ChallengeProgress,
    i18n::{CommentFormMessage, t},
    view::{View, component, view},
};

/// The button, and what has come of it for those who listen. The code is on its way since the form was touched; what has become of
/// it is told to those who ask.
#[component]
pub(super) fn Code(writing: Writing) -> View {
    let message = move || message(writing);
    let is_open = move || {
        matches!(
            message(),
            CommentFormMessage::Code | CommentFormMessage::CodeFailed
        )
    };
    let heard = move || (message() != CommentFormMessage::Code).then(|| t(message()));
    view! {
        <div class="code">
            <button
                // The button for the code.
                part="code"
                type="button"
                aria-describedby="code-hint"
                aria-disabled=move || (!is_open()).then_some("true")
                data-ready=move || message() == CommentFormMessage::CodeReady
                on:click=move |_| {
                    if is_open() {
                        writing.ask_for_code();
                    }
                }
            >
                {move || t(message())}
            </button>
            <span class="unseen" role="status">{heard}</span>
            <p class="note" id="code-hint">{t(CommentFormMessage::CodeHint)}</p>
        </div>
    }
}

fn message(writing: Writing) -> CommentFormMessage {
    let form = writing.form;
    if !writing.has_asked_for_code() {
        return CommentFormMessage::Code;
    }
    match form.challenge.progress() {
        ChallengeProgress::Ready => CommentFormMessage::CodeReady,
        ChallengeProgress::Solving => CommentFormMessage::CodeSolving,
        ChallengeProgress::Failed => CommentFormMessage::CodeFailed,
        // It is on its way to the service.
        ChallengeProgress::None if form.is_sending() => CommentFormMessage::CodeReady,
        ChallengeProgress::None => CommentFormMessage::Code,
    }
}
