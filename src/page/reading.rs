//! The scripts that only an article needs (src/reading.js), a file of its own.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Element;

use super::{browser, schedule};

thread_local! {
    static IMPORT: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Keeps the call that imports the file: it answers with a promise of the module.
pub fn keep_import(import: Function) {
    IMPORT.set(Some(import));
}

/// The module.
///
/// # Errors
/// Why it cannot be had.
pub async fn reading() -> Result<JsValue, JsValue> {
    let import = IMPORT.with_borrow(Clone::clone);
    let import = import.ok_or(JsValue::UNDEFINED)?;
    let promise: Promise = import.call0(&JsValue::UNDEFINED)?.dyn_into()?;
    JsFuture::from(promise).await
}

/// Shows the place in a text that a link of it leads to.
pub fn show_note(link: Element) {
    schedule::spawn(Box::pin(async {
        if let Ok(reading) = reading().await {
            browser::call(&reading, "showNote", &[link.into()]);
        }
    }));
}
