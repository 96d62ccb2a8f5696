//! The blocks about an agency: how to reach it, and whose page it is. Their code is one file, because both read the same.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod source;

pub(super) use source::{Agency, successor};

use std::rc::Rc;

use wasm_split_helpers::wasm_split;

use super::{
    contact, copyright,
    lazy::{Bring, Slot, View},
};
use crate::{
    components::{Progress, announce},
    elements::host::Host,
    markup::{Markup, el},
    parts::SplitLoaderError,
};

/// Which of them.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Contact,
    Copyright,
}

/// Brings one of them. Where the page names no source there is nothing to bring: what stands inside the tag stays as it is.
pub(super) fn open(host: Host, place: &'static str, kind: Kind) {
    let slot = Rc::<Slot>::default();
    let bring: Bring = Rc::new(move || Box::pin(view(host, kind)));
    host.show(move || {
        let source = host.or_page("src").or_else(|| host.or_page("service"));
        match source {
            Some(_) => slot.view(host, "", place, &bring),
            None => as_it_is(host),
        }
    });
}

pub(super) fn as_it_is(host: Host) -> Markup {
    announce(host, Progress::ready(None));
    el("div").with(el("slot"))
}

#[wasm_split(agency, fallible, wasm_split_path = crate::parts)]
fn view(host: Host, kind: Kind) -> Result<View, SplitLoaderError> {
    host.style("site", style!("site"));
    Ok(match kind {
        Kind::Contact => contact::view(host),
        Kind::Copyright => copyright::view(host),
    })
}
