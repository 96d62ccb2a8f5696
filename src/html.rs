//! The only door for foreign HTML. What comes out is a fragment that holds nothing but what an article needs.

mod allowed;
mod captions;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DocumentFragment;

use crate::{failure::Failure, page};

/// Foreign HTML as a safe fragment: elements and attributes by an allow-list, addresses resolved against `base` (absolute) and judged
/// by their parsed scheme, links given `rel`, captions brought into one form. Pictures become links to themselves: `words` are what such
/// a link is called where its picture has no words, and what it says while the picture waits for a press.
///
/// # Errors
/// [`Failure::Unreachable`] where a file that is needed cannot be had: unsanitized HTML is never shown.
pub async fn sanitize(
    html: &str,
    base: &str,
    words: &[String; 2],
) -> Result<DocumentFragment, Failure> {
    clean(html, base, words).await.map_err(|cause| {
        page::warn_of(&cause);
        Failure::Unreachable
    })
}

async fn clean(html: &str, base: &str, words: &[String; 2]) -> Result<DocumentFragment, JsValue> {
    let module = page::bring_reading().await?;
    let ask = |policy| {
        let given = [
            html.into(),
            allowed::CONFIGURATION.into(),
            base.into(),
            policy,
        ];
        page::call(&module, "clean", &given).unwrap_or_default()
    };
    let mut cleaned = page::settled(ask(JsValue::UNDEFINED)).await?;
    if cleaned.is_string() {
        // The policy is made only where it is needed: a page may not have allowed it.
        cleaned = page::settled(ask(page::policy())).await?;
    }
    let texts: Array = page::member(&cleaned, "texts").dyn_into()?;
    let answers = Array::new();
    for index in 0..texts.length() {
        let text = texts.get(index).as_string().unwrap_or_default();
        answers.push(&captions::answer(&text));
    }
    let [open, show] = words;
    page::call(
        &cleaned,
        "finish",
        &[answers.into(), open.into(), show.into()],
    );
    // What has texts has a fragment.
    Ok(page::member(&cleaned, "fragment").unchecked_into())
}
