//! `<bangtin-top>`: the way back to the top of a long page.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FocusOptions, HtmlElement};

use super::{
    lazy::{self, View},
    site::{self, Kind},
};
use crate::{
    client::Body,
    components::{Progress, announce, misconfigured},
    elements::host::{Host, Work},
    i18n::{SiteMessage, Words},
    markup::el,
    page,
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &[];

// How often it looks how far the page is scrolled, in milliseconds.
const BETWEEN: f64 = 120.0;

/// Brings the button.
pub fn open(host: Host) {
    lazy::open(host, "", |host| site::bring(host, Kind::Top));
}

/// The button, once the page is scrolled by more than a screen; before, there is none that could be reached.
pub(super) fn view(host: Host) -> View {
    host.style("top", style!("top"));
    let below = Rc::new(Cell::new(false));
    host.spawn(Work::Watch, follow(host, below.clone()));
    Rc::new(move || {
        if let Err(wrong) = host.judge_shared() {
            return misconfigured(host, &wrong);
        }
        announce(host, Progress::ready(None));
        let label = Words::of(host).t(SiteMessage::ToTop);
        let button = el("button").part("top").class("top").is("type", "button");
        let button = button
            .with(el("span").class("arrow").is("aria-hidden", "true"))
            .with(label);
        el("div").with(below.get().then(|| button.on("click", |_| rise())))
    })
}

async fn follow(host: Host, below: Rc<Cell<bool>>) {
    let Some(window) = page::window() else { return };
    loop {
        let screen = page::member(&window, "innerHeight")
            .as_f64()
            .unwrap_or_default();
        let is_below = window.scroll_y().unwrap_or_default() > screen;
        if below.replace(is_below) != is_below {
            host.touch();
        }
        page::event(&window, &["scroll"]).await;
        page::pause(BETWEEN).await;
    }
}

/// Up, at once where the reader wants no motion; a keyboard goes on from the first thing on the page.
fn rise() {
    let Some(window) = page::window() else { return };
    let still = page::call(
        &window,
        "matchMedia",
        &["(prefers-reduced-motion: reduce)".into()],
    );
    let still = still.is_none_or(|query| page::member(&query, "matches").is_truthy());
    let to = Body::default()
        .with("top", &JsValue::from(0))
        .text("behavior", if still { "instant" } else { "smooth" });
    page::call(&window, "scrollTo", &[to.value().clone()]);
    let body = page::document().and_then(|document| {
        let body = page::member(&document, "body");
        body.dyn_into::<HtmlElement>().ok()
    });
    if let Some(body) = body {
        begin_at(&body);
    }
}

/// The page's body takes the focus for a moment: the next Tab leads to what comes first in it.
fn begin_at(body: &HtmlElement) {
    let is_ours = !body.has_attribute("tabindex");
    if is_ours {
        let _ = body.set_attribute("tabindex", "-1");
    }
    let quietly = FocusOptions::new();
    quietly.set_prevent_scroll(true);
    let _ = body.focus_with_options(&quietly);
    if is_ours {
        let _ = body.remove_attribute("tabindex");
    }
}
