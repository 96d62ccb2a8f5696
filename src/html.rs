//! The only door for foreign HTML. What comes out is a fragment that holds nothing but what an article needs.
//!
//! The browser's own sanitizer does it where there is one (`Document.parseHTML`), else DOMPurify, which is loaded only then. Both parse
//! into a document of their own, so nothing loads or runs before the addresses have been judged here.

mod allowed;
mod figures;
mod links;

use std::cell::RefCell;

use js_sys::{Array, Function, JSON, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Document, DocumentFragment, Element};

use crate::{failure::Failure, page};

#[wasm_bindgen]
extern "C" {
    // Not in web-sys yet: https://wicg.github.io/sanitizer-api/#dom-document-parsehtml
    #[wasm_bindgen(js_namespace = Document, js_name = parseHTML, catch)]
    fn parse_html(html: &str, options: &JsValue) -> Result<Document, JsValue>;
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
    let fragment = match native(html) {
        Some(fragment) => fragment,
        None => purified(html).await.map_err(|cause| {
            page::warn(&bangtin_model::join(&[
                "the sanitizer failed: ",
                &page::reason(&cause),
            ]));
            Failure::Unreachable
        })?,
    };
    links::judge(&fragment, base);
    figures::arrange(&fragment);
    Ok(fragment)
}

/// Calls `act` with each element that a selector finds, as the tree was before the first call.
fn each(root: &DocumentFragment, selector: &str, act: &mut dyn FnMut(Element)) {
    let Ok(found) = root.query_selector_all(selector) else {
        return;
    };
    for index in 0..found.length() {
        if let Some(element) = found.get(index).and_then(|node| node.dyn_into().ok()) {
            act(element);
        }
    }
}

fn native(html: &str) -> Option<DocumentFragment> {
    let class = Reflect::get(page::window()?.as_ref(), &"Document".into()).ok()?;
    if !Reflect::has(&class, &"parseHTML".into()).ok()? {
        return None;
    }
    let sanitizer = JSON::parse(allowed::CONFIGURATION).ok()?;
    let options = Object::new();
    Reflect::set(&options, &"sanitizer".into(), &sanitizer).ok()?;
    let parsed = parse_html(html, &options).ok()?;
    let fragment = empty()?;
    // A document of frames has no body that could hold text.
    while let Some(child) = parsed.body().and_then(|body| body.first_child()) {
        fragment.append_child(&child).ok()?;
    }
    Some(fragment)
}

fn empty() -> Option<DocumentFragment> {
    Some(page::document()?.create_document_fragment())
}

async fn purified(html: &str) -> Result<DocumentFragment, JsValue> {
    let import = SANITIZER
        .with_borrow(Clone::clone)
        .ok_or(JsValue::UNDEFINED)?;
    let module = JsFuture::from(import.call0(&JsValue::UNDEFINED)?.dyn_into::<Promise>()?).await?;
    let sanitize = Reflect::get(&module, &"sanitize".into())?.dyn_into::<Function>()?;
    let configuration = JSON::parse(allowed::CONFIGURATION)?;
    let arguments = Array::of3(&html.into(), &configuration, &page::policy());
    let clean = sanitize.apply(&JsValue::UNDEFINED, &arguments)?;
    // Of some broken documents nothing is left, not even a fragment.
    clean
        .dyn_into()
        .or_else(|_| empty().ok_or(JsValue::UNDEFINED))
}
