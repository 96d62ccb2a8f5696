//! The form that reports an error in an article to those who run the page: its kind, where it is. No name is asked, and nobody else reads it.
//! A file of its own, which comes when a reader presses for it.

use std::rc::Rc;

use bangtin_model::{join, trim};
use web_sys::Event;

use super::feedback;
use crate::{
    components::Field,
    forms::{Count, Form, MOST, Outcome, Status, Submit, Target, Trap, graphemes},
    host::Host,
    i18n::{ReportMessage, t},
    json::JsonObject,
    page,
    view::{Memo, RwSignal, View, component, view},
};

/// What can be wrong, as the service names it.
const KINDS: [(&str, ReportMessage); 3] = [
    ("typo", ReportMessage::Typo),
    ("wrong-fact", ReportMessage::WrongFact),
    ("broken", ReportMessage::Broken),
];

/// The form for the article of this id.
pub(super) fn report(host: Host, page: &str) -> View {
    host.style("feedback", style!("feedback"));
    host.style("report", style!("report"));
    let report = Report {
        host,
        form: Form::new(host, &join(&["report:", page]), &["kind", "text"], &[]),
        page: RwSignal::new(page.into()),
    };
    let is_done = Memo::new(move || report.form.status() == Status::Done);
    view! {
        {move || match is_done.get() {
            true => view! { <Sent report/> },
            false => view! { <Fields report/> },
        }}
    }
}

/// A report that is being written.
#[derive(Clone, Copy)]
struct Report {
    host: Host,
    form: Form,
    // The id of the article.
    page: RwSignal<Rc<str>>,
}

impl Report {
    /// The check begins with the first field that is touched, so that nobody waits for it.
    fn touch(self) {
        if let Ok(address) = feedback::service(self.host, "/challenge") {
            self.form.challenge.begin(&address);
        }
    }

    /// Sends what was written, or points at the first field that is not as it must be.
    fn submit(self, event: &Event) {
        let text = page::written(event, "text");
        let (kind, text) = (self.form.value("kind"), trim(&text));
        match fault(&kind, text, &graphemes) {
            Some((field, code)) => {
                self.form.set(Status::Wrong(field.into(), code.into()));
                self.host
                    .focus(&join(&["[part=report] [name=", field, "]"]));
            }
            None => self.send(&kind, text, &page::taken_out(event, "website")),
        }
    }

    fn send(self, kind: &str, text: &str, website: &str) {
        // The article shows no form without a service.
        let Ok(address) = feedback::service(self.host, "/reports") else {
            return;
        };
        let about = self.page.get_untracked();
        let body = JsonObject::default().texts(&[
            ("page", Some(&about)),
            ("kind", Some(kind)),
            ("text", Some(text)),
            ("website", Some(website)),
        ]);
        let target = Target {
            method: "POST",
            address,
            challenge: feedback::service(self.host, "/challenge").ok(),
        };
        self.form.send(target, body, move |_| {
            self.form.forget(&["kind", "text"]);
            self.host.focus("[part=reported]");
        });
    }

    /// Closes the form and leads back to what opened it; the next press finds it empty.
    fn close(self, event: &Event) {
        if let Some(details) = page::nearest(event, "details") {
            page::call(&details.into(), "removeAttribute", &["open".into()]);
        }
        self.host.focus("[part=report] summary");
        self.form.set(Status::Open);
    }
}

/// What is wrong with what was written: the first field at fault, and a code. `count` counts characters.
fn fault(
    kind: &str,
    text: &str,
    count: &dyn Fn(&str) -> u32,
) -> Option<(&'static str, &'static str)> {
    match (kind, text) {
        ("", _) => Some(("kind", "required")),
        (_, "") => Some(("text", "required")),
        _ if count(text) > MOST => Some(("text", "too_long")),
        _ => None,
    }
}

#[component]
fn Fields(report: Report) -> View {
    let form = report.form;
    view! {
        <form
            // The form that reports an error.
            part="report-form"
            novalidate=""
            on:focusin=move |_| report.touch()
            on:submit=move |event| {
                event.prevent_default();
                report.submit(&event);
            }
        >
            <fieldset aria-describedby="kind-error" aria-invalid=form.invalid("kind")>
                <legend>{t(ReportMessage::Kind)}</legend>
                <Kinds form/>
                <p class="error" id="kind-error">
                    {move || form.status().wrong_with("kind").map(|_| t(ReportMessage::KindMissing))}
                </p>
            </fieldset>
            <Text form/>
            <Trap/>
            <Submit form label=t(ReportMessage::Send)/>
            <Outcome form/>
        </form>
    }
}

#[component]
fn Kinds(form: Form) -> View {
    let mut kinds = Vec::new();
    for (name, message) in KINDS {
        kinds.push(view! {
            <label class="choice">
                <input
                    type="radio"
                    name="kind"
                    value=name
                    prop:checked=move || form.value("kind") == name
                    on:change=move |_| {
                        if !form.is_sending() {
                            form.write("kind", name);
                        }
                    }
                />
                <span>{t(message)}</span>
            </label>
        });
    }
    View::list(kinds)
}

#[component]
fn Text(form: Form) -> View {
    let error = move || {
        let message = match form.status().wrong_with("text")? {
            "required" => ReportMessage::TextMissing,
            "too_long" => ReportMessage::TextLong,
            _ => ReportMessage::InvalidText,
        };
        Some(t(message))
    };
    view! {
        <Field name="text" label=t(ReportMessage::Text) error=Rc::new(error)>
            <p class="note" id="text-hint">{t(ReportMessage::Hint)}</p>
            <textarea
                // The field of a report.
                part="report-field"
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

#[component]
fn Sent(report: Report) -> View {
    view! {
        // What stands in place of the form once an error was reported.
        <div part="reported" class="notice" tabindex="-1" role="status">
            <p>{t(ReportMessage::Thanks)}</p>
            <button type="button" on:click=move |event| report.close(&event)>
                {t(ReportMessage::Close)}
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn the_first_fault_is_told() {
        let count = |text: &str| text.chars().count() as u32;
        let fault = |kind: &str, text: &str| fault(kind, text, &count);
        assert_eq!(fault("", ""), Some(("kind", "required")));
        assert_eq!(fault("typo", ""), Some(("text", "required")));
        assert_eq!(fault("typo", &"ạ".repeat(501)), Some(("text", "too_long")));
        assert_eq!(fault("typo", &"ạ".repeat(500)), None);
    }
}
