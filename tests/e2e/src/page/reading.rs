//! What is on the page, and waiting for it.

use std::time::{Duration, Instant};

use serde_json::json;

use super::Page;

/// How long a reader's patience lasts in a test, unless it says otherwise.
const PATIENCE: Duration = Duration::from_secs(15);

impl Page<'_> {
    /// Whether it is there.
    pub fn has(&self, selector: &str) -> bool {
        self.count(selector) > 0
    }

    /// How many there are.
    pub fn count(&self, selector: &str) -> usize {
        // A page that is on its way out has nothing to say in Firefox.
        let count: Option<usize> =
            self.js("return deepAll(arguments[0]).length", json!([selector]));
        count.unwrap_or_default()
    }

    /// Waits until it is there.
    #[track_caller]
    pub fn wait_for(&self, selector: &str) {
        self.wait_for_within(PATIENCE, selector);
    }

    /// Waits until it is there, so long at most.
    #[track_caller]
    pub fn wait_for_within(&self, patience: Duration, selector: &str) {
        self.until_within(patience, &format!("{selector} appears"), || {
            self.has(selector)
        });
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
        self.until_within(patience, &what, || {
            self.state(element).as_deref() == Some(state)
        });
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
            assert!(
                Instant::now() < end,
                "after {patience:?}, still not: {what}{}",
                self.describe()
            );
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
        let text =
            text.unwrap_or_else(|| panic!("{selector} is not on the page{}", self.describe()));
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
        self.js(
            "return deep(arguments[0])?.getAttribute(arguments[1]) ?? null",
            json!([selector, name]),
        )
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
        self.js(
            "return location.pathname + location.search + location.hash",
            json!([]),
        )
    }
}
