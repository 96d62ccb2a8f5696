//! The small elements around a page's content: who visits, what day it is, the way up, how to pass it on. Their code is one file:
//! each is small, and a page often has several of them.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod clipboard;
mod visit;

pub(super) use clipboard::Clipboard;
pub(super) use visit::count;

use wasm_split_helpers::wasm_split;

use super::{
    lazy::{Coming, View},
    share, today, top, visitors,
};
use crate::{
    elements::host::Host,
    markup::{Markup, el},
    parts::SplitLoaderError,
};

/// Which of them.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Visitors,
    Today,
    Top,
    Share,
}

/// Brings the view of one of them.
pub(super) fn bring(host: Host, kind: Kind) -> Coming {
    Box::pin(view(host, kind))
}

#[wasm_split(site, fallible, wasm_split_path = crate::parts)]
fn view(host: Host, kind: Kind) -> Result<View, SplitLoaderError> {
    host.style("site", style!("site"));
    Ok(match kind {
        Kind::Visitors => visitors::view(host),
        Kind::Today => today::view(host),
        Kind::Top => top::view(host),
        Kind::Share => share::view(host),
    })
}

/// A section with its heading: the page's own words, else the usual ones; none where the page says `heading="off"`.
pub(super) fn section(host: Host, part: &'static str, usual: String) -> Markup {
    let section = el("section").part(part).class(part);
    let own = host.get("heading");
    if own.as_deref() == Some("off") {
        return section.attr("aria-label", usual);
    }
    let title = own.unwrap_or(usual);
    section
        .attr("aria-label", title.clone())
        .with(el("h2").part("heading").class("heading").with(title))
}

/// Holds the place of so many lines.
pub(super) fn skeleton(lines: u32) -> Markup {
    let mut blank = el("div")
        .class("blank")
        .part("skeleton")
        .is("aria-hidden", "true");
    for _ in 0..lines {
        blank = blank.with(el("span"));
    }
    blank
}
