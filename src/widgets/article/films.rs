//! Films and sounds: the poster first, nothing is loaded before the reader asks for it.

use std::rc::Rc;

use bangtin_model::{Media, MediaKind};

use super::{body::Caption, content::Content};
use crate::{
    i18n::{ArticleMessage, t, t_with},
    page,
    view::{View, component, view},
};

/// The films and sounds of the article.
#[component]
pub(super) fn Films(content: Rc<Content>) -> View {
    let mut films = Vec::new();
    for media in &content.article.media {
        if media.kind != MediaKind::Image {
            films.push(view! { <Film media=media.clone()/> });
        }
    }
    View::list(films)
}

#[component]
fn Film(media: Media) -> View {
    let label = media.alt.clone().or_else(|| media.caption.clone());
    let (text, credit) = (media.caption.clone(), media.credit.clone());
    let address = t_with(ArticleMessage::Film, &media.url);
    let player = match media.kind {
        MediaKind::Video => view! { <Video media label/> },
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

#[component]
fn Video(media: Media, label: Option<String>) -> View {
    // A captions file from another origin is only read by a film that was asked for with CORS.
    let captions = media.captions_url;
    let elsewhere = captions
        .as_deref()
        .is_some_and(|url| !url.starts_with(&origin()));
    view! {
        <video
            controls=""
            playsinline=""
            preload="none"
            aria-label=label
            crossorigin=elsewhere.then_some("anonymous")
            poster=media.poster
            width=media.width
            height=media.height
            src=media.url
        >
            {captions.map(|url| view! {
                <track
                    kind="captions"
                    srclang="vi"
                    src=url
                    label=t(ArticleMessage::VideoText)
                    default=""
                />
            })}
        </video>
    }
}

fn origin() -> String {
    let origin = page::member(&page::window(), "origin");
    origin.as_string().unwrap_or_default()
}
