use std::time::Duration;

use serde_json::json;

use super::{Page, once_same};
use crate::session::finish;

/// A key without a letter.
pub use thirtyfour::Key;

impl Page<'_> {
    /// Clicks where a reader would, once it stands still: a driver presses where a thing was.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        // Says what stands on the page where it does not.
        self.element(selector);
        self.bring_to_rest(selector);
        finish(self.element(selector).click())
            .unwrap_or_else(|cause| panic!("{selector} can't be clicked: {cause}"));
    }

    /// Brings it into the middle, as often as rows above it take another height when they are seen; no longer than a reader would aim. A
    /// place counts once it was drawn: on a busy machine no frame may have come, and the next would move it in the middle of the press.
    fn bring_to_rest(&self, selector: &str) {
        const FRAMES: &str = "const frame = () => new Promise((go) => (requestAnimationFrame(go), setTimeout(go, 500)));
            await frame();
            await frame();";
        let place = || -> Vec<f64> {
            self.scroll_to(selector);
            // Where a page may run no script, nothing above has another height either.
            if !self.is_without_script.get() {
                self.js_async::<()>(FRAMES, json!([]));
            }
            let script = "const box = deep(arguments[0])?.getBoundingClientRect(); return box ? [box.left, box.top, box.width, box.height] : []";
            self.js(script, json!([selector]))
        };
        once_same(place, Duration::from_millis(50), 20);
    }

    /// Empties a field and types into it, letter by letter.
    #[track_caller]
    pub fn fill(&self, selector: &str, text: &str) {
        let script = "const field = deep(arguments[0]); field.focus(); field.select(); if (field.value) document.execCommand('delete')";
        self.js::<()>(script, json!([selector]));
        if !text.is_empty() {
            self.fill_on(selector, text);
        }
    }

    /// Types on where the caret of a field is.
    #[track_caller]
    pub fn fill_on(&self, selector: &str, text: &str) {
        finish(self.element(selector).send_keys(text))
            .unwrap_or_else(|cause| panic!("{selector} takes no text: {cause}"));
    }

    /// Puts a text into a field at once, as pasting does: drivers may change the form of what they type.
    #[track_caller]
    pub fn paste(&self, selector: &str, text: &str) {
        let script = "const field = deep(arguments[0]); field.value = arguments[1];
            field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true, inputType: 'insertFromPaste' }))";
        self.js::<()>(script, json!([selector, text]));
    }

    /// Presses a key where the focus is.
    pub fn press(&self, key: Key) {
        let driver = self.session.driver();
        finish(
            driver
                .action_chain()
                .send_keys(key.value().to_string())
                .perform(),
        )
        .expect("the key is pressed");
    }

    /// Types where the focus is.
    pub fn type_text(&self, text: &str) {
        let driver = self.session.driver();
        finish(driver.action_chain().send_keys(text).perform()).expect("the text is typed");
    }

    /// Moves the pointer into the corner of the window, where nothing of the kit takes notice of it.
    pub fn point_away(&self) {
        let driver = self.session.driver();
        // Two steps: to where it is already it does not move, and Firefox goes on taking for hovered what was.
        let steps = driver.action_chain().move_to(3, 3).move_to(0, 0);
        finish(steps.perform()).expect("the pointer moves");
    }

    /// What has the focus, shadow roots seen through: its tag, its `part` or role, and its text.
    pub fn focused(&self) -> String {
        let script = "const node = focused();
            if (!node || node === document.body) return '';
            const text = (node.innerText || node.getAttribute('aria-label') || node.title || node.placeholder || '').replace(/\\s+/g, ' ').trim();
            return `${node.localName} ${node.getAttribute('part') ?? ''} ${text}`";
        self.js(script, json!([]))
    }

    /// Brings it into sight.
    pub fn scroll_to(&self, selector: &str) {
        self.js::<()>(
            "deep(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' })",
            json!([selector]),
        );
    }
}
