//! The pictures of a feed: its albums, else what its articles show.

use std::rc::Rc;

use bangtin_model::{Album, Headline, Media, MediaKind, Photo, Thumbnail};

use super::settings::Settings;
use crate::{
    client,
    components::Shot,
    failure::Failure,
    i18n::PictureMessage,
    resource::{Answer, Reading, Resource},
    widgets::media::{self, Feed},
};

/// A picture, and the article that shows it where it is of one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub photo: Photo,
    pub article: Option<(String, String)>,
}

/// What there is to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Content {
    pub albums: Vec<Album>,
    /// The pictures of articles, where there are no albums.
    pub loose: Rc<Vec<Piece>>,
}

impl Content {
    pub(super) fn album(&self, id: &str) -> Option<&Album> {
        self.albums.iter().find(|album| album.id == id)
    }
}

impl Piece {
    pub(super) fn of_album(album: &Album) -> Rc<Vec<Self>> {
        let mut pieces = Vec::new();
        for photo in &album.pictures {
            pieces.push(Self {
                photo: photo.clone(),
                article: None,
            });
        }
        Rc::new(pieces)
    }

    /// As the viewer shows it.
    pub(super) fn shot(&self, words: &crate::i18n::Words) -> Shot {
        let Photo {
            url,
            alt,
            caption,
            credit,
            ..
        } = self.photo.clone();
        Shot {
            url,
            alt,
            caption,
            credit: credit.map(|credit| words.t_with(PictureMessage::Credit, &credit)),
            article: self.article.clone(),
        }
    }
}

/// The pictures that an element with these settings shows.
pub(super) fn content(settings: Rc<Settings>) -> Resource<Content> {
    Resource::reading(move |answer, _| read(answer, settings.clone()))
}

async fn read(answer: Answer, settings: Rc<Settings>) -> Reading<Content> {
    let feed = match media::open(answer.node, &answer.address) {
        Ok(feed) => feed,
        Err(failure) => return Reading::Failed(failure),
    };
    let albums = feed.albums();
    if !albums.is_empty() {
        return Reading::Ready(Content {
            albums,
            ..Content::default()
        });
    }
    let articles = match &settings.articles {
        Some(address) => match articles(address).await {
            Ok(articles) => (articles, address.clone()),
            Err(failure) => return Reading::Failed(failure),
        },
        None => (feed, answer.address),
    };
    let loose = of_articles(articles, settings.limit).await;
    match loose.is_empty() {
        true => Reading::Empty,
        false => Reading::Ready(Content {
            albums,
            loose: Rc::new(loose),
        }),
    }
}

async fn articles(address: &str) -> Result<Feed, Failure> {
    media::open(client::fetch(address).await?, address)
}

/// The pictures of articles, the newest first, each once.
async fn of_articles((feed, address): (Feed, String), wanted: usize) -> Vec<Piece> {
    let mut found: Vec<(i64, Piece)> = Vec::new();
    media::walk(feed, &address, &mut |headline, media| {
        let published = headline.published.map_or(i64::MIN, |moment| moment.unix());
        for photo in photos(&headline, media) {
            if !found.iter().any(|(_, piece)| piece.photo.url == photo.url) {
                let article = media::article(&headline);
                let older = found.iter().position(|(other, _)| *other < published);
                let at = older.unwrap_or(found.len());
                found.insert(at, (published, Piece { photo, article }));
            }
        }
        found.len() > wanted
    })
    .await;
    let mut pieces = Vec::new();
    for (_, piece) in found {
        pieces.push(piece);
    }
    pieces
}

/// The pictures of an article; the thumbnail stands for the first of them, or alone.
fn photos(headline: &Headline, media: Vec<Media>) -> Vec<Photo> {
    let thumbnail = headline.image.as_ref();
    let mut photos = Vec::new();
    for medium in media {
        if medium.kind == MediaKind::Image {
            let small = thumbnail.filter(|small| photos.is_empty() && small.url != medium.url);
            photos.push(Photo {
                url: medium.url,
                alt: medium.alt,
                caption: medium.caption,
                credit: medium.credit,
                width: medium.width,
                height: medium.height,
                thumbnail: small.map(|small| Thumbnail {
                    url: small.url.clone(),
                    width: small.width,
                }),
            });
        }
    }
    if let Some(alone) = thumbnail.filter(|_| photos.is_empty()) {
        photos.push(Photo {
            url: alone.url.clone(),
            alt: alone.alt.clone(),
            width: alone.width,
            height: alone.height,
            ..Photo::default()
        });
    }
    photos
}
