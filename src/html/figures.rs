//! Pictures with their captions in one form: `<figure>`, `<figcaption>`, the credit in `<cite>`. And tables that a phone can scroll.

use bangtin_sources::caption;
use wasm_bindgen::JsCast;
use web_sys::{Document, DocumentFragment, Element};

use super::each;
use crate::page;

// A paragraph longer than this after a picture is text, not its caption. In UTF-16 units.
const LONGEST_CAPTION: u32 = 300;

pub(super) fn arrange(fragment: &DocumentFragment) {
    let Some(document) = page::document() else {
        return;
    };
    let lone = "p > img:only-child, div > img:only-child";
    each(fragment, lone, &mut |picture| {
        make_figure(&document, &picture);
    });
    each(fragment, "figcaption", &mut |figcaption| {
        if figcaption.query_selector("cite").ok().flatten().is_none() {
            fill_caption(&document, &figcaption);
        }
    });
    each(fragment, "figcaption cite", &mut |credit| {
        let _ = credit.set_attribute("part", "credit");
    });
    each(fragment, "table", &mut |table| {
        make_scrollable(&document, &table);
    });
}

/// A picture alone in its paragraph, with the caption that editors write into the next one.
fn make_figure(document: &Document, picture: &Element) -> Option<()> {
    let paragraph = picture
        .parent_element()
        .filter(|parent| parent.text_content().unwrap_or_default().trim().is_empty())?;
    let figure = document.create_element("figure").ok()?;
    let next = paragraph.next_element_sibling();
    paragraph.replace_with_with_node_1(&figure).ok()?;
    figure.append_child(picture).ok()?;
    let next = next.filter(|next| next.local_name() == "p" && next.child_element_count() < 4)?;
    let text = next.text_content()?;
    let is_short = js_sys::JsString::from(text.as_str()).length() <= LONGEST_CAPTION;
    if is_short && is_caption(&text) {
        let figcaption = document.create_element("figcaption").ok()?;
        figure.append_child(&figcaption).ok()?;
        figcaption.set_text_content(Some(&text));
        next.remove();
    }
    Some(())
}

fn is_caption(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("Hình:")
        || text.starts_with("Ảnh:")
        || text.starts_with("Hình ảnh:")
        || caption::parse(text).credit.is_some()
}

/// The caption without its mark, and the credit apart.
fn fill_caption(document: &Document, figcaption: &Element) -> Option<()> {
    let text = figcaption.text_content()?;
    let parsed = caption::parse(text.trim());
    let credit = parsed.credit?;
    figcaption.set_text_content(parsed.caption.as_deref());
    let cite = document.create_element("cite").ok()?;
    cite.set_text_content(Some(&bangtin_model::join(&["Ảnh: ", &credit])));
    figcaption
        .append_child(&document.create_text_node(" "))
        .ok()?;
    figcaption.append_child(&cite).ok().map(|_| ())
}

fn make_scrollable(document: &Document, table: &Element) -> Option<()> {
    let frame: Element = document.create_element("div").ok()?;
    frame.set_attribute("class", "scroll").ok()?;
    // A region that scrolls must be reached by the keyboard (WCAG 2.1.1).
    frame.set_attribute("tabindex", "0").ok()?;
    frame.set_attribute("role", "group").ok()?;
    let label = table
        .query_selector("caption")
        .ok()
        .flatten()
        .and_then(|caption| caption.text_content());
    frame
        .set_attribute("aria-label", label.as_deref().unwrap_or("Bảng"))
        .ok()?;
    table.replace_with_with_node_1(frame.unchecked_ref()).ok()?;
    frame.append_child(table).ok().map(|_| ())
}
