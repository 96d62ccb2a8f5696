//! `<bangtin-comments>`: what readers write under an article. Its code is a file of its own.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod code;
mod count;
mod list;
mod own;
mod said;
mod talk;
mod threads;
mod writing;

use std::cell::RefCell;
use std::rc::Rc;

use wasm_split_helpers::wasm_split;

use super::{
    lazy::{self, View},
    voices,
};
use crate::{
    components::{Phase, Progress, announce, loading, misconfigured, saved_note, unavailable},
    elements::{attributes::Misconfigured, host::Host},
    i18n::{Common, VoiceMessage, Words},
    markup::{Markup, el},
    parts::SplitLoaderError,
};
use bangtin_model::{digits, join};
use talk::Talk;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["page", "heading", "limit"];

/// Brings the comments.
pub fn open(host: Host) {
    lazy::open(host, "awaited", |host| Box::pin(view(host)));
}

#[wasm_split(comments, fallible, wasm_split_path = crate::parts)]
fn view(host: Host) -> Result<View, SplitLoaderError> {
    host.style("voices", style!("voices"));
    host.style("comments", style!("comments"));
    let talk = RefCell::new(None);
    Ok(Rc::new(move || look(host, &talk)))
}

fn look(host: Host, kept: &RefCell<Option<Rc<Talk>>>) -> Markup {
    let words = Words::of(host);
    match talk(host, &words, kept) {
        Ok(Some(talk)) => show(&talk, &words),
        Ok(None) => voices::nothing(host),
        Err(wrong) => misconfigured(host, &wrong),
    }
}

/// The talk about the article that the element is about now.
fn talk(
    host: Host,
    words: &Words,
    kept: &RefCell<Option<Rc<Talk>>>,
) -> Result<Option<Rc<Talk>>, Misconfigured> {
    let Some(page) = voices::page_of(host, words)? else {
        kept.replace(None);
        return Ok(None);
    };
    let limit = host.number("limit", (1, 50, "1–50"), 10)?;
    let address = voices::service(host, "/comments")?;
    let challenge = voices::service(host, "/challenge")?;
    let known = kept.borrow().clone();
    let talk = match known.filter(|talk| talk.is_about(&page, &address)) {
        Some(talk) => talk,
        None => Talk::new(host, page, address, challenge),
    };
    talk.follow(limit);
    kept.replace(Some(talk.clone()));
    Ok(Some(talk))
}

fn show(talk: &Rc<Talk>, words: &Words) -> Markup {
    let (progress, count) = talk.state();
    let heading = talk.host.get("heading");
    let heading = heading.unwrap_or_else(|| words.t(VoiceMessage::Comments));
    let title = match count {
        Some(count) => join(&[&heading, " (", &digits(count), ")"]),
        None => heading.clone(),
    };
    let frame = el("section")
        .part("comments")
        .class("comments")
        .attr("aria-label", heading)
        .with(el("h2").part("heading").class("heading").with(title));
    match progress.phase {
        Phase::Ready => {
            let threads = talk.threads();
            announce(
                talk.host,
                if threads.is_empty() {
                    Progress::empty()
                } else {
                    progress
                },
            );
            frame
                .with(saved_note(words, progress))
                .with(list::view(talk, words, &threads))
        }
        Phase::Loading => {
            announce(talk.host, progress);
            frame.with(loading(words)).with(skeleton())
        }
        phase => {
            announce(talk.host, progress);
            let talk = talk.clone();
            frame.with(unavailable(
                talk.host,
                words,
                phase,
                Common::NotFound,
                Rc::new(move || talk.load()),
            ))
        }
    }
}

/// The room of the form and of a comment or two.
fn skeleton() -> Markup {
    let mut blank = el("div")
        .class("blank")
        .part("skeleton")
        .is("aria-hidden", "true");
    for _ in 0..10 {
        blank = blank.with(el("span"));
    }
    blank
}
