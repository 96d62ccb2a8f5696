//! `<bangtin-article>`: one article of a feed, whole. Its code is a file of its own.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod attachments;
mod body;
mod content;
mod films;
mod heading;
mod json_ld;
mod related;
mod settings;
mod speech;
mod tools;

use std::rc::Rc;

use wasm_split_helpers::wasm_split;

use super::reader;
use crate::{
    components::{Phase, announce, loading, misconfigured, saved_note, unavailable},
    elements::host::Host,
    i18n::{Message, Words},
    markup::{Markup, el},
    page,
    parts::SplitLoaderError,
};
use content::{Content, Found};
use settings::Settings;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["item", "document-title", "json-ld", "related", "toolbar"];

/// Makes the view of an article element: nothing until there is an article to show.
pub fn open(host: Host) {
    let slot = Rc::<reader::Slot>::default();
    host.show(move || match host.get("item").or_else(page::current_item) {
        Some(item) => slot.view(host, &item, false),
        None => {
            slot.clear();
            host.mark("empty", false);
            el("div").is("hidden", "")
        }
    });
}

/// The article with this id. `in_place`: it stands where a list was, and leads back to it.
///
/// # Errors
/// [`SplitLoaderError`] where the file with this code cannot be had.
#[wasm_split(article, fallible, wasm_split_path = crate::parts)]
pub(super) fn view(
    host: Host,
    item: String,
    in_place: bool,
) -> Result<reader::View, SplitLoaderError> {
    host.style("article", style!("article"));
    let content = Content::new(host, item);
    Ok(Rc::new(move || look(host, &content, in_place)))
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
                Message::NotFound,
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
        .with(heading::view(words, article))
        .with(settings.toolbar.then(|| tools::view(host, words)))
        .with(body::lead_picture(article, content))
        .with(body::view(article, content));
    films::fill(frame, words, article)
        .with(heading::credits(words, article))
        .with(attachments::view(words, article))
        .with(related::view(host, settings, words, &found.related))
}
