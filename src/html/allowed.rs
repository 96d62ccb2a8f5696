//! What an article may hold.

/// The configuration of the browser's own sanitizer (<https://wicg.github.io/sanitizer-api/#sanitizerconfig>); DOMPurify is given its lists of
/// elements and attributes. No `style` or `class`, no event handler, no form, no frame; `id` and `name`
/// are given names of our own (`src/html/clean.js`).
///
/// The browser's sanitizer looks at the frame of its document too, so `html`, `head` and `body` are named; and it would drop the text inside
/// an element that it does not know, so wrappers give way to their text.
pub(super) const CONFIGURATION: &str = include_str!("allowed.json");
