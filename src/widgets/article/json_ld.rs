//! What the page says of itself while it shows an article, where the officer asked for it: the document's title and schema.org NewsArticle.

use bangtin_model::Article;
use js_sys::{JSON, JsString, Object, Reflect};
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
        description: Option<JsString>,
        policy: JsValue,
    );
}

/// Takes back what the page said of itself by this element.
pub(super) fn forget(element: &HtmlElement) {
    describe_page(element, None, None, JsValue::UNDEFINED);
}

/// Describes the article to the page, until the element goes or shows another one. Called whenever the view is made.
pub(super) fn describe(element: Option<&HtmlElement>, settings: &Settings, article: &Article) {
    let title = settings
        .document_title
        .then(|| article.headline.title.as_str());
    let description = settings
        .json_ld
        .then(|| JSON::stringify(&describe_article(article)).ok())
        .flatten();
    // The policy is made only where there is a block to write: a page may not have allowed it.
    let policy = description.as_ref().map(|_| page::policy());
    if let Some(element) = element {
        describe_page(element, title, description, policy.unwrap_or_default());
    }
}

fn describe_article(article: &Article) -> JsValue {
    let headline = &article.headline;
    let description = Object::new();
    let put = |object: &Object, key: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = Reflect::set(object, &key.into(), &value.into());
        }
    };
    put(&description, "@context", Some("https://schema.org"));
    put(&description, "@type", Some("NewsArticle"));
    put(&description, "headline", Some(&headline.title));
    put(&description, "description", headline.summary.as_deref());
    put(&description, "url", headline.url.as_deref());
    put(
        &description,
        "datePublished",
        headline.published.map(|moment| moment.iso()).as_deref(),
    );
    put(
        &description,
        "dateModified",
        article.modified.map(|moment| moment.iso()).as_deref(),
    );
    put(
        &description,
        "image",
        article
            .media
            .first()
            .map(|media| media.url.as_str())
            .or(headline.image.as_ref().map(|image| image.url.as_str())),
    );
    put(
        &description,
        "articleSection",
        headline
            .category
            .as_ref()
            .map(|category| category.name.as_str()),
    );
    put(&description, "inLanguage", article.language.as_deref());
    if let Some(name) = article.byline.as_deref() {
        let author = Object::new();
        put(&author, "@type", Some("Person"));
        put(&author, "name", Some(name));
        let _ = Reflect::set(&description, &"author".into(), &author);
    }
    description.into()
}
