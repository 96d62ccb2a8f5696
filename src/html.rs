//! The only door for foreign HTML. What comes out is a fragment that holds nothing but what an article needs.

mod allowed;
mod captions;

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::DocumentFragment;

use crate::{failure::Failure, page};

#[wasm_bindgen(module = "/src/html/html.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn sanitized(
        html: &str,
        configuration: &str,
        purify: Option<Function>,
    ) -> Result<JsValue, JsValue>;

    fn judge(fragment: &DocumentFragment, base: &str);
}

thread_local! {
    static SANITIZER: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Keeps the call that imports DOMPurify's file: it answers with a promise of a module whose `sanitize(html, configuration, policy)`
/// makes a fragment.
pub fn keep_sanitizer(import: Function) {
    SANITIZER.set(Some(import));
}

/// Foreign HTML as a safe fragment: elements and attributes by an allow-list, addresses resolved against `base` (absolute) and judged
/// by their parsed scheme, links given `rel`, captions brought into one form.
///
/// # Errors
/// [`Failure::Unreachable`] where the sanitizer's file is needed and cannot be had: unsanitized HTML is never shown.
pub async fn sanitize(html: &str, base: &str) -> Result<DocumentFragment, Failure> {
    let purify = SANITIZER.with_borrow(Clone::clone);
    let fragment = sanitized(html, allowed::CONFIGURATION, purify).await;
    let fragment: DocumentFragment = match fragment {
        Ok(fragment) => fragment.unchecked_into(),
        Err(cause) => {
            page::warn(&bangtin_model::join(&[
                "the sanitizer failed: ",
                &page::reason(&cause),
            ]));
            return Err(Failure::Unreachable);
        }
    };
    judge(&fragment, base);
    captions::arrange(&fragment);
    Ok(fragment)
}
