//! The text of the article, with its lead picture before it.

use bangtin_model::{Article, Body, MediaKind, join};
use wasm_bindgen::JsCast;
use web_sys::{DocumentFragment, Element};

use super::content::Content;
use crate::markup::{Markup, el};

/// The text: sanitized HTML as a fragment, or plain lines.
pub(super) fn view(article: &Article, content: &Content) -> Markup {
    let place = el("div").part("body").class("body");
    if let Some(body) = content.body() {
        // The number of the text: a view that is made again with the same text leaves it in place.
        let number = content.body_number();
        return place.finish(move |place| {
            let shown = place.get_attribute("data-text");
            if shown.as_deref() != Some(&number)
                && let Ok(copy) = body.clone_node_with_deep(true)
            {
                place.replace_children_with_node_1(&copy);
                let _ = place.set_attribute("data-text", &number);
            }
        });
    }
    let mut place = place;
    if let Body::Text(text) = &article.body {
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            place = place.with(el("p").with(line.to_owned()));
        }
    }
    place
}

/// The first picture, unless the text already shows it.
pub(super) fn lead_picture(article: &Article, content: &Content) -> Option<Markup> {
    let picture = article
        .media
        .iter()
        .find(|media| media.kind == MediaKind::Image)?;
    let body = content.body();
    if body.is_some_and(|body| shows(&body, &picture.url)) {
        return None;
    }
    let (width, height) = (picture.width.unwrap_or(1200), picture.height.unwrap_or(800));
    let image = el("img")
        .attr("src", picture.url.clone())
        .attr("alt", picture.alt.clone().unwrap_or_default());
    let image = image
        .attr("width", number(width))
        .attr("height", number(height))
        .is("decoding", "async");
    let figure = el("figure").part("lead-picture").with(image);
    Some(figure.with(caption(picture.caption.clone(), picture.credit.as_deref())))
}

fn shows(body: &DocumentFragment, address: &str) -> bool {
    let Ok(pictures) = body.query_selector_all("img") else {
        return false;
    };
    (0..pictures.length()).any(|index| {
        let picture = pictures
            .get(index)
            .and_then(|node| node.dyn_into::<Element>().ok());
        picture
            .and_then(|picture| picture.get_attribute("src"))
            .as_deref()
            == Some(address)
    })
}

/// The text under a picture or film, with its credit.
pub(super) fn caption(text: Option<String>, credit: Option<&str>) -> Option<Markup> {
    let credit = credit.map(|credit| el("cite").part("credit").with(join(&["Ảnh: ", credit])));
    (text.is_some() || credit.is_some()).then(|| el("figcaption").with(text).with(" ").with(credit))
}

/// A number as an attribute has it.
pub(super) fn number(number: u32) -> String {
    bangtin_model::decimal(number.into())
}
