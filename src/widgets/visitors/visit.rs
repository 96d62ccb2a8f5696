//! A visit, told to the service: once for each page that is loaded, when it is really seen, and without anything that tells one
//! reader from another.

use std::cell::RefCell;

use wasm_bindgen::JsValue;

use crate::{json::JsonObject, page};

// How long a counter that knows no article waits for the page's article to tell of itself, in milliseconds.
const ARTICLE_FIRST: f64 = 2_000.0;

struct Told {
    address: String,
    item: Option<String>,
    // Which showing of the page: 0 for the first, else the time at which it came back from the browser's memory.
    showing: f64,
}

thread_local! {
    // Of the page, not of an element: two counters on one page are one visit.
    static TOLD: RefCell<Vec<Told>> = const { RefCell::new(Vec::new()) };
}

/// Tells of the visit, and again whenever the page comes back from the browser's memory. `item` is the article that is read.
pub(super) async fn count(address: String, item: Option<String>) {
    let window = page::window();
    let mut showing = 0.0;
    loop {
        seen().await;
        if item.is_none() && has_article() {
            page::pause(ARTICLE_FIRST).await;
        }
        if is_new(&address, item.as_deref(), showing) {
            send(&address, item.as_deref(), showing);
        }
        showing = loop {
            let event = page::event(&window, &["pageshow"]).await;
            if page::member(&event, "persisted").is_truthy() {
                break page::member(&event, "timeStamp").as_f64().unwrap_or(1.0);
            }
        };
    }
}

/// Waits until a reader sees the page: not one that is loaded ahead, not one in a tab behind.
async fn seen() {
    let document = page::document();
    loop {
        let ahead = page::member(&document, "prerendering").is_truthy();
        let visible = page::member(&document, "visibilityState").as_string();
        if !ahead && visible.as_deref() == Some("visible") {
            return;
        }
        page::event(&document, &["visibilitychange", "prerenderingchange"]).await;
    }
}

/// The page has an article, or a counter that names one: its hit says which, and is the page's only hit.
fn has_article() -> bool {
    let selector = if page::current_item().is_some() {
        "bangtin-article,bangtin-news[links=reader],bangtin-visitors[page]"
    } else {
        "bangtin-article[item],bangtin-visitors[page]"
    };
    page::exists(selector)
}

/// True for what was not told yet in this showing of the page. A page that told of its article needs no hit without one.
fn is_new(address: &str, item: Option<&str>, showing: f64) -> bool {
    TOLD.with_borrow_mut(|told| {
        let known = told.iter().any(|one| {
            one.address == address
                && one.showing == showing
                && (item.is_none() || one.item.as_deref() == item)
        });
        if !known {
            told.push(Told {
                address: address.to_owned(),
                item: item.map(str::to_owned),
                showing,
            });
        }
        !known
    })
}

fn send(address: &str, item: Option<&str>, showing: f64) {
    let navigator = page::member(&page::window(), "navigator");
    let mut hit = JsonObject::default().texts(&[("page", item)]);
    // The service does not count what a program looks at.
    if page::member(&navigator, "webdriver").is_truthy() {
        hit = hit.raw("webdriver", "true");
    }
    if showing > 0.0 {
        hit = hit.raw("restored", "true");
    }
    let arguments = [JsValue::from_str(address), JsValue::from_str(&hit.json())];
    page::call(&navigator, "sendBeacon", &arguments);
}
