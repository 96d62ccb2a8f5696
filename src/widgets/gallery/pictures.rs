//! Pictures side by side; a press on one shows it large.

use std::rc::Rc;

use bangtin_model::{Album, Photo, decimal, join};
use web_sys::Event;

use super::{content::Piece, state::Gallery};
use crate::{
    components::{Shot, held, press_picture, unnamed},
    i18n::{MediaMessage, Words, date_line, figure, t_with},
    page,
    view::{View, component, view},
    widgets::mark_broken,
};

/// `24 ảnh`
pub(super) fn count(pictures: usize) -> String {
    let number = figure(pictures as u64, Words::here().language);
    t_with(MediaMessage::Pictures, &number)
}

/// The first of these pictures; the viewer shows them all.
#[component]
pub(super) fn Pictures(
    gallery: Gallery,
    pieces: Rc<Vec<Piece>>,
    shown: usize,
    /// The first is large.
    mosaic: bool,
) -> View {
    let words = Words::here();
    let (mut tiles, mut shots) = (Vec::new(), Vec::new());
    for (at, piece) in pieces.iter().enumerate() {
        shots.push(piece.shot(&words));
        if at < shown {
            let rest = at + 1 == shown && pieces.len() > shown;
            let rest = (mosaic && rest).then(|| count(pieces.len()));
            let is_large = mosaic && at == 0;
            tiles.push(view! { <Tile photo=piece.photo.clone() at rest is_large/> });
        }
    }
    view! {
        <ul
            // The pictures side by side.
            part="pictures"
            class=if mosaic { "shots mosaic" } else { "shots" }
            role="list"
            on:click=move |event| look_closer(gallery, &event, &shots)
            on:error:capture=|event| mark_broken(&event, true)
            on:load:capture=|event| mark_broken(&event, false)
        >
            {tiles}
        </ul>
    }
}

fn look_closer(gallery: Gallery, event: &Event, shots: &[Shot]) {
    let link = page::nearest(event, "a.zoom");
    if let Some(at) = link.and_then(|link| link.get_attribute("data-at")?.parse().ok()) {
        press_picture(gallery.host, event, Some((shots, at)));
    }
}

#[component]
fn Tile(photo: Photo, at: usize, rest: Option<String>, is_large: bool) -> View {
    // What is written under a picture says what it shows where nothing else does.
    let alt = photo.alt.clone().or_else(|| photo.caption.clone());
    let held = held();
    let (src, srcset) = sources(&photo);
    let (now, later) = match &held {
        None => ((Some(src), srcset), None),
        Some(_) => ((None, None), Some(src)),
    };
    view! {
        <li>
            <a
                // The link around a picture: a press shows it large.
                part="zoom"
                class="zoom picture"
                href=photo.url
                aria-label=unnamed(&alt)
                data-at=at
                data-held=held
            >
                <img
                    // A picture among others.
                    part="thumbnail"
                    sizes=now.1.is_some().then(|| sizes(is_large))
                    srcset=now.1
                    src=now.0
                    data-src=later
                    alt=alt.unwrap_or_default()
                    width=photo.width.unwrap_or(1200)
                    height=photo.height.unwrap_or(800)
                    loading="lazy"
                    decoding="async"
                />
                // How many pictures there are in all, on the last that is shown.
                {rest.map(|rest| view! { <span part="count" class="rest">{rest}</span> })}
            </a>
        </li>
    }
}

/// The picture of an album among others; what it shows, the album's title says.
#[component]
pub(super) fn Cover(photo: Photo) -> View {
    let (src, srcset) = sources(&photo);
    let picture = held().is_none().then(|| {
        view! {
            <img
                sizes=srcset.is_some().then(|| sizes(false))
                srcset=srcset
                src=src
                alt=""
                width=photo.width.unwrap_or(1200)
                height=photo.height.unwrap_or(800)
                loading="lazy"
                decoding="async"
            />
        }
    });
    // The place of an album's picture.
    view! { <span part="picture" class="picture">{picture}</span> }
}

/// The address of the smaller copy, and both with their widths where these are known.
fn sources(photo: &Photo) -> (String, Option<String>) {
    let Some(small) = &photo.thumbnail else {
        return (photo.url.clone(), None);
    };
    let widths = small.width.zip(photo.width);
    let both = widths.map(|(narrow, wide)| {
        let [narrow, wide] = [narrow, wide].map(|width| decimal(width.into()));
        join(&[&small.url, " ", &narrow, "w, ", &photo.url, " ", &wide, "w"])
    });
    (small.url.clone(), both)
}

fn sizes(is_large: bool) -> &'static str {
    match is_large {
        true => "auto, (max-width: 40em) 100vw, 640px",
        false => "auto, (max-width: 40em) 50vw, 320px",
    }
}

/// Under the pictures of one album: which it is, when it was.
#[component]
pub(super) fn About(
    album: Album,
    /// Whether its title is to be said.
    named: bool,
) -> View {
    let language = Words::here().language;
    view! {
        <p class="about">
            // The title of the album below its pictures.
            {named.then(|| view! { <span part="album-name" class="name">{album.title}</span> })}
            {album.date.map(|date| view! {
                <time part="date" datetime=date.iso()>{date_line(&date, language)}</time>
            })}
            <span>{count(album.pictures.len())}</span>
        </p>
    }
}
