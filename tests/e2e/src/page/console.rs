use std::cell::RefCell;

use serde_json::json;

use super::Page;
use crate::engine::Engine;
use crate::session::finish;

thread_local! {
    /// What Chromium's log gave so far: the driver hands each line out once. One engine lives on one thread.
    static HEARD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Keeps what made pages say, for the engines whose drivers don't tell.
pub(super) const HOOK: &str = r#"<script>(() => {
const said = [];
Object.defineProperty(window, "__said", { value: said, enumerable: false });
for (const level of ["error", "warn", "info", "log"]) {
  const before = console[level];
  console[level] = (...words) => { said.push(`${level} ${words.map(String).join(" ")}`); before.apply(console, words); };
}
addEventListener("error", (event) => said.push(`error ${event.message ?? "resource " + (event.target.src || event.target.href)} ${event.error?.stack ?? ""}`), true);
addEventListener("unhandledrejection", (event) => said.push(`error unhandled ${event.reason}`));
})()</script>"#;

impl Page<'_> {
    /// What the page said on the console so far, each line with its level first.
    ///
    /// Complete in Chromium; in the other engines on made pages only.
    pub fn console(&self) -> Vec<String> {
        if self.engine() == Engine::Chromium {
            let new = finish(self.session.driver().browser_log()).unwrap_or_default();
            return HEARD.with_borrow_mut(|heard| {
                heard.extend(
                    new.into_iter()
                        .map(|entry| format!("{} {}", level(&entry.level), entry.message)),
                );
                heard.clone()
            });
        }
        self.script("return window.__said ?? []", json!([]))
            .ok()
            .and_then(|said| serde_json::from_value(said).ok())
            .unwrap_or_default()
    }

    /// What went wrong on the page by its own word.
    pub fn errors(&self) -> Vec<String> {
        self.console()
            .into_iter()
            .filter(|line| line.starts_with("error "))
            .collect()
    }

    /// Forgets what the page said so far.
    pub fn forget(&self) {
        self.forget_console();
    }

    pub(super) fn forget_console(&self) {
        let _ = self.console();
        HEARD.with_borrow_mut(Vec::clear);
    }
}

fn level(word: &str) -> &'static str {
    match word {
        "SEVERE" => "error",
        "WARNING" => "warn",
        _ => "info",
    }
}
