//! "Bấm vào đây để nhận mã".

use std::rc::Rc;

use super::talk::Talk;
use crate::{
    i18n::{VoiceMessage, Words},
    markup::{Markup, el},
    widgets::taking_part::{CodeProgress, Status},
};

/// The button, and what has come of it for those who listen. The code is on its way since the form was touched; what has become of
/// it is told to those who ask.
pub(super) fn view(talk: &Rc<Talk>, words: &Words) -> Markup {
    let progress = talk.form.code.progress();
    let (message, open) = match progress {
        _ if !talk.has_asked_for_code() => (VoiceMessage::Code, true),
        CodeProgress::Ready => (VoiceMessage::CodeReady, false),
        CodeProgress::Solving => (VoiceMessage::CodeSolving, false),
        CodeProgress::Failed => (VoiceMessage::CodeFailed, true),
        CodeProgress::None if talk.form.status() == Status::Sending => {
            (VoiceMessage::CodeReady, false)
        }
        CodeProgress::None => (VoiceMessage::Code, true),
    };
    let said = words.t(message);
    let heard = (!matches!(message, VoiceMessage::Code)).then(|| said.clone());
    let asking = talk.clone();
    let button = el("button")
        .part("code")
        .is("type", "button")
        .is("aria-describedby", "code-hint")
        .maybe("aria-disabled", (!open).then_some("true"))
        .maybe(
            "data-ready",
            (message == VoiceMessage::CodeReady).then_some(""),
        )
        .with(said)
        .on("click", move |_| {
            if open {
                asking.ask_for_code();
            }
        });
    let hint = el("p")
        .class("note")
        .is("id", "code-hint")
        .with(words.t(VoiceMessage::CodeHint));
    el("div")
        .class("code")
        .with(button)
        .with(el("span").class("unseen").is("role", "status").with(heard))
        .with(hint)
}
