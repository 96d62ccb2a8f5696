//! The text of the article, with its lead picture before it.

use std::rc::Rc;

use bangtin_model::{Body, MediaKind, join, split, trim};
use web_sys::{DocumentFragment, Event};

use super::content::Content;
use crate::{
    components::{held, press_picture, unnamed},
    host::Host,
    page,
    view::{IntoView, View, component, view},
    widgets::inline_reader,
};

/// The text: sanitized HTML as a fragment, or plain lines.
#[component]
pub(super) fn Text(host: Host, content: Rc<Content>) -> View {
    let text = match (&content.body, &content.article.body) {
        (Some(body), _) => body.clone().into_view(),
        (None, Body::Text(text)) => lines(text),
        _ => View::default(),
    };
    let press = move |event: Event| {
        follow_note(&event);
        press_picture(host, &event, None);
    };
    // The text.
    view! { <div part="body" class="body" on:click=press>{text}</div> }
}

/// A link to a place in the same text (src/html/clean.js) leads there.
fn follow_note(event: &Event) {
    let link = page::nearest(event, "a[href*='#bangtin-']");
    if let Some(link) = link.filter(|_| page::is_plain(event)) {
        event.prevent_default();
        page::of_reading("showNote", &[link.into()]);
    }
}

fn lines(text: &str) -> View {
    let mut lines = Vec::new();
    for line in split(text, b'\n') {
        let line = trim(line);
        if !line.is_empty() {
            lines.push(view! { <p>{line.to_owned()}</p> });
        }
    }
    View::list(lines)
}

/// The first picture, unless the text already shows it.
#[component]
pub(super) fn LeadPicture(host: Host, content: Rc<Content>) -> View {
    let mut media = content.article.media.iter();
    let picture = media.find(|media| media.kind == MediaKind::Image);
    let body = content.body.as_ref();
    let picture = picture.filter(|picture| !body.is_some_and(|body| shows(body, &picture.url)));
    view! {
        {picture.map(|picture| {
            let (held, url) = (held(), picture.url.clone());
            view! {
                // The figure of the first picture.
                <figure part="lead-picture" on:click=move |event| press_picture(host, &event, None)>
                    <a
                        // The link around a picture: a press shows it large.
                        part="zoom"
                        class="zoom"
                        href=url.clone()
                        aria-label=unnamed(&picture.alt)
                        data-held=held.clone()
                    >
                        <img
                            src=held.is_none().then(|| url.clone())
                            data-src=held.map(|_| url)
                            alt=picture.alt.clone().unwrap_or_default()
                            width=picture.width.unwrap_or(1200)
                            height=picture.height.unwrap_or(800)
                            decoding="async"
                        />
                    </a>
                    <Caption text=picture.caption.clone() credit=picture.credit.clone()/>
                </figure>
            }
        })}
    }
}

fn shows(body: &DocumentFragment, address: &str) -> bool {
    let address = inline_reader::quoted(address);
    // Where the reader saves data it stands there without its address.
    let picture = join(&["[src=\"", &address, "\"],[data-src=\"", &address, "\"]"]);
    let found = page::call(body, "querySelector", &[picture.into()]);
    found.is_some_and(|found| found.is_object())
}

/// The text under a picture or film, with its credit.
#[component]
pub(super) fn Caption(text: Option<String>, credit: Option<String>) -> View {
    let credit = credit.map(|credit| {
        // The credit in a caption.
        view! { <cite part="credit">{join(&["Ảnh: ", &credit])}</cite> }
    });
    let any = text.is_some() || credit.is_some();
    view! { {any.then(|| view! { <figcaption>{text}" "{credit}</figcaption> })} }
}
