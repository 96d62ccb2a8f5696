//! `<bangtin-gallery>`: albums of pictures, and their pictures large; without albums the pictures of the articles.

mod albums;
mod content;
mod pictures;
mod settings;
mod state;

use std::rc::Rc;

use crate::{
    attributes::attributes,
    components::{
        Description, Failed, LoadingNote, Nothing, SavedNote, Section, Subject, announce,
        configured, describe,
    },
    host::Host,
    i18n::{Common, MediaMessage, t},
    resource::Phase,
    view::{View, component, view},
};
use albums::{Albums, Opened};
use content::{Content, Piece};
use pictures::{About, Pictures};
use settings::{Settings, Shows};
use state::Gallery;

attributes! {
    /// The heading; off for none.
    HEADING: Heading("heading", MediaMessage::Gallery);
    /// grid shows the albums, or the pictures where there are no albums; mosaic shows up to five pictures of the first album, the first
    /// of them large.
    LAYOUT: Choice("layout", "grid" | "mosaic");
    /// Albums or pictures at first, and for each press on the button for more.
    LIMIT: Number("limit", 1..=100, default 12);
    /// Shows the pictures of one album only, by its id.
    ALBUM: Text("album");
    /// The album that is open, by its id: its title, its text and all its pictures. Where it is absent: the one that ?anh=ID in the page's
    /// address names.
    ITEM: Text("item");
    /// Where an album leads: reader, to its pictures in this place under ?anh=ID; a pattern with {id}, such as /thu-vien-anh/{id}.
    LINKS: Choice("links", "reader" | "/thu-vien-anh/{id}");
    /// The address of a page with all albums: adds a link below.
    SEE_ALL: Text("see-all");
}

/// The view of the element.
pub(super) fn gallery(host: Host) -> View {
    host.style("gallery", style!("gallery"));
    let make = move |settings| Gallery::new(host, settings);
    configured(
        host,
        Settings::read,
        make,
        |gallery| view! { <Shown gallery/> },
    )
}

#[component]
fn Shown(gallery: Gallery) -> View {
    let content = gallery.content;
    content.load_from(gallery.settings().address.clone());
    announce(gallery.host, move || content.progress());
    describe(gallery.host, move || description(gallery));
    gallery.follow_the_reader();
    view! {
        // The whole element.
        <Section host=gallery.host part="gallery" usual=t(HEADING)>
            {move || {
                let progress = content.progress();
                match progress.phase {
                    Phase::Loading => view! { <LoadingNote/><Blank gallery/> },
                    Phase::Ready => view! {
                        <SavedNote progress/>
                        {move || content.get().map(|content| match gallery.opened() {
                            Some(id) => view! { <Opened gallery content id/> },
                            None => view! { <Overview gallery content/> },
                        })}
                    },
                    Phase::Empty => view! { <Nothing sentence=t(MediaMessage::NoPictures)/> },
                    Phase::Failed(failure) => view! { <Failed failure retry=content.retry()/> },
                }
            }}
        </Section>
    }
}

/// What the page says of itself while an album is open: in place, or under the address that the page gives each album.
fn description(gallery: Gallery) -> Description {
    let settings = gallery.settings();
    let is_read = gallery.opens_here() || settings.pattern.is_some();
    let opened = gallery.opened().filter(|_| is_read);
    let content = gallery.content.get();
    let album = opened.and_then(|id| content.as_ref()?.album(&id));
    let Some(album) = album else {
        return Description::default();
    };
    let picture = album.pictures.first();
    Description {
        title: Some(album.title.clone()),
        subject: settings.target(&album.id).map(|url| Subject {
            url,
            heading: album.title.clone(),
            summary: album.description.clone(),
            image: picture.map(|picture| picture.url.clone()),
        }),
        thing: None,
    }
}

/// What is shown while no album is open.
#[component]
fn Overview(gallery: Gallery, content: Rc<Content>) -> View {
    let settings = gallery.settings();
    let album = match &settings.shows {
        Shows::Pictures(id) => match content.album(id) {
            Some(album) => Some(album),
            None => return view! { <Nothing sentence=t(MediaMessage::NoAlbum)/> },
        },
        Shows::All if settings.mosaic => content.albums.first(),
        _ => None,
    };
    let total = match album {
        Some(album) => album.pictures.len(),
        None if content.albums.is_empty() => content.loose.len(),
        None => content.albums.len(),
    };
    let shown = match settings.mosaic {
        true => settings.limit.min(5),
        false => gallery.wanted(),
    };
    let list = match album {
        Some(album) => {
            let pieces = Piece::of_album(album);
            let about = view! { <About album=album.clone() named=settings.shows == Shows::All/> };
            view! { <div><Pictures gallery pieces shown mosaic=settings.mosaic/>{about}</div> }
        }
        None if content.albums.is_empty() => view! {
            <Pictures gallery pieces=content.loose.clone() shown mosaic=settings.mosaic/>
        },
        None => view! { <Albums gallery content=content.clone() shown/> },
    };
    let has_more = !settings.mosaic && total > shown;
    view! {
        <div>
            {list}
            <div class="end">
                {has_more.then(|| view! {
                    // The button for more albums or pictures.
                    <button part="more" type="button" on:click=move |_| gallery.ask_for_more(shown)>
                        {t(Common::More)}
                    </button>
                })}
                {settings.see_all.clone().map(|href| view! {
                    // The link to all albums, which the attribute see-all asks for.
                    <a part="see-all" href=href>{t(Common::SeeAll)}</a>
                })}
            </div>
        </div>
    }
}

/// Holds the place of what will come.
#[component]
fn Blank(gallery: Gallery) -> View {
    let settings = gallery.settings();
    let (class, count) = match settings.mosaic {
        true => ("shots mosaic", settings.limit.min(5)),
        false => ("albums", settings.limit.min(6)),
    };
    let mut tiles = Vec::new();
    for _ in 0..count {
        tiles.push(match settings.mosaic {
            true => view! { <li class="picture"></li> },
            false => view! {
                <li class="album"><span class="picture"></span><div class="text blank"><span></span></div></li>
            },
        });
    }
    // What holds the place of the content while it loads.
    view! { <ul part="skeleton" class=class role="list" aria-hidden="true">{tiles}</ul> }
}
