//! Pieces of forms.

use std::rc::Rc;

use bangtin_model::join;

use super::{Form, Status};
use crate::{
    attributes::Misconfigured,
    failure::Failure,
    host::Host,
    i18n::{FormMessage, MissingMessage, Words, t},
    view::{View, component, view},
};

/// The element needs the service, and the page names none.
pub fn service_missing(host: Host) -> Misconfigured {
    let sentence = Words::of(host).t(MissingMessage::ServiceMissing);
    Misconfigured::missing("service", sentence)
}

/// A field that people do not see and leave empty; programs that fill in everything fill it in too.
#[component]
pub fn Trap() -> View {
    view! {
        <div class="trap" aria-hidden="true">
            <label>
                {t(FormMessage::Trap)}
                <input name="website" type="text" tabindex="-1" autocomplete="off"/>
            </label>
        </div>
    }
}

/// The button that sends the form.
#[component]
pub fn Submit(
    form: Form,
    /// What it says before the form has been sent.
    label: String,
    /// Whether a press would send nothing new.
    #[prop(optional)]
    idle: Option<Rc<dyn Fn() -> bool>>,
) -> View {
    let is_idle = move || form.is_sending() || idle.as_ref().is_some_and(|idle| idle());
    view! {
        <button
            // The button that sends.
            part="submit"
            class="submit"
            type="submit"
            aria-disabled=move || is_idle().then_some("true")
        >
            {move || match form.status().may_send_again() {
                true => t(FormMessage::SendAgain),
                false => label.clone(),
            }}
        </button>
    }
}

/// What a form says of its sending. It is heard politely; a failure says that nothing of what was written is lost.
#[component]
pub fn Outcome(form: Form) -> View {
    view! {
        <div role="status">
            {move || outcome(form).map(|(message, class)| view! {
                // What has become of the sending.
                <p part="outcome" class=class>{t(message)}{number(form)}</p>
            })}
        </div>
    }
}

fn outcome(form: Form) -> Option<(FormMessage, &'static str)> {
    match &form.status() {
        Status::Sending if form.challenge.is_slow() => Some((FormMessage::Slow, "note")),
        Status::Sending => Some((FormMessage::Sending, "note")),
        // These two are explained where they belong: at the box, and above the results.
        Status::Refused(code) if matches!(&**code, "consent_changed" | "poll_closed") => None,
        Status::Refused(code) => Some((FormMessage::of_problem(code), "notice")),
        Status::Full(_) => Some((FormMessage::QueueFull, "notice")),
        Status::Failed(Failure::Offline) => Some((FormMessage::KeptAndOffline, "notice")),
        Status::Failed(_) => Some((FormMessage::KeptAndFailed, "notice")),
        _ => None,
    }
}

/// Whom to call instead, where it is urgent.
fn number(form: Form) -> Option<View> {
    let Status::Full(telephone) = form.status() else {
        return None;
    };
    let is_dialled = |sign: &char| sign.is_ascii_digit() || *sign == '+';
    let digits: String = telephone.chars().filter(is_dialled).collect();
    Some(view! {
        " "
        {t(FormMessage::UrgentCall)}
        " "
        // The number to call.
        <a part="telephone" href=join(&["tel:", &digits])>{telephone}</a>
        "."
    })
}
