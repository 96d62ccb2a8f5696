//! Addresses in foreign HTML: resolved, judged by their scheme as the browser's own parser sees it, and given `rel`.

use web_sys::{DocumentFragment, Element};

use super::each;
use crate::page;

pub(super) fn judge(fragment: &DocumentFragment, base: &str) {
    each(fragment, "[href]", &mut |link| {
        if link.local_name() == "a" && settle(&link, "href", base, "") {
            set(&link, "rel", "noopener noreferrer");
        } else {
            let _ = link.remove_attribute("href");
        }
    });
    each(fragment, "[poster]", &mut |film| {
        settle(&film, "poster", base, "http");
    });
    each(fragment, "[src]", &mut |media| {
        settle(&media, "src", base, "http");
    });
    each(fragment, "img", &mut |picture| {
        set(&picture, "loading", "lazy");
        set(&picture, "decoding", "async");
        if !picture.has_attribute("alt") {
            set(&picture, "alt", "");
        }
        if !picture.has_attribute("src") {
            picture.remove();
        }
    });
    each(fragment, "video,audio", &mut |film| {
        set(&film, "controls", "");
        set(&film, "preload", "none");
    });
}

fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Puts the absolute address in place of the written one, or takes the attribute away where it does not begin as it must. True where it
/// stayed.
fn settle(element: &Element, attribute: &str, base: &str, begins: &str) -> bool {
    let written = element.get_attribute(attribute).unwrap_or_default();
    if attribute == "src" && element.local_name() == "img" && is_inline_picture(&written) {
        return true;
    }
    match page::resolve(&written, base).filter(|address| address.starts_with(begins)) {
        Some(address) => {
            set(element, attribute, &address);
            true
        }
        None => {
            let _ = element.remove_attribute(attribute);
            false
        }
    }
}

/// Many an editor pastes pictures into the text. SVG is not among them: it is a document, not a picture.
fn is_inline_picture(address: &str) -> bool {
    address.starts_with("data:image/") && !address.starts_with("data:image/svg")
}
