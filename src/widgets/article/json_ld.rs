//! What the page says of itself while it shows an article, where the officer asked for it: the document's title and schema.org NewsArticle.

use bangtin_model::{Article, MediaKind};
use wasm_bindgen::JsValue;
use web_sys::HtmlElement;

use super::settings::Settings;
use crate::{client::Body, page};

/// Takes back what the page said of itself by this element.
pub(super) fn forget(element: &HtmlElement) {
    page::describe(element, None, &JsValue::UNDEFINED);
}

/// Describes the article to the page, until the element goes or shows another one. Called whenever the view is made.
pub(super) fn describe(element: Option<&HtmlElement>, settings: &Settings, article: &Article) {
    let title = settings
        .document_title
        .then_some(article.headline.title.as_str());
    let thing = match settings.json_ld {
        true => members(article).value().clone(),
        false => JsValue::UNDEFINED,
    };
    if let Some(element) = element {
        page::describe(element, title, &thing);
    }
}

/// <https://schema.org/NewsArticle>
fn members(article: &Article) -> Body {
    let headline = &article.headline;
    let mut media = article.media.iter();
    let picture = media.find(|media| media.kind == MediaKind::Image);
    let picture = picture.map(|picture| picture.url.as_str());
    let thumbnail = || Some(headline.image.as_ref()?.url.as_str());
    let category = headline.category.as_ref();
    let published = headline.published.map(|moment| moment.iso());
    let modified = article.modified.map(|moment| moment.iso());
    let members = [
        ("headline", Some(headline.title.as_str())),
        ("description", headline.summary.as_deref()),
        ("url", headline.url.as_deref()),
        ("datePublished", published.as_deref()),
        ("dateModified", modified.as_deref()),
        ("image", picture.or_else(thumbnail)),
        (
            "articleSection",
            category.map(|category| category.name.as_str()),
        ),
        ("inLanguage", article.language.as_deref()),
    ];
    let thing = Body::default().text("@type", "NewsArticle").texts(&members);
    match &article.byline {
        Some(name) => thing.with(
            "author",
            Body::default()
                .text("@type", "Person")
                .text("name", name)
                .value(),
        ),
        None => thing,
    }
}
