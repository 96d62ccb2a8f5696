//! The fields of the form, and what stands in their place once it is sent.

use std::rc::Rc;

use bangtin_model::answers::SubscriptionNotice;

use super::state::Subscribe;
use crate::{
    components::Field,
    forms::{Form, Outcome, Status, Submit, Trap},
    i18n::{SubscribeMessage, t},
    page,
    view::{View, component, view},
};

/// The form. The code begins with the first field that is touched; it is sent by its button or Enter.
#[component]
pub(super) fn Fields(subscribe: Subscribe, notice: Rc<SubscriptionNotice>) -> View {
    let form = subscribe.form;
    let sent = notice.clone();
    view! {
        <form
            // The form.
            part="form"
            novalidate=""
            on:focusin=move |_| subscribe.touch()
            on:submit=move |event| {
                event.prevent_default();
                subscribe.submit(&event, &sent);
            }
        >
            <Email form/>
            <Topics form notice=notice.clone()/>
            <Rhythms notice=notice.clone()/>
            <Consent form notice/>
            <Trap/>
            <Submit form label=t(SubscribeMessage::Submit)/>
            <Outcome form/>
        </form>
    }
}

#[component]
fn Email(form: Form) -> View {
    view! {
        <Field name="email" label=t(SubscribeMessage::Email) error=error(form, "email")>
            <input
                // The field for the address.
                part="email"
                id="email"
                name="email"
                type="email"
                autocomplete="email"
                inputmode="email"
                required=""
                aria-describedby="email-error"
                aria-invalid=form.invalid("email")
                prop:value=form.shown("email")
                on:input=form.typed("email")
            />
        </Field>
    }
}

#[component]
fn Topics(form: Form, notice: Rc<SubscriptionNotice>) -> View {
    let mut topics = Vec::new();
    for topic in &notice.topics {
        let (id, chosen) = (topic.id.clone(), topic.id.clone());
        topics.push(view! {
            <label class="choice">
                <input
                    type="checkbox"
                    name="topics"
                    value=id.clone()
                    prop:checked=move || form.choices("topics").contains(&chosen)
                    on:change=move |event| form.choose("topics", &id, page::is_ticked(&event), true)
                />
                <span>{topic.name.clone()}</span>
            </label>
        });
    }
    let (any, error) = (!topics.is_empty(), error(form, "topics"));
    view! {
        {any.then(|| view! {
            <fieldset
                // The topics.
                part="topics"
                class="topics"
                aria-describedby="topics-error"
                aria-invalid=form.invalid("topics")
            >
                <legend>{t(SubscribeMessage::Topics)}</legend>
                {topics}
                // What is wrong with a field.
                <p part="error" class="error" id="topics-error">{move || error()}</p>
            </fieldset>
        })}
    }
}

/// How often the news comes, where the service sends it: the first, unless the reader says otherwise.
#[component]
fn Rhythms(notice: Rc<SubscriptionNotice>) -> View {
    let mut rhythms = Vec::new();
    for rhythm in &notice.rhythms {
        let usual = rhythms.is_empty();
        rhythms.push(view! {
            <label class="choice">
                <input type="radio" name="rhythm" value=rhythm.id.clone() checked=usual/>
                <span>{rhythm.name.clone()}</span>
            </label>
        });
    }
    let any = !rhythms.is_empty();
    view! {
        {any.then(|| view! {
            // How often the news comes.
            <fieldset part="rhythm">
                <legend>{t(SubscribeMessage::Rhythm)}</legend>
                {rhythms}
            </fieldset>
        })}
    }
}

#[component]
fn Consent(form: Form, notice: Rc<SubscriptionNotice>) -> View {
    let error = error(form, "consent");
    view! {
        <div class="field">
            <label class="choice">
                <input
                    // The box to tick.
                    part="consent"
                    type="checkbox"
                    name="consent"
                    required=""
                    aria-describedby="consent-error"
                    aria-invalid=move || message(form, "consent").map(|_| "true")
                    prop:checked=move || !form.value("consent").is_empty()
                    on:change=move |event| {
                        form.write("consent", if page::is_ticked(&event) { "on" } else { "" });
                    }
                />
                <span>{notice.consent.clone()}</span>
            </label>
            <p part="error" class="error" id="consent-error">{move || error()}</p>
            <Details notice/>
        </div>
    }
}

/// Who answers for the data, which data, how long, with which rights.
#[component]
fn Details(notice: Rc<SubscriptionNotice>) -> View {
    let facts = [
        (SubscribeMessage::Controller, &notice.controller),
        (SubscribeMessage::Data, &notice.data),
        (SubscribeMessage::Retention, &notice.retention),
    ];
    let mut list = Vec::new();
    for (name, value) in facts {
        if !value.is_empty() {
            list.push(view! { <dt>{t(name)}</dt><dd>{value.clone()}</dd> });
        }
    }
    if !notice.rights.is_empty() {
        list.push(view! { <dt>{t(SubscribeMessage::Rights)}</dt> });
    }
    for right in &notice.rights {
        list.push(view! { <dd>{right.clone()}</dd> });
    }
    view! {
        // How the data are used.
        <details part="details">
            <summary>{t(SubscribeMessage::Details)}</summary>
            <dl>{list}</dl>
        </details>
    }
}

fn error(form: Form, field: &'static str) -> Rc<dyn Fn() -> Option<String>> {
    Rc::new(move || message(form, field).map(t))
}

/// What is wrong with a field.
fn message(form: Form, field: &str) -> Option<SubscribeMessage> {
    match form.status() {
        Status::Wrong(wrong, code) if wrong == field => {
            Some(SubscribeMessage::of_field(field, &code))
        }
        Status::Refused(code) if field == "consent" && code == "consent_changed" => {
            Some(SubscribeMessage::ConsentChanged)
        }
        _ => None,
    }
}

/// The honest answer: nothing is subscribed until the mail's link was pressed.
#[component]
pub(super) fn Sent() -> View {
    view! {
        // What stands in the form's place once it was sent.
        <div part="sent" class="notice" tabindex="-1" role="status">
            <h3>{t(SubscribeMessage::CheckMail)}</h3>
            <p>{t(SubscribeMessage::CheckMailMore)}</p>
        </div>
    }
}
