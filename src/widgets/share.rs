//! `<bangtin-share>`: passing a page on, by the phone's own share sheet or by plain links. No script of anybody else is loaded.

use std::cell::Cell;
use std::rc::Rc;

use bangtin_model::join;
use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{
    lazy::{self, View},
    site::{self, Clipboard, Kind},
};
use crate::{
    client::{self, Body},
    components::{Progress, announce, misconfigured},
    elements::{
        attributes::Misconfigured,
        host::{Host, Work},
    },
    i18n::{SiteMessage, Words},
    markup::{Markup, el},
    page,
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["url", "title"];

/// Brings the buttons.
pub fn open(host: Host) {
    lazy::open(host, "line", |host| site::bring(host, Kind::Share));
}

/// What is passed on.
struct Shared {
    url: String,
    title: String,
}

impl Shared {
    /// What the attributes say, else the page's canonical address, else the one that the reader is at.
    fn read(host: Host) -> Result<Self, Misconfigured> {
        host.judge_shared()?;
        let document = page::document();
        let canonical = || {
            let link = document
                .as_ref()?
                .query_selector("link[rel=canonical]")
                .ok()??;
            page::resolve(&link.get_attribute("href")?, &page::base())
        };
        let here = || page::item_address(page::current_item().as_deref());
        let url = client::own_address(host, "url")?;
        let title = || document.as_ref().map(|document| document.title());
        Ok(Self {
            url: url.or_else(canonical).unwrap_or_else(here),
            title: host.get("title").or_else(title).unwrap_or_default(),
        })
    }
}

/// The buttons.
pub(super) fn view(host: Host) -> View {
    host.style("share", style!("share"));
    let clipboard = Clipboard::new(host);
    // A sheet that the browser has but does not open: the links take its place.
    let has_sheet = Rc::new(Cell::new(sheet().is_some()));
    Rc::new(move || {
        let shared = match Shared::read(host) {
            Ok(shared) => shared,
            Err(wrong) => return misconfigured(host, &wrong),
        };
        announce(host, Progress::ready(None));
        let words = Words::of(host);
        let label = words.t(SiteMessage::Share);
        let row = el("div").part("share").class("share").is("role", "group");
        let row = row
            .attr("aria-label", label.clone())
            .with(el("span").part("label").class("label").with(label));
        let copy = clipboard.button(
            &words,
            Some(words.t(SiteMessage::CopyLink)),
            "",
            shared.url.clone(),
        );
        let row = if has_sheet.get() {
            row.with(sender(host, &words, shared, &has_sheet))
        } else {
            row.with(link(&words, "Zalo", zalo(&shared.url))).with(link(
                &words,
                "Facebook",
                facebook(&shared.url),
            ))
        };
        el("div")
            .with(row.with(copy))
            .with(clipboard.status(&words))
    })
}

fn sheet() -> Option<JsValue> {
    let navigator = page::window()?.navigator();
    let is_there = page::member(&navigator, "share").is_function();
    is_there.then(|| navigator.into())
}

fn sender(host: Host, words: &Words, shared: Shared, has_sheet: &Rc<Cell<bool>>) -> Markup {
    let button = el("button").part("send").is("type", "button");
    let has_sheet = has_sheet.clone();
    button
        .with(words.t(SiteMessage::Send))
        .on("click", move |_| {
            let what = Body::default()
                .text("url", &shared.url)
                .text("title", &shared.title);
            // Called in the press itself: the browser asks for that.
            let sent = sheet()
                .and_then(|navigator| page::call(&navigator, "share", &[what.value().clone()]));
            let has_sheet = has_sheet.clone();
            host.spawn(Work::Send, async move {
                if !is_done(sent).await {
                    has_sheet.set(false);
                    host.touch();
                }
            });
        })
}

/// True also where the reader closed the sheet: that is an answer too.
async fn is_done(sent: Option<JsValue>) -> bool {
    let promise = sent.and_then(|sent| sent.dyn_into::<Promise>().ok());
    match promise {
        Some(promise) => match JsFuture::from(promise).await {
            Ok(_) => true,
            Err(cause) => page::member(&cause, "name").as_string().as_deref() == Some("AbortError"),
        },
        None => false,
    }
}

fn link(words: &Words, name: &'static str, address: Option<String>) -> Option<Markup> {
    let link = el("a").part("link").class("button").attr("href", address?);
    let link = link.is("target", "_blank").is("rel", "noopener noreferrer");
    let warning = el("span")
        .class("unseen")
        .with(" ")
        .with(words.t(SiteMessage::NewWindow));
    Some(link.with(name).with(warning))
}

fn facebook(url: &str) -> Option<String> {
    let url = String::from(js_sys::encode_uri_component(url));
    Some(join(&[
        "https://www.facebook.com/sharer/sharer.php?u=",
        &url,
    ]))
}

/// Zalo takes the address as base64 of JSON. Spaces at the end of the JSON make the `=` at the end of the base64 needless.
fn zalo(url: &str) -> Option<String> {
    let mut json = String::from(Body::default().text("url", url).json()?);
    while !json.len().is_multiple_of(3) {
        json.push(' ');
    }
    let data = page::window()?.btoa(&json).ok()?;
    let data = String::from(js_sys::encode_uri_component(&data));
    Some(join(&[
        "https://button-share.zalo.me/share_external?layout=1&d=",
        &data,
    ]))
}
