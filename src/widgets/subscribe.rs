//! `<bangtin-subscribe>`: news by e-mail. Its code is a file of its own.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod fields;
mod notice;
mod sending;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_split_helpers::wasm_split;
use web_sys::HtmlInputElement;

use super::{
    followed::Followed,
    lazy::{self, View},
    taking_part::{self, Form, Status},
};
use crate::{
    client,
    components::{Phase, Progress, announce, loading, misconfigured, saved_note, unavailable},
    elements::{attributes::Misconfigured, host::Host},
    i18n::{Common, Language, SubscribeMessage, Words},
    markup::{Markup, el},
    parts::SplitLoaderError,
};
use notice::Notice;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["heading", "listmonk", "lists", "controller"];

/// Brings the form.
pub fn open(host: Host) {
    lazy::open(host, "awaited", |host| Box::pin(view(host)));
}

/// What the view is made from.
struct Subscribe {
    host: Host,
    notice: Rc<Followed>,
    form: Rc<Form>,
    // The version of the text that was agreed to, until the service has judged it.
    sent: RefCell<String>,
    // A version that is no longer the service's: with it in the address no memory answers with that text again.
    outdated: RefCell<String>,
}

/// Where the form goes.
enum Door {
    /// The service, by the address of its subscriptions.
    Service(String, String),
    /// The public interface of a listmonk.
    Listmonk(String),
}

#[wasm_split(subscribe, fallible, wasm_split_path = crate::parts)]
fn view(host: Host) -> Result<View, SplitLoaderError> {
    host.style("subscribe", style!("subscribe"));
    let subscribe = Rc::new(Subscribe {
        host,
        notice: Followed::new(host, |node| {
            bangtin_sources::Node::get(node, "consent").is_some()
        }),
        form: Form::new(host, "subscribe".into()),
        sent: RefCell::default(),
        outdated: RefCell::default(),
    });
    Ok(Rc::new(move || look(&subscribe)))
}

fn look(subscribe: &Rc<Subscribe>) -> Markup {
    let host = subscribe.host;
    let words = Words::of(host);
    let door = match door(host) {
        Ok(door) => door,
        Err(wrong) => return misconfigured(host, &wrong),
    };
    let (progress, notice) = notice(subscribe, &door, &words);
    announce(host, progress);
    let heading = host
        .get("heading")
        .unwrap_or_else(|| words.t(SubscribeMessage::Heading));
    let frame = el("section")
        .part("subscribe")
        .class("subscribe")
        .attr("aria-label", heading.clone())
        .with(el("h2").part("heading").class("heading").with(heading));
    match (progress.phase, notice) {
        (Phase::Ready, Some(_)) if subscribe.form.status() == Status::Done => {
            frame.with(fields::sent(&words))
        }
        (Phase::Ready, Some(notice)) => frame.with(saved_note(&words, progress)).with(
            fields::form(subscribe, &words, Rc::new(door), &Rc::new(notice)),
        ),
        (phase @ (Phase::Failed(_) | Phase::Empty), _) => {
            let followed = subscribe.notice.clone();
            frame.with(unavailable(
                host,
                &words,
                phase,
                Common::NotFound,
                Rc::new(move || followed.load()),
            ))
        }
        _ => frame.with(loading(&words)).with(fields::skeleton()),
    }
}

fn door(host: Host) -> Result<Door, Misconfigured> {
    host.judge_shared()?;
    if let Some(listmonk) = client::own_address(host, "listmonk")? {
        for attribute in ["controller", "lists"] {
            if host.get(attribute).is_none() {
                let words = Words::of(host);
                let sentence = words.t_with(SubscribeMessage::AttributeMissing, attribute);
                return Err(Misconfigured::missing(attribute, sentence));
            }
        }
        return Ok(Door::Listmonk(listmonk));
    }
    let at = |path| client::service_address(host, path);
    match (at("/subscriptions")?, at("/challenge")?) {
        (Some(subscriptions), Some(challenge)) => Ok(Door::Service(subscriptions, challenge)),
        _ => Err(taking_part::service_missing(host)),
    }
}

fn notice(subscribe: &Subscribe, door: &Door, words: &Words) -> (Progress, Option<Notice>) {
    match door {
        Door::Listmonk(_) => {
            let notice = Notice::of_page(subscribe.host, words);
            (Progress::ready(None), Some(notice))
        }
        Door::Service(address, _) => {
            let lang = if words.language == Language::En {
                "en"
            } else {
                "vi"
            };
            let form = bangtin_model::join(&[address, "/form?lang=", lang]);
            if subscribe.form.status() == Status::Refused("consent_changed".into()) {
                renew(subscribe);
            }
            let form = bangtin_model::join(&[&form, "&not=", &subscribe.outdated.borrow()]);
            subscribe.notice.renew(&form);
            let (progress, node) = subscribe.notice.state();
            (progress, node.as_ref().map(Notice::read))
        }
    }
}

/// The service has another text by now. When it is there the box is empty again, and the reader is led to it.
fn renew(subscribe: &Subscribe) {
    let sent = subscribe.sent.borrow().clone();
    let (_, shown) = subscribe.notice.state();
    if sent.is_empty() {
        return;
    }
    if shown.is_some_and(|shown| Notice::read(&shown).version == sent) {
        subscribe.outdated.replace(sent);
        return;
    }
    subscribe.sent.take();
    let field = subscribe.host.find("[name=consent]");
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
        field.set_checked(false);
    }
    subscribe.host.focus("[name=consent]".into());
}
