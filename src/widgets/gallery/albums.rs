//! The albums, and one of them open.

use std::rc::Rc;

use bangtin_model::Album;
use web_sys::Event;

use super::{
    content::{Content, Piece},
    pictures::{Cover, Pictures, count},
    settings::Shows,
    state::{self, Gallery},
};
use crate::{
    components::Nothing,
    i18n::{MediaMessage, Words, date_line, t},
    page,
    view::{View, component, view},
    widgets::{mark_broken, press_row},
};

/// So many albums, each a link to its pictures.
#[component]
pub(super) fn Albums(gallery: Gallery, content: Rc<Content>, shown: usize) -> View {
    let mut cards = Vec::new();
    for album in content.albums.iter().take(shown) {
        cards.push(view! { <Card gallery album=album.clone()/> });
    }
    view! {
        <ul
            // The list of albums.
            part="albums"
            class="albums"
            role="list"
            on:click=move |event| follow_link(gallery, &event)
            on:error:capture=|event| mark_broken(&event, true)
            on:load:capture=|event| mark_broken(&event, false)
        >
            {cards}
        </ul>
    }
}

#[component]
fn Card(gallery: Gallery, album: Album) -> View {
    let language = Words::here().language;
    view! {
        // An album among others.
        <li part="album" class="album">
            <Cover photo=album.pictures.first().cloned().unwrap_or_default()/>
            <div class="text">
                <h3>
                    // The link to an album: its title.
                    <a part="album-link" href=gallery.settings().target(&album.id) data-item=album.id>
                        {album.title}
                    </a>
                </h3>
                <p class="about">
                    <span>{count(album.pictures.len())}</span>
                    {album.date.map(|date| view! {
                        // The date of an album.
                        <time part="date" datetime=date.iso()>{date_line(&date, language)}</time>
                    })}
                </p>
            </div>
        </li>
    }
}

/// Tells the page of the album that was pressed, and opens it here where albums are opened here.
fn follow_link(gallery: Gallery, event: &Event) {
    let opens = gallery.opens_here();
    press_row(gallery.host, event, opens.then_some(state::open));
}

/// One album: its title, its text and its pictures.
#[component]
pub(super) fn Opened(gallery: Gallery, content: Rc<Content>, id: String) -> View {
    let shown = match content.album(&id) {
        Some(album) => view! { <Whole gallery album=album.clone()/> },
        None => view! { <Nothing sentence=t(MediaMessage::NoAlbum)/> },
    };
    let leads_back = !matches!(gallery.settings().shows, Shows::Album(_));
    view! {
        <div>
            {leads_back.then(|| view! {
                <a
                    // The link from an album back to all of them.
                    part="back"
                    href=page::address_with(None, state::NAME)
                    on:click=|event: Event| {
                        if page::is_plain(&event) {
                            event.prevent_default();
                            state::leave();
                        }
                    }
                >
                    {t(MediaMessage::Albums)}
                </a>
            })}
            {shown}
        </div>
    }
}

#[component]
fn Whole(gallery: Gallery, album: Album) -> View {
    let language = Words::here().language;
    let pieces = Piece::of_album(&album);
    let shown = pieces.len();
    view! {
        <article>
            // The title of the album that is open.
            <h3 part="album-title" class="title" tabindex="-1">{album.title}</h3>
            <p class="about">
                {album.date.map(|date| view! {
                    <time part="date" datetime=date.iso()>{date_line(&date, language)}</time>
                })}
                <span>{count(shown)}</span>
            </p>
            // What an album is of.
            {album.description.map(|text| view! { <p part="description" class="description">{text}</p> })}
            <Pictures gallery pieces shown mosaic=false/>
        </article>
    }
}
