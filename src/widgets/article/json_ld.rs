//! What the page says of itself while it shows an article, where the officer asked for it: the document's title and schema.org NewsArticle.

use bangtin_model::{Article, MediaKind};
use js_sys::Array;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::HtmlElement;

use super::settings::Settings;
use crate::page;

#[wasm_bindgen(module = "/src/widgets/article/description.js")]
extern "C" {
    #[wasm_bindgen(js_name = describe)]
    fn describe_page(
        element: &HtmlElement,
        title: Option<&str>,
        description: Option<Array>,
        policy: JsValue,
    );
}

/// Takes back what the page said of itself by this element.
pub(super) fn forget(element: &HtmlElement) {
    describe_page(element, None, None, JsValue::UNDEFINED);
}

/// Describes the article to the page, until the element goes or shows another one. Called whenever the view is made.
pub(super) fn describe(element: Option<&HtmlElement>, settings: &Settings, article: &Article) {
    let headline = &article.headline;
    let title = settings.document_title.then_some(headline.title.as_str());
    let description = settings.json_ld.then(|| members(article));
    // The policy is made only where there is a block to write: a page may not have allowed it.
    let policy = description.as_ref().map(|_| page::policy());
    if let Some(element) = element {
        describe_page(element, title, description, policy.unwrap_or_default());
    }
}

/// The members of schema.org's NewsArticle, in the order of `MEMBERS` in description.js.
fn members(article: &Article) -> Array {
    let headline = &article.headline;
    let mut media = article.media.iter();
    let picture = media.find(|media| media.kind == MediaKind::Image);
    let picture = picture.map(|picture| picture.url.as_str());
    let thumbnail = || Some(headline.image.as_ref()?.url.as_str());
    let members = Array::new();
    let put = |value: Option<&str>| {
        members.push(&value.map(JsValue::from_str).unwrap_or_default());
    };
    put(Some(&headline.title));
    put(headline.summary.as_deref());
    put(headline.url.as_deref());
    put(headline.published.map(|moment| moment.iso()).as_deref());
    put(article.modified.map(|moment| moment.iso()).as_deref());
    put(picture.or_else(thumbnail));
    put(headline
        .category
        .as_ref()
        .map(|category| category.name.as_str()));
    put(article.language.as_deref());
    put(article.byline.as_deref());
    members
}
