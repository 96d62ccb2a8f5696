//! The page as the service has sent it: readers go on reading it until the portal has something to say in its place.

use wasm_bindgen::JsValue;

use crate::{host::Host, page, view::RwSignal};

/// What the service sends for who has no script, where there is something to read in it: else there is nothing to wait for either.
const SENT: &str = "main article";

/// Whether it still stands in place of the portal: until an element of the page has come. Not in old browsers, which would lead presses
/// to what is not seen yet.
pub(super) fn cover(host: Host) -> RwSignal<bool> {
    let sent = within(host, SENT);
    let knows_inert = |sent: JsValue| page::member(&sent, "inert").as_bool().is_some();
    RwSignal::new(sent.is_some_and(knows_inert))
}

/// What was written into the portal's tag and answers to this selector.
pub(super) fn within(host: Host, selector: &str) -> Option<JsValue> {
    let element: JsValue = host.element()?.into();
    let found = page::call(&element, "querySelector", &[selector.into()])?;
    found.is_truthy().then_some(found)
}
