mod axe;
mod chromium;
mod console;
mod input;
mod looks;

use std::time::{Duration, Instant};

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

/// How long a reader's patience lasts in a test, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(15);

/// One page in one browser, with a server of its own: a new origin, so nothing stored by another case is there.
///
/// A selector reaches into shadow roots with `>>>`: `bangtin-news >>> [part=row]`.
pub struct Page<'s> {
    session: &'s Session,
    /// The server behind the page.
    pub server: Preview,
}

impl<'s> Page<'s> {
    /// A phone-sized page with nothing in it.
    pub fn new(session: &'s Session) -> Self {
        let server = Preview::builder(repo_root()).log_requests().start(0).expect("the preview server starts");
        let page = Self { session, server };
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
        finish(self.session.driver().goto(address)).unwrap_or_else(|cause| panic!("{path} does not open: {cause}"));
    }

    /// Opens a made page with the kit and this body.
    #[track_caller]
    pub fn show(&self, body: &str) {
        self.show_with(&format!(r#"<script type="module" src="{KIT}/bangtin.js"></script>"#), body);
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

    /// How often an address that starts so was asked for.
    pub fn asked(&self, prefix: &str) -> usize {
        self.server.requests(prefix).len()
    }

    /// Runs a script with `deep`, `deepAll` and `focused` at hand; `arguments` are the given values.
    #[track_caller]
    pub fn js<T: DeserializeOwned>(&self, script: &str, arguments: impl Into<Value>) -> T {
        let value = self.script(script, arguments.into()).unwrap_or_else(|cause| panic!("{}: {cause}", brief(script)));
        serde_json::from_value(value.clone()).unwrap_or_else(|cause| panic!("{} gave {value}: {cause}", brief(script)))
    }

    fn script(&self, script: &str, arguments: Value) -> Result<Value, String> {
        let script = format!("{}\n{script}", include_str!("deep.js"));
        let driver = self.session.driver();
        let result = finish(driver.execute(script, as_list(arguments))).map_err(|cause| cause.to_string())?;
        Ok(result.json().clone())
    }

    /// As [`Page::js`], for a script that waits: its value is what its promise gives.
    #[track_caller]
    pub fn js_async<T: DeserializeOwned>(&self, script: &str, arguments: impl Into<Value>) -> T {
        let wrapped = format!(
            "{}\nconst done = arguments[arguments.length - 1];
            (async (...arguments) => {{ {script} }})(...arguments).then((value) => done({{ value }}), (cause) => done({{ cause: `${{cause}}` }}));",
            include_str!("deep.js")
        );
        let driver = self.session.driver();
        let result = finish(driver.execute_async(wrapped, as_list(arguments.into())))
            .unwrap_or_else(|cause| panic!("{}: {cause}", brief(script)));
        let result = result.json();
        assert!(result.get("cause").is_none(), "{}: {}", brief(script), result["cause"]);
        serde_json::from_value(result["value"].clone()).unwrap_or_else(|cause| panic!("{} gave {result}: {cause}", brief(script)))
    }

    /// The element, or nothing.
    pub(crate) fn find(&self, selector: &str) -> Option<WebElement> {
        let script = format!("{}\nreturn deep(arguments[0])", include_str!("deep.js"));
        let driver = self.session.driver();
        finish(driver.execute(script, vec![json!(selector)])).ok()?.element().ok()
    }

    #[track_caller]
    pub(crate) fn element(&self, selector: &str) -> WebElement {
        self.find(selector).unwrap_or_else(|| panic!("{selector} is not on the page{}", self.describe()))
    }

    /// Whether it is there.
    pub fn has(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    /// How many there are.
    pub fn count(&self, selector: &str) -> usize {
        self.js("return deepAll(arguments[0]).length", json!([selector]))
    }

    /// Waits until it is there.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) {
        self.wait_for_within(PATIENCE, selector);
    }

    /// Waits until it is there, so long at most.
    #[track_caller]
    pub fn wait_for_within(&self, patience: Duration, selector: &str) {
        self.until_within(patience, &format!("{selector} appears"), || self.has(selector));
    }

    /// Waits until the element's root says so: `ready`, `empty`, `failed`, `misconfigured`.
    #[track_caller]
    pub fn wait_state(&self, element: &str, state: &str) {
        self.wait_state_within(PATIENCE, element, state);
    }

    /// As [`Page::wait_state`], so long at most.
    #[track_caller]
    pub fn wait_state_within(&self, patience: Duration, element: &str, state: &str) {
        let what = format!("{element} is {state}");
        self.until_within(patience, &what, || self.state(element).as_deref() == Some(state));
    }

    /// Waits until a condition holds.
    #[track_caller]
    pub fn until(&self, what: &str, holds: impl Fn() -> bool) {
        self.until_within(PATIENCE, what, holds);
    }

    /// Waits until a condition holds, so long at most.
    #[track_caller]
    pub fn until_within(&self, patience: Duration, what: &str, holds: impl Fn() -> bool) {
        let end = Instant::now() + patience;
        while !holds() {
            assert!(Instant::now() < end, "after {patience:?}, still not: {what}{}", self.describe());
            std::thread::sleep(Duration::from_millis(40));
        }
    }

    /// The state that the element's root shows.
    pub fn state(&self, element: &str) -> Option<String> {
        let script = "const root = deep(arguments[0] + ' >>> .root'); return root && root.getAttribute('data-state')";
        self.js(script, json!([element]))
    }

    /// The text a reader sees there, spaces made single.
    #[track_caller]
    pub fn text(&self, selector: &str) -> String {
        let text: Option<String> =
            self.js("const found = deep(arguments[0]); return found && (found.innerText || found.textContent)", json!([selector]));
        let text = text.unwrap_or_else(|| panic!("{selector} is not on the page{}", self.describe()));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The texts of all that match.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        // `innerText` is empty in WebKit where `content-visibility` leaves a row for later.
        let script = "return deepAll(arguments[0]).map((found) => (found.innerText || found.textContent).replace(/\\s+/g, ' ').trim())";
        self.js(script, json!([selector]))
    }

    /// An attribute's value.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        self.js("return deep(arguments[0])?.getAttribute(arguments[1]) ?? null", json!([selector, name]))
    }

    /// Sets an attribute, or removes it.
    pub fn set_attribute(&self, selector: &str, name: &str, value: Option<&str>) {
        let script = "const [selector, name, value] = arguments;
            if (value === null) deep(selector).removeAttribute(name); else deep(selector).setAttribute(name, value)";
        self.js::<()>(script, json!([selector, name, value]));
    }

    /// A computed style.
    #[track_caller]
    pub fn style(&self, selector: &str, property: &str) -> String {
        let script = "return getComputedStyle(deep(arguments[0])).getPropertyValue(arguments[1])";
        self.js(script, json!([selector, property]))
    }

    /// The address the reader sees, without the origin.
    pub fn address(&self) -> String {
        self.js("return location.pathname + location.search + location.hash", json!([]))
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
        let page = self.script(script, json!([])).map_or_else(|cause| cause, |value| value.as_str().unwrap_or_default().to_owned());
        let said = self.script("return window.__said ?? []", json!([])).unwrap_or_default();
        format!("\n  page: {page}\n  console: {:#?}\n  heard by the page: {said:#}", self.console())
    }
}

/// The beginning of a script, for a message.
fn brief(script: &str) -> &str {
    let end = script.char_indices().nth(120).map_or(script.len(), |(end, _)| end);
    &script[..end]
}

fn as_list(arguments: Value) -> Vec<Value> {
    match arguments {
        Value::Array(list) => list,
        Value::Null => Vec::new(),
        one => vec![one],
    }
}
