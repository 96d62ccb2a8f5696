//! What the page says of itself while it shows an article, where the officer asked for it: the document's title and schema.org NewsArticle.

use std::rc::Rc;

use bangtin_model::{Article, MediaKind};

use super::{content::Content, settings::Settings};
use crate::{components::Description, json::JsonObject, resource::Resource};

/// The article as the page describes it; nothing until it is there.
pub(super) fn description(settings: &Rc<Settings>, content: Resource<Content>) -> Description {
    let Some(content) = content.get() else {
        return Description::default();
    };
    let article = &content.article;
    Description {
        title: settings
            .document_title
            .then(|| article.headline.title.clone()),
        thing: settings.json_ld.then(|| thing(article)),
    }
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
