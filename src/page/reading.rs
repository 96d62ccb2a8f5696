//! The JavaScript that only an article needs (`src/reading.js`): a file of its own, which the first article brings.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

thread_local! {
    static IMPORT: RefCell<Option<Function>> = const { RefCell::new(None) };
    static SCRIPTS: RefCell<JsValue> = const { RefCell::new(JsValue::UNDEFINED) };
}

/// Keeps the call that imports the file: it answers with a promise of the module.
pub fn keep_import(import: Function) {
    IMPORT.set(Some(import));
}

/// The module, once it has come.
///
/// # Errors
/// What the browser says of a file that cannot be had.
pub async fn bring_reading() -> Result<JsValue, JsValue> {
    let import = IMPORT.with_borrow(Clone::clone);
    let import = import.ok_or(JsValue::UNDEFINED)?;
    let module = settled(import.call1(&JsValue::UNDEFINED, &JsValue::UNDEFINED)?).await?;
    SCRIPTS.set(module.clone());
    Ok(module)
}

/// Calls a function of the module, at once: what a press allows a page to do it allows only then. `None` where it has not come.
pub fn of_reading(name: &str, with: &[JsValue]) -> Option<JsValue> {
    super::call(&SCRIPTS.with_borrow(Clone::clone), name, with)
}

/// Scrolls so that the start of what an element shows is seen, once it is on the page; the module is brought for that.
pub fn bring_to_sight(element: HtmlElement) {
    super::spawn(Box::pin(async move {
        if bring_reading().await.is_ok() {
            of_reading("bringToSight", &[element.into()]);
        }
    }));
}

/// What a promise is kept with.
///
/// # Errors
/// What it is broken with; also where it is no promise.
pub async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>()?).await
}
