//! Films and sounds: the poster first, nothing is loaded before the reader asks for it.

use bangtin_model::{Article, Media, MediaKind};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::body::{caption, number};
use crate::{
    i18n::{ArticleMessage, Words},
    markup::{Markup, el},
    page,
};

/// Adds the films and sounds to the article.
pub(super) fn fill(mut frame: Markup, words: &Words, article: &Article) -> Markup {
    for media in &article.media {
        if media.kind != MediaKind::Image {
            frame = frame.with(player(words, media));
        }
    }
    frame
}

fn player(words: &Words, media: &Media) -> Markup {
    let label = media.alt.clone().or_else(|| media.caption.clone());
    let is_video = media.kind == MediaKind::Video;
    let player = el(if is_video { "video" } else { "audio" })
        .is("controls", "")
        .is("preload", "none")
        .maybe("aria-label", label);
    let player = if is_video {
        film(player, words, media)
    } else {
        player
    };
    let figure = el("figure")
        .part("film")
        .with(player.attr("src", media.url.clone()));
    figure.with(caption(media.caption.clone(), media.credit.as_deref()))
}

fn film(player: Markup, words: &Words, media: &Media) -> Markup {
    // A captions file from another origin is only read by a film that was asked for with CORS.
    let elsewhere = media
        .captions_url
        .as_deref()
        .is_some_and(|url| !url.starts_with(&page::origin()));
    let track = media.captions_url.clone().map(|url| {
        let track = el("track")
            .is("kind", "captions")
            .is("srclang", "vi")
            .attr("src", url);
        track
            .attr("label", words.t(ArticleMessage::VideoText))
            .is("default", "")
    });
    player
        .is("playsinline", "")
        .maybe("crossorigin", elsewhere.then_some("anonymous"))
        .maybe("poster", media.poster.clone())
        .maybe("width", media.width.map(number))
        .maybe("height", media.height.map(number))
        .with(track)
}

/// Stops every film and sound of the article, so that the device reads aloud alone.
pub(super) fn hush(article: &Element) {
    let Ok(players) = article.query_selector_all("video,audio") else {
        return;
    };
    for player in (0..players.length()).filter_map(|index| {
        players
            .get(index)?
            .dyn_into::<web_sys::HtmlMediaElement>()
            .ok()
    }) {
        let _ = player.pause();
    }
}
