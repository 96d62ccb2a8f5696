//! The films of a feed's articles.

use bangtin_model::{Media, MediaKind, Moment};

use crate::{
    resource::{Answer, Reading, Resource},
    widgets::media,
};

/// A film, and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Clip {
    /// With a poster where there is any picture of it.
    pub media: Media,
    /// Its own words, else the article's title.
    pub title: String,
    pub published: Option<Moment>,
    /// The article's title, and where it is read.
    pub article: Option<(String, String)>,
}

/// The films of the articles, in the feed's order, each once; as many pages are read as hold more than are wanted.
pub(super) fn content(wanted: usize) -> Resource<Vec<Clip>> {
    Resource::reading(move |answer, _| read(answer, wanted))
}

async fn read(answer: Answer, wanted: usize) -> Reading<Vec<Clip>> {
    let feed = match media::open(answer.node, &answer.address) {
        Ok(feed) => feed,
        Err(failure) => return Reading::Failed(failure),
    };
    let mut clips: Vec<Clip> = Vec::new();
    media::walk(feed, &answer.address, &mut |headline, media| {
        for mut film in media {
            let is_new = !clips.iter().any(|clip| clip.media.url == film.url);
            if film.kind == MediaKind::Video && is_new {
                let own = film.caption.clone().or_else(|| film.alt.clone());
                let picture = || Some(headline.image.as_ref()?.url.clone());
                film.poster = film.poster.or_else(picture);
                clips.push(Clip {
                    media: film,
                    title: own.unwrap_or_else(|| headline.title.clone()),
                    published: headline.published,
                    article: media::article(&headline),
                });
            }
        }
        clips.len() > wanted
    })
    .await;
    match clips.is_empty() {
        true => Reading::Empty,
        false => Reading::Ready(clips),
    }
}
