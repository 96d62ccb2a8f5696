//! `<bangtin-top>`: the way back to the top of a long page.

use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};

use crate::{
    components::{Progress, announce, configured},
    elements::host::Host,
    i18n::{PageToolMessage, t},
    page::{self, Job},
    view::{RwSignal, View, component, effect, view},
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &[];

// How often it looks how far the page is scrolled, in milliseconds.
const BETWEEN: f64 = 120.0;

/// The view of the element.
pub(super) fn top(host: Host) -> View {
    host.style("top", style!("top"));
    let read = |host: Host| host.judge_shared();
    let make = |()| is_below();
    configured(
        host,
        read,
        make,
        move |is_below| view! { <Top host is_below/> },
    )
}

/// Whether the page is scrolled by more than a screen.
fn is_below() -> RwSignal<bool> {
    let (is_below, following) = (RwSignal::new(false), Job::new());
    effect(move || following.start(follow_the_scrolling(is_below)));
    is_below
}

async fn follow_the_scrolling(is_below: RwSignal<bool>) {
    let Some(window) = page::window() else { return };
    loop {
        let screen = page::member(&window, "innerHeight")
            .as_f64()
            .unwrap_or_default();
        let now = window.scroll_y().unwrap_or_default() > screen;
        if is_below.get_untracked() != now {
            is_below.set(now);
        }
        page::event(&window, &["scroll"]).await;
        page::pause(BETWEEN).await;
    }
}

/// The button, once the page is scrolled by more than a screen; before, there is none that could be reached.
#[component]
fn Top(host: Host, is_below: RwSignal<bool>) -> View {
    announce(host, || Progress::ready(None));
    view! {
        <div>
            {move || is_below.get().then(|| view! {
                <button part="top" class="top" type="button" on:click=|_| rise()>
                    <span class="arrow" aria-hidden="true"></span>
                    {t(PageToolMessage::ToTop)}
                </button>
            })}
        </div>
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
    let behavior = if still { "instant" } else { "smooth" };
    let to = page::object(&[("top", 0.into()), ("behavior", behavior.into())]);
    page::call(&window, "scrollTo", &[to]);
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
