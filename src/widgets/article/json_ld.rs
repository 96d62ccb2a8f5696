//! What the page says of itself while it shows an article, where the officer asked for it: the document's title and schema.org NewsArticle.

use std::rc::Rc;

use bangtin_model::{Article, MediaKind};
use leptos::prelude::on_cleanup;
use send_wrapper::SendWrapper;

use super::{content::Content, settings::Settings};
use crate::{client::JsonObject, elements::host::Host, page, resource::Resource, view::effect};

/// Describes the article to the page, until the view goes or shows another one.
pub(super) fn describe(host: Host, settings: Rc<Settings>, content: Resource<Content>) {
    let Some(element) = host.element() else {
        return;
    };
    let described = SendWrapper::new(element.clone());
    on_cleanup(move || page::describe(&described, None, None));
    effect(move || {
        if let Some(content) = content.get() {
            let article = &content.article;
            let title = settings
                .document_title
                .then_some(article.headline.title.as_str());
            let thing = settings.json_ld.then(|| thing(article).json());
            page::describe(&element, title, thing.as_deref());
        }
    });
}

/// <https://schema.org/NewsArticle>
fn thing(article: &Article) -> JsonObject {
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
    let thing = JsonObject::default()
        .text("@context", "https://schema.org")
        .text("@type", "NewsArticle")
        .texts(&members);
    match &article.byline {
        Some(name) => {
            let author = JsonObject::default()
                .text("@type", "Person")
                .text("name", name);
            thing.raw("author", &author.json())
        }
        None => thing,
    }
}
