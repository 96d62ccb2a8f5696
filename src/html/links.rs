//! Addresses in foreign HTML: resolved, judged by their scheme as the browser's own parser sees it, and given `rel`.

use web_sys::{DocumentFragment, Element};

use super::all;
use crate::page;

pub(super) fn judge(fragment: &DocumentFragment, base: &str) {
    for element in all(fragment, "[href]") {
        if element.local_name() == "a" && replace(&element, "href", base, |_| true) {
            let _ = element.set_attribute("rel", "noopener noreferrer");
        } else {
            let _ = element.remove_attribute("href");
        }
    }
    for attribute in ["src", "poster"] {
        for element in all(fragment, if attribute == "src" { "[src]" } else { "[poster]" }) {
            replace(&element, attribute, base, |address| address.starts_with("http"));
        }
    }
    for picture in all(fragment, "img") {
        if picture.has_attribute("src") {
            let _ = picture.set_attribute("loading", "lazy");
            let _ = picture.set_attribute("decoding", "async");
            if !picture.has_attribute("alt") {
                let _ = picture.set_attribute("alt", "");
            }
        } else {
            picture.remove();
        }
    }
    for film in all(fragment, "video,audio") {
        let _ = film.set_attribute("controls", "");
        let _ = film.set_attribute("preload", "none");
    }
}

/// Puts the absolute address in place of the written one, or takes the attribute away. True where it stayed.
fn replace(element: &Element, attribute: &str, base: &str, fits: impl Fn(&str) -> bool) -> bool {
    let written = element.get_attribute(attribute).unwrap_or_default();
    let inline_picture = attribute == "src" && element.local_name() == "img" && is_inline_picture(&written);
    let address = if inline_picture { Some(written) } else { page::resolve(&written, base).filter(|address| fits(address)) };
    match address {
        Some(address) => element.set_attribute(attribute, &address).is_ok(),
        None => {
            let _ = element.remove_attribute(attribute);
            false
        }
    }
}

/// Many an editor pastes pictures into the text. SVG is not among them: it can hold scripts.
fn is_inline_picture(address: &str) -> bool {
    ["data:image/png;base64,", "data:image/jpeg;base64,", "data:image/webp;base64,", "data:image/gif;base64,"]
        .iter()
        .any(|start| address.starts_with(start))
}
