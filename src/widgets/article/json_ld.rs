//! What the page says of itself while it shows an article, the document's title and head for
//! what a reader has opened, and where the officer asked for it schema.org NewsArticle.

use std::rc::Rc;

use bangtin_model::{Article, MediaKind};

use super::{content::Content, settings::Settings};
use crate::{
    components::{Description, Subject},
    json::JsonObject,
    resource::Resource,
};

/// The article as the page describes it; nothing until it is there.
pub(super) fn description(settings: &Rc<Settings>, content: Resource<Content>) -> Description {
    let Some(content) = content.get() else {
        return Description::default();
    };
    let article = &content.article;
    Description {
        title: (settings.is_open || settings.document_title)
            .then(|| article.headline.title.clone()),
        subject: settings.is_open.then(|| subject(settings, article)),
        thing: settings.json_ld.then(|| thing(article)),
    }
}

/// The article as it is shared: under its own address, else the one at which it is read here.
fn subject(settings: &Settings, article: &Article) -> Subject {
    let headline = &article.headline;
    Subject {
        url: settings.address_of(headline),
        heading: headline.title.clone(),
        summary: headline.summary.clone(),
        image: picture_of(article),
    }
}

/// The address of its first picture.
fn picture_of(article: &Article) -> Option<String> {
    let mut media = article.media.iter();
    let picture = media.find(|media| media.kind == MediaKind::Image);
    let picture = picture.map(|picture| picture.url.clone());
    picture.or_else(|| Some(article.headline.image.as_ref()?.url.clone()))
}

/// <https://schema.org/NewsArticle>
fn thing(article: &Article) -> JsonObject {
    let headline = &article.headline;
    let picture = picture_of(article);
    let category = headline.category.as_ref();
    let published = headline.published.map(|moment| moment.iso());
    let modified = article.modified.map(|moment| moment.iso());
    let members = [
        ("headline", Some(headline.title.as_str())),
        ("description", headline.summary.as_deref()),
        ("url", headline.url.as_deref()),
        ("datePublished", published.as_deref()),
        ("dateModified", modified.as_deref()),
        ("image", picture.as_deref()),
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
