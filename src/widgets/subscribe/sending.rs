//! Judges what was written and sends it.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlInputElement;

use super::{Door, Subscribe, notice::Notice};
use crate::{
    client::Body,
    elements::host::Host,
    i18n::{Language, Words},
    page,
    widgets::taking_part::{Form, Status, Target},
};

/// The names under which the fields are kept as drafts.
const DRAFTS: &[&str] = &["email"];

/// What stands in the form.
struct Written {
    email: String,
    topics: Vec<String>,
    agreed: bool,
    website: String,
}

/// Sends the form, or points at the first field that is not as it must be.
pub(super) fn submit(subscribe: &Rc<Subscribe>, door: &Door, notice: &Notice, words: &Words) {
    let written = written(subscribe.host, notice);
    if let Some((field, code)) = fault(&written, notice) {
        point_at(&subscribe.form, field, code);
        return;
    }
    subscribe.sent.replace(notice.version.clone());
    let (target, body) = letter(door, notice, words, &written);
    let form = subscribe.form.clone();
    subscribe.form.send(target, body, move |_| {
        form.forget(DRAFTS);
        form.host.focus("[part=sent]".into());
    });
}

/// Says at a field what is wrong with it, and leads there.
pub(super) fn point_at(form: &Form, field: &str, code: &str) {
    form.set(Status::Wrong(field.into(), code.into()));
    form.host
        .focus(bangtin_model::join(&["[name=", field, "]"]));
}

fn written(host: Host, notice: &Notice) -> Written {
    let field = |selector: &str| {
        let found = host.find(selector)?;
        found.dyn_into::<HtmlInputElement>().ok()
    };
    let text = |selector: &str| {
        field(selector)
            .map(|field| field.value())
            .unwrap_or_default()
    };
    let ticked = |selector: &str| field(selector).is_some_and(|field| field.checked());
    let mut topics = Vec::new();
    for (id, _) in &notice.topics {
        if ticked(&bangtin_model::join(&["[name=topics][value=\"", id, "\"]"])) {
            topics.push(id.clone());
        }
    }
    Written {
        email: text("[name=email]").trim().into(),
        topics,
        agreed: ticked("[name=consent]"),
        website: text("[name=website]"),
    }
}

fn fault(written: &Written, notice: &Notice) -> Option<(&'static str, &'static str)> {
    if written.email.is_empty() {
        return Some(("email", "required"));
    }
    if !looks_right(&written.email) {
        return Some(("email", "invalid"));
    }
    if written.topics.is_empty() && !notice.topics.is_empty() {
        return Some(("topics", "required"));
    }
    (!written.agreed).then_some(("consent", "required"))
}

/// Enough to catch a slip of the finger; the mail that arrives is the proof.
fn looks_right(email: &str) -> bool {
    let space = email.chars().any(char::is_whitespace);
    let mut parts = email.split('@');
    let (name, domain) = (parts.next(), parts.next());
    let dotted = domain.is_some_and(|domain| {
        domain.bytes().any(|byte| byte == b'.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
    });
    !space && dotted && parts.next().is_none() && name.is_some_and(|name| !name.is_empty())
}

fn letter(door: &Door, notice: &Notice, words: &Words, written: &Written) -> (Target, Body) {
    let ids = Array::new();
    for id in &written.topics {
        ids.push(&JsValue::from_str(id));
    }
    let body = Body::default().text("email", &written.email);
    match door {
        Door::Service(address, challenge) => {
            let lang = if words.language == Language::En {
                "en"
            } else {
                "vi"
            };
            let body = body
                .with("topics", &ids)
                .with("consent", &JsValue::TRUE)
                .text("consent_version", &notice.version)
                .text("lang", lang)
                .text("page", &page::base())
                .text("website", &written.website);
            (target(address, Some(challenge.clone())), body)
        }
        Door::Listmonk(address) => {
            let body = body.text("name", "").with("list_uuids", &ids);
            (target(address, None), body)
        }
    }
}

fn target(address: &str, challenge: Option<String>) -> Target {
    Target {
        method: "POST",
        address: address.into(),
        challenge,
    }
}
