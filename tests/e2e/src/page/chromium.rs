use serde_json::{Value, json};
use thirtyfour::support::base64_decode;

use super::Page;
use crate::engine::Engine;
use crate::session::finish;

/// What a page holds on to, after a collection of garbage.
#[derive(Clone, Copy, Debug)]
pub struct Leaks {
    /// Event listeners.
    pub listeners: f64,
    /// DOM nodes, detached ones included.
    pub nodes: f64,
    /// Bytes of JavaScript heap in use.
    pub heap: f64,
}

/// What a reader's system asks of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A dark system.
    Dark,
    /// Windows' high contrast.
    ForcedColours,
    /// No moving things.
    ReducedMotion,
    /// Paper.
    Print,
}

/// Only Chromium's protocol can ask for these; a case that uses them names Chromium as its engine.
impl Page<'_> {
    /// Cuts the network off, or brings it back.
    pub fn offline(&self, offline: bool) {
        self.network(json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 }));
    }

    /// Whether the pages that are opened from now on may run scripts; ours run all the same.
    pub fn run_scripts(&self, run: bool) {
        self.is_without_script.set(!run);
        self.cdp(
            "Emulation.setScriptExecutionDisabled",
            json!({ "value": !run }),
        );
    }

    /// Runs this before the scripts of the pages that `work` opens.
    pub fn before_scripts(&self, source: &str, work: impl FnOnce()) {
        let added = self.cdp(
            "Page.addScriptToEvaluateOnNewDocument",
            json!({ "source": source }),
        );
        work();
        let script = json!({ "identifier": added["identifier"] });
        self.cdp("Page.removeScriptToEvaluateOnNewDocument", script);
    }

    /// A slow line and a slow phone: kilobits a second, milliseconds, times slower.
    pub fn throttle(&self, kbps: u32, latency: u32, cpu: f64) {
        let bytes = f64::from(kbps) * 125.0;
        self.network(json!({ "offline": false, "latency": latency, "downloadThroughput": bytes, "uploadThroughput": bytes }));
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": cpu }));
    }

    /// Refuses addresses by pattern (`*.wasm`), as a filter in the network would.
    pub fn block(&self, patterns: &[&str]) {
        self.cdp("Network.enable", json!({}));
        self.cdp("Network.setBlockedURLs", json!({ "urls": patterns }));
    }

    /// Shows the page as these systems would see it.
    pub fn emulate(&self, media: &[Media]) {
        let features: Vec<Value> = media.iter().filter_map(|medium| medium.feature()).collect();
        let print = if media.contains(&Media::Print) {
            "print"
        } else {
            ""
        };
        self.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "media": print, "features": features }),
        );
    }

    /// The size of text that the reader has set in the browser, in pixels; 16 is the usual one.
    pub fn set_font_size(&self, pixels: u32) {
        self.cdp(
            "Page.setFontSizes",
            json!({ "fontSizes": { "standard": pixels, "fixed": 13 } }),
        );
    }

    /// The pages as a printer gets them, as a PDF.
    pub fn pdf(&self) -> Vec<u8> {
        let printed = self.cdp("Page.printToPDF", json!({ "preferCSSPageSize": false }));
        let data = printed["data"].as_str().unwrap_or_default();
        base64_decode(data).expect("a PDF")
    }

    /// Lets the page use the clipboard, as a press does in a window that has the focus.
    pub fn allow_clipboard(&self) {
        let permissions = ["clipboardReadWrite", "clipboardSanitizedWrite"];
        self.cdp(
            "Browser.grantPermissions",
            json!({ "permissions": permissions, "origin": self.server.origin() }),
        );
    }

    /// What the browser calls itself; empty for its own name. A browser without a window says so in its own, and is no reader.
    pub fn call_itself(&self, agent: &str) {
        self.cdp(
            "Emulation.setUserAgentOverride",
            json!({ "userAgent": agent }),
        );
    }

    /// What the page holds on to now.
    pub fn leaks(&self) -> Leaks {
        self.cdp("Performance.enable", json!({}));
        // Twice: a finalizer of the first collection frees what only the second can take.
        self.cdp("HeapProfiler.collectGarbage", json!({}));
        self.cdp("HeapProfiler.collectGarbage", json!({}));
        let metrics = self.cdp("Performance.getMetrics", json!({}));
        let metric = |name: &str| {
            let found = metrics["metrics"]
                .as_array()
                .into_iter()
                .flatten()
                .find(|metric| metric["name"] == name);
            found
                .and_then(|metric| metric["value"].as_f64())
                .unwrap_or_else(|| panic!("no metric {name}"))
        };
        Leaks {
            listeners: metric("JSEventListeners"),
            nodes: metric("Nodes"),
            heap: metric("JSHeapUsedSize"),
        }
    }

    /// Begins or goes on with a word that an input method composes where the focus is.
    pub fn compose(&self, text: &str) {
        let caret = text.encode_utf16().count();
        self.cdp(
            "Input.imeSetComposition",
            json!({ "text": text, "selectionStart": caret, "selectionEnd": caret }),
        );
    }

    /// Ends the word that is being composed.
    pub fn commit(&self, text: &str) {
        self.cdp("Input.insertText", json!({ "text": text }));
    }

    pub(super) fn reset_emulation(&self) {
        self.run_scripts(true);
        self.network(json!({ "offline": false, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 }));
        self.cdp("Network.setBlockedURLs", json!({ "urls": [] }));
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }));
        self.emulate(&[]);
        self.call_itself("");
        self.set_font_size(16);
    }

    fn network(&self, conditions: Value) {
        self.cdp("Network.enable", json!({}));
        self.cdp("Network.emulateNetworkConditions", conditions);
    }

    pub(super) fn cdp(&self, method: &str, parameters: Value) -> Value {
        assert_eq!(self.engine(), Engine::Chromium, "{method} is Chromium's");
        finish(self.session.driver().cdp().send_raw(method, parameters))
            .unwrap_or_else(|cause| panic!("{method}: {cause}"))
    }
}

impl Media {
    fn feature(self) -> Option<Value> {
        let (name, value) = match self {
            Self::Dark => ("prefers-color-scheme", "dark"),
            Self::ForcedColours => ("forced-colors", "active"),
            Self::ReducedMotion => ("prefers-reduced-motion", "reduce"),
            Self::Print => return None,
        };
        Some(json!({ "name": name, "value": value }))
    }
}
