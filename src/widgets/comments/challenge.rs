//! "Kiểm tra chống gửi tự động".

use super::state::Comments;
use crate::{
    forms::ChallengeProgress,
    i18n::{FeedbackMessage, t},
    view::{View, component, view},
};

/// The button, and what has come of it for those who listen. The code is on its way since the form was touched; what has become of
/// it is told to those who ask.
#[component]
pub(super) fn Code(comments: Comments) -> View {
    let message = move || message(comments);
    let is_open = move || {
        matches!(
            message(),
            FeedbackMessage::Code | FeedbackMessage::CodeFailed
        )
    };
    let heard = move || (message() != FeedbackMessage::Code).then(|| t(message()));
    view! {
        <div class="code">
            <button
                // The button for the code.
                part="code"
                type="button"
                aria-describedby="code-hint"
                aria-disabled=move || (!is_open()).then_some("true")
                data-ready=move || message() == FeedbackMessage::CodeReady
                on:click=move |_| {
                    if is_open() {
                        comments.ask_for_code();
                    }
                }
            >
                {move || t(message())}
            </button>
            <span class="unseen" role="status">{heard}</span>
            <p class="note" id="code-hint">{t(FeedbackMessage::CodeHint)}</p>
        </div>
    }
}

fn message(comments: Comments) -> FeedbackMessage {
    let form = comments.form;
    if !comments.has_asked_for_code() {
        return FeedbackMessage::Code;
    }
    match form.challenge.progress() {
        ChallengeProgress::Ready => FeedbackMessage::CodeReady,
        ChallengeProgress::Solving => FeedbackMessage::CodeSolving,
        ChallengeProgress::Failed => FeedbackMessage::CodeFailed,
        // It is on its way to the service.
        ChallengeProgress::None if form.is_sending() => FeedbackMessage::CodeReady,
        ChallengeProgress::None => FeedbackMessage::Code,
    }
}
