//! `<bangtin-article>`: one article of a feed, whole. Its code is a file of its own.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod attachments;
mod body;
mod content;
mod films;
mod heading;
mod json_ld;
mod parts;
mod related;
mod settings;
mod speech;
mod tools;

use std::rc::Rc;

use wasm_split_helpers::wasm_split;

use super::{lazy, reader};
use crate::{
    components::{Phase, announce, loading, misconfigured, saved_note, unavailable},
    elements::host::Host,
    i18n::{ArticleMessage, Common, Words},
    markup::{Markup, el},
    parts::SplitLoaderError,
};
use content::{Content, Found};
use settings::Settings;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &[
    "item",
    "document-title",
    "json-ld",
    "related",
    "toolbar",
    "share",
    "rating",
    "comments",
    "count",
];

/// Makes the view of an article element: nothing until there is an article to show.
pub fn open(host: Host) {
    reader::follow(host, "awaited", |host, item| {
        bring(host, item, Kind::Article)
    });
}

/// Brings an article that stands where a list was, and leads back to it.
pub(super) fn bring_in_place(host: Host, item: String) -> lazy::Coming {
    bring(host, item, Kind::InPlace)
}

/// What is shown of an article.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// All of it.
    Article,
    /// All of it, in the place of a list.
    InPlace,
    /// What to read next.
    Related,
}

/// Brings what is shown of the article with this id.
pub(super) fn bring(host: Host, item: String, kind: Kind) -> lazy::Coming {
    Box::pin(view(host, item, kind))
}

#[wasm_split(article, fallible, wasm_split_path = crate::parts)]
fn view(host: Host, item: String, kind: Kind) -> Result<lazy::View, SplitLoaderError> {
    host.style("article", style!("article"));
    if kind == Kind::Related {
        host.style("related", style!("related"));
    }
    let content = Content::new(host, item, kind != Kind::Related);
    Ok(Rc::new(move || match kind {
        Kind::Related => related::alone(host, &content),
        _ => look(host, &content, kind == Kind::InPlace),
    }))
}

fn look(host: Host, content: &Rc<Content>, in_place: bool) -> Markup {
    let settings = match Settings::read(host, content.item()) {
        Ok(settings) => settings,
        Err(wrong) => return misconfigured(host, &wrong),
    };
    content.follow(&settings.address);
    let words = Words::of(host);
    let (progress, found) = content.state();
    announce(host, progress);
    let frame = el("div").with(in_place.then(|| heading::back(&words)));
    match (progress.phase, found) {
        (Phase::Ready, Some(found)) => {
            json_ld::describe(content.element(), &settings, &found.article);
            if reader::has_come() {
                host.focus("[part=title]".into());
            }
            frame
                .with(saved_note(&words, progress))
                .with(article(host, &settings, &words, content, &found))
        }
        (phase @ (Phase::Failed(_) | Phase::Empty), _) => {
            let content = content.clone();
            frame.with(unavailable(
                host,
                &words,
                phase,
                Common::NotFound,
                Rc::new(move || content.load()),
            ))
        }
        _ => frame.with(loading(&words)).with(heading::skeleton()),
    }
}

fn article(
    host: Host,
    settings: &Settings,
    words: &Words,
    content: &Rc<Content>,
    found: &Found,
) -> Markup {
    let article = &found.article;
    let (size, high) = tools::remembered();
    let frame = el("article")
        .part("article")
        .class("article")
        .attr("data-size", size);
    let frame = frame
        .maybe("data-contrast", high)
        .maybe("lang", article.language.clone())
        .with(heading::view(
            words,
            article,
            parts::counter(host, settings, article),
        ))
        .with(settings.toolbar.then(|| tools::view(host, words)))
        .with(body::lead_picture(article, content))
        .with(body::view(article, content));
    let frame = films::fill(frame, words, article)
        .with(heading::credits(words, article))
        .with(attachments::view(words, article))
        .with(settings.share.then(|| parts::share(host, article)))
        .with(
            settings
                .rating
                .then(|| parts::part(host, "bangtin-rating", article)),
        );
    let title = words.t(ArticleMessage::Related);
    frame
        .with(related::view(
            host,
            "h3",
            title,
            settings.related,
            &found.related,
        ))
        .with(
            settings
                .comments
                .then(|| parts::part(host, "bangtin-comments", article)),
        )
}
