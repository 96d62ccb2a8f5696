//! Films and sounds: the poster first, nothing is loaded before the reader asks for it.

use std::rc::Rc;

use bangtin_model::{Media, MediaKind};

use super::{body::Caption, content::Content};
use crate::{
    components::{Film, Place, Video, place},
    i18n::{ArticleMessage, t_with},
    view::{RwSignal, View, component, view},
};

/// The films and sounds of the article.
#[component]
pub(super) fn Films(content: Rc<Content>) -> View {
    let playing = RwSignal::new(None);
    let mut films = Vec::new();
    for media in &content.article.media {
        if media.kind != MediaKind::Image {
            films.push(view! { <Recording media=media.clone() playing/> });
        }
    }
    View::list(films)
}

#[component]
fn Recording(media: Media, playing: RwSignal<Option<String>>) -> View {
    let label = media.alt.clone().or_else(|| media.caption.clone());
    let (text, credit) = (media.caption.clone(), media.credit.clone());
    let address = t_with(ArticleMessage::Film, &media.url);
    let player = match (media.kind, place(&media.url)) {
        (MediaKind::Video, Place::File) => view! { <Video media label/> },
        (MediaKind::Video, _) => view! { <Film media label=label.unwrap_or_default() playing/> },
        _ => view! {
            <audio controls="" preload="none" aria-label=label src=media.url></audio>
        },
    };
    view! {
        // The figure of a video or a sound.
        <figure part="film">
            {player}
            <p class="paper">{address}</p>
            <Caption text credit/>
        </figure>
    }
}
