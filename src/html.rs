//! The only door for foreign HTML. What comes out is a fragment that holds nothing but what an article needs.

mod allowed;
mod captions;

use js_sys::{Array, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DocumentFragment;

use crate::{failure::Failure, page};

/// Foreign HTML as a safe fragment: elements and attributes by an allow-list, addresses resolved against `base` (absolute) and judged
/// by their parsed scheme, links given `rel`, captions brought into one form.
///
/// # Errors
/// [`Failure::Unreachable`] where a file that is needed cannot be had: unsanitized HTML is never shown.
pub async fn sanitize(html: &str, base: &str) -> Result<DocumentFragment, Failure> {
    clean(html, base).await.map_err(|cause| {
        page::warn(&bangtin_model::join(&[
            "the sanitizer failed: ",
            &page::reason(&cause),
        ]));
        Failure::Unreachable
    })
}

async fn clean(html: &str, base: &str) -> Result<DocumentFragment, JsValue> {
    let module = page::reading().await?;
    let ask = |policy| {
        let given = [
            html.into(),
            allowed::CONFIGURATION.into(),
            base.into(),
            policy,
        ];
        page::call(&module, "clean", &given).unwrap_or_default()
    };
    let mut cleaned = settled(ask(JsValue::UNDEFINED)).await?;
    if cleaned.is_string() {
        // The policy is made only where it is needed: a page may not have allowed it.
        let policy = page::policy();
        let policy = if policy.is_undefined() {
            JsValue::NULL
        } else {
            policy
        };
        cleaned = settled(ask(policy)).await?;
    }
    let texts: Array = page::member(&cleaned, "texts").dyn_into()?;
    let answers = Array::new();
    for index in 0..texts.length() {
        let text = texts.get(index).as_string().unwrap_or_default();
        answers.push(&captions::answer(&text));
    }
    page::call(&cleaned, "finish", &[answers.into()]);
    let fragment = page::member(&cleaned, "fragment");
    match fragment.is_object() {
        true => Ok(fragment.unchecked_into()),
        false => Err(fragment),
    }
}

async fn settled(promise: JsValue) -> Result<JsValue, JsValue> {
    JsFuture::from(promise.dyn_into::<Promise>()?).await
}
