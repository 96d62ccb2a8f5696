//! Pictures and films.

use bangtin_model::MediaKind;
use maud::{Markup, html};

use super::super::known::{Album, Shot, Told};
use super::super::{Head, Known, Sheet, address, structured};
use super::article::{caption, medium};
use super::list::first_picture;

/// The albums; the pictures of the newest articles where there is none.
pub(crate) fn gallery(told: &[Told], known: &Known, origin: &str) -> Sheet {
    let way = [("Thư viện ảnh", address::GALLERY)];
    Sheet {
        head: Head {
            title: "Thư viện ảnh".into(),
            description: format!("Hình ảnh của {}.", known.title),
            path: address::GALLERY.into(),
            image: first_picture(told),
            structured: Some(structured::page("CollectionPage", known, origin, &way)),
            ..Head::default()
        },
        main: html! {
            h1 { "Thư viện ảnh" }
            @for album in &known.albums {
                article {
                    h2 { a href=(address::album(&album.id)) { (album.title) } }
                    p.meta { (album.pictures.len()) " ảnh" }
                    @if let Some(about) = &album.description { p { (about) } }
                    @if let Some(first) = album.pictures.first() { (shot(first)) }
                }
            }
            @if known.albums.is_empty() {
                @for told in told {
                    @let headline = &told.article.headline;
                    @for one in told.article.media.iter().filter(|one| one.kind == MediaKind::Image) {
                        (medium(one))
                    }
                    p { a href=(address::article(&headline.id)) { (headline.title) } }
                }
            }
        },
    }
}

pub(crate) fn album(album: &Album, known: &Known, origin: &str) -> Sheet {
    let path = address::album(&album.id);
    let way = [
        ("Thư viện ảnh", address::GALLERY),
        (album.title.as_str(), path.as_str()),
    ];
    let cover = album.pictures.first().map(|shot| bangtin_model::Picture {
        url: shot.url.clone(),
        alt: Some(shot.alt.clone()).filter(|alt| !alt.is_empty()),
        width: shot.size.map(|(width, _)| width),
        height: shot.size.map(|(_, height)| height),
    });
    Sheet {
        head: Head {
            title: album.title.clone(),
            description: album
                .description
                .clone()
                .unwrap_or_else(|| format!("Album ảnh: {}.", album.title)),
            image: cover,
            structured: Some(structured::page("ImageGallery", known, origin, &way)),
            path: path.clone(),
            ..Head::default()
        },
        main: html! {
            h1 { (album.title) }
            @if let Some(about) = &album.description { p { (about) } }
            @for picture in &album.pictures { (shot(picture)) }
            p { a href=(address::GALLERY) { "Tất cả album" } }
        },
    }
}

fn shot(shot: &Shot) -> Markup {
    html! {
        figure {
            img src=(shot.url) alt=(shot.alt) width=[shot.size.map(|(width, _)| width)] height=[shot.size.map(|(_, height)| height)] loading="lazy" decoding="async";
            (caption(shot.caption.as_deref(), shot.credit.as_deref(), MediaKind::Image))
        }
    }
}

pub(crate) fn videos(told: &[Told], known: &Known, origin: &str) -> Sheet {
    let way = [("Video", address::VIDEOS)];
    let is_film = |kind: MediaKind| kind == MediaKind::Video;
    let films = |told: &&Told| told.article.media.iter().any(|one| is_film(one.kind));
    let told: Vec<&Told> = told.iter().filter(films).collect();
    Sheet {
        head: Head {
            title: "Video".into(),
            description: format!("Video của {}.", known.title),
            path: address::VIDEOS.into(),
            structured: Some(structured::page("CollectionPage", known, origin, &way)),
            ..Head::default()
        },
        main: html! {
            h1 { "Video" }
            @if told.is_empty() { p { "Hiện chưa có video nào." } }
            @for told in told {
                @let headline = &told.article.headline;
                article {
                    h2 { a href=(address::article(&headline.id)) { (headline.title) } }
                    @for one in told.article.media.iter().filter(|one| is_film(one.kind)) { (medium(one)) }
                }
            }
        },
    }
}
