mod axe;
mod chromium;
mod console;
mod input;
mod looks;
mod reading;

use std::cell::Cell;
use std::time::Duration;

use bangtin_preview::Preview;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::WebElement;

use crate::engine::{Engine, Viewport};
use crate::session::{Session, finish};
use crate::{Feed, KIT, repo_root};

pub use axe::Violation;
pub use chromium::{Leaks, Media};
pub use input::Key;

/// One page in one browser, with a server of its own: a new origin, so nothing stored by another case is there.
///
/// A selector reaches into shadow roots with `>>>`: `bangtin-news >>> [part=row]`.
pub struct Page<'s> {
    session: &'s Session,
    /// Whether pages may run no script: then nothing can be waited for in them.
    is_without_script: Cell<bool>,
    /// The server behind the page.
    pub server: Preview,
}

impl<'s> Page<'s> {
    /// A phone-sized page with nothing in it.
    pub fn new(session: &'s Session) -> Self {
        let server = Preview::builder(repo_root())
            .log_requests()
            .start(0)
            .expect("the preview server starts");
        let page = Self {
            session,
            is_without_script: Cell::new(false),
            server,
        };
        page.reset();
        page.resize(Viewport::PHONE);
        page
    }

    /// The engine that shows it.
    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    /// The page's size now.
    pub fn viewport(&self) -> Viewport {
        self.session.viewport()
    }

    /// Gives the page another size.
    pub fn resize(&self, viewport: Viewport) {
        self.session.resize(viewport);
    }

    /// Opens an address of the server and waits for its `load`.
    #[track_caller]
    pub fn open(&self, path: &str) {
        let address = format!("{}{path}", self.server.origin());
        finish(self.session.driver().goto(address))
            .unwrap_or_else(|cause| panic!("{path} does not open: {cause}"));
    }

    /// Opens any address, such as one from a mail, and waits for its `load`.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        finish(self.session.driver().goto(address))
            .unwrap_or_else(|cause| panic!("{address} does not open: {cause}"));
    }

    /// Opens a made page with the kit and this body.
    #[track_caller]
    pub fn show(&self, body: &str) {
        self.show_with(
            &format!(r#"<script type="module" src="{KIT}/bangtin.js"></script>"#),
            body,
        );
    }

    /// What a page that holds its answers back starts with: what is fetched, but for the kit itself, arrives only after [`Page::release_answers`].
    pub const HOLD_ANSWERS: &'static str = "<script>{
        const send = fetch;
        const released = new Promise((release) => { window.releaseAnswers = release; });
        window.fetch = async (...request) => {
            const answer = await send(...request);
            if (!answer.url.endsWith('.wasm')) await released;
            return answer;
        };
    }</script>";

    /// Lets the answers come that [`Page::HOLD_ANSWERS`] has held back.
    pub fn release_answers(&self) {
        self.js::<()>("releaseAnswers()", json!([]));
    }

    /// Opens a made page with this head and body, and no kit but what the head asks for.
    #[track_caller]
    pub fn show_with(&self, head: &str, body: &str) {
        let page = format!(
            r#"<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Thử nghiệm</title><link rel="icon" href="data:,">{}{head}</head><body>{body}</body></html>"#,
            console::HOOK
        );
        self.serve("/made/page.html", "text/html; charset=utf-8", page);
        self.open("/made/page.html");
    }

    /// Serves a made feed at `/made/<name>` and gives that address.
    pub fn feed(&self, name: &str, feed: &Feed) -> String {
        let path = format!("/made/{name}");
        self.serve(&path, "application/feed+json", feed.to_json());
        path
    }

    /// Serves made content.
    pub fn serve(&self, path: &str, mime: &str, content: impl Into<Vec<u8>>) {
        self.server.put(path, mime, content);
    }

    /// Serves made content no more: its address answers 404.
    pub fn withdraw(&self, path: &str) {
        self.server.withdraw(path);
    }

    /// How many files of the kit whose name begins so the page has asked for.
    pub fn loaded(&self, stem: &str) -> u32 {
        self.js(
            "return performance.getEntriesByType('resource').filter(({ name }) => name.includes(`/${arguments[0]}-`)).length",
            json!([stem]),
        )
    }

    /// How often an address that starts so was asked for.
    pub fn asked(&self, prefix: &str) -> usize {
        self.server.requests(prefix).len()
    }

    /// Runs a script with `deep`, `deepAll` and `focused` at hand; `arguments` are the given values.
    #[track_caller]
    pub fn js<T: DeserializeOwned>(&self, script: &str, arguments: impl Into<Value>) -> T {
        let value = self
            .script(script, arguments.into())
            .unwrap_or_else(|cause| panic!("{}: {cause}", brief(script)));
        serde_json::from_value(value.clone())
            .unwrap_or_else(|cause| panic!("{} gave {value}: {cause}", brief(script)))
    }

    fn script(&self, script: &str, arguments: Value) -> Result<Value, String> {
        let script = format!("{}\n{script}", include_str!("deep.js"));
        let driver = self.session.driver();
        let result = finish(driver.execute(script, as_list(arguments)))
            .map_err(|cause| cause.to_string())?;
        Ok(result.json().clone())
    }

    /// As [`Page::js`], for a script that waits: its value is what its promise gives.
    #[track_caller]
    pub fn js_async<T: DeserializeOwned>(&self, script: &str, arguments: impl Into<Value>) -> T {
        let value = self
            .script_async(script, arguments.into())
            .unwrap_or_else(|cause| panic!("{}: {cause}", brief(script)));
        serde_json::from_value(value.clone())
            .unwrap_or_else(|cause| panic!("{} gave {value}: {cause}", brief(script)))
    }

    fn script_async(&self, script: &str, arguments: Value) -> Result<Value, String> {
        let wrapped = format!(
            "{}\nconst done = arguments[arguments.length - 1];
            (async (...arguments) => {{ {script} }})(...arguments).then((value) => done({{ value }}), (cause) => done({{ cause: `${{cause}}` }}));",
            include_str!("deep.js")
        );
        let driver = self.session.driver();
        let result = finish(driver.execute_async(wrapped, as_list(arguments)))
            .map_err(|cause| cause.to_string())?;
        match result.json().get("cause") {
            Some(cause) => Err(cause.to_string()),
            None => Ok(result.json()["value"].clone()),
        }
    }

    /// The element, or nothing.
    pub(crate) fn find(&self, selector: &str) -> Option<WebElement> {
        let script = format!("{}\nreturn deep(arguments[0])", include_str!("deep.js"));
        let driver = self.session.driver();
        finish(driver.execute(script, vec![json!(selector)]))
            .ok()?
            .element()
            .ok()
    }

    #[track_caller]
    pub(crate) fn element(&self, selector: &str) -> WebElement {
        self.find(selector)
            .unwrap_or_else(|| panic!("{selector} is not on the page{}", self.describe()))
    }

    /// The browser's Back.
    pub fn back(&self) {
        finish(self.session.driver().back()).expect("Back works");
    }

    /// The browser's Reload.
    pub fn reload(&self) {
        finish(self.session.driver().refresh()).expect("Reload works");
    }

    /// Leaves the page, and undoes what the case before asked of the browser.
    fn reset(&self) {
        let driver = self.session.driver();
        if self.engine() == Engine::Chromium {
            self.reset_emulation();
        }
        let left = finish(driver.goto("about:blank"));
        if left.is_err() {
            self.session.restart(Viewport::PHONE);
        }
        self.forget_console();
    }

    /// What stands on the page, for the message of a failed case.
    pub(crate) fn describe(&self) -> String {
        let script = "return location.pathname + location.search + ' | ' + [...document.querySelectorAll('*')]
            .filter((node) => node.localName.startsWith('bangtin-'))
            .map((node) => node.localName + ': ' + (node.shadowRoot
                ? (node.shadowRoot.querySelector('.root')?.dataset.state ?? 'no root') + ' ' + JSON.stringify((node.shadowRoot.querySelector('.root')?.innerText ?? '').slice(0, 200))
                : 'not mounted')).slice(0, 5).join('; ')";
        let page = self.script(script, json!([])).map_or_else(
            |cause| cause,
            |value| value.as_str().unwrap_or_default().to_owned(),
        );
        let said = self
            .script("return window.__said ?? []", json!([]))
            .unwrap_or_default();
        format!(
            "\n  page: {page}\n  console: {:#?}\n  heard by the page: {said:#}",
            self.console()
        )
    }
}

/// What is read once it was the same a moment ago; after so many tries what it is then.
fn once_same<T: PartialEq>(read: impl Fn() -> T, pause: Duration, tries: u32) -> T {
    let mut last = read();
    for _ in 0..tries {
        std::thread::sleep(pause);
        let now = read();
        if now == last {
            break;
        }
        last = now;
    }
    last
}

/// The beginning of a script, for a message.
fn brief(script: &str) -> &str {
    let end = script
        .char_indices()
        .nth(120)
        .map_or(script.len(), |(end, _)| end);
    &script[..end]
}

fn as_list(arguments: Value) -> Vec<Value> {
    match arguments {
        Value::Array(list) => list,
        Value::Null => Vec::new(),
        one => vec![one],
    }
}
