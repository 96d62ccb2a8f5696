//! `<bangtin-article>`: one article of a feed, whole. Its code is a file of its own.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

mod attachments;
mod body;
mod content;
mod films;
mod heading;
mod json_ld;
mod parts;
mod related;
mod settings;
mod speech;
mod tools;

use std::rc::Rc;

use wasm_split_helpers::wasm_split;

use crate::{
    components::{
        Lazy, LazyView, LoadingNote, Misconfiguration, Phase, SavedNote, Unavailable, announce,
        describe,
    },
    elements::host::Host,
    i18n::{ArticleMessage, t},
    page,
    parts::SplitLoaderError,
    resource::Resource,
    view::{Memo, View, component, effect, view},
    widgets::inline_reader,
};
use attachments::Attachments;
use body::{LeadPicture, Text};
use content::{Content, content};
use films::Films;
use heading::{Back, Blank, Credits, Header};
use parts::{Comments, Rating, Share};
use related::Related;
use settings::Settings;
use speech::Speech;
use tools::{Display, Toolbar};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &[
    "item",
    "document-title",
    "json-ld",
    "related",
    "toolbar",
    "share",
    "rating",
    "comments",
    "count",
];

/// Makes the view of an article element: nothing until there is an article to show.
pub fn view(host: Host) -> View {
    view! { <OfItem host place="awaited" shown=Shown::Article/> }
}

/// What is shown of an article.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// All of it.
    Article,
    /// All of it, in the place of a list, and the way back.
    InPlace,
    /// What to read next.
    Related,
}

/// What belongs to the item that the element names, else to the one in the page's address; without one nothing.
#[component]
pub(super) fn OfItem(
    host: Host,
    /// The class of what keeps its room until the code is there.
    place: &'static str,
    shown: Shown,
) -> View {
    let item = Memo::new(move || host.get("item").or_else(page::current_item));
    effect(move || {
        if item.get().is_none() {
            host.mark("empty", false);
        }
    });
    view! {
        {move || item.get().map(|item| view! { <Loaded host item place shown/> })}
    }
}

/// An article that stands where a list was, and leads back to it.
#[component]
pub(super) fn InPlace(host: Host, item: String) -> View {
    view! { <Loaded host item place="awaited" shown=Shown::InPlace/> }
}

#[component]
fn Loaded(host: Host, item: String, place: &'static str, shown: Shown) -> View {
    let item: Rc<str> = item.into();
    let load = Rc::new(move || Box::pin(load(host, item.clone(), shown)) as _);
    view! { <Lazy host place load/> }
}

#[wasm_split(article, fallible, wasm_split_path = crate::parts)]
fn load(host: Host, item: Rc<str>, shown: Shown) -> Result<LazyView, SplitLoaderError> {
    host.style("article", style!("article"));
    Ok(Rc::new(move || match shown {
        Shown::Article => article(host, item.clone(), false),
        Shown::InPlace => article(host, item.clone(), true),
        Shown::Related => {
            host.style("related", style!("related"));
            related::alone(host, item.clone())
        }
    }))
}

fn article(host: Host, item: Rc<str>, in_place: bool) -> View {
    let (content, speech) = (content(item.clone(), true), Speech::new(host));
    view! {
        {move || match Settings::read(host, &item) {
            Ok(settings) => view! {
                <Reader host content speech settings=Rc::new(settings) in_place/>
            },
            Err(wrong) => view! { <Misconfiguration host wrong/> },
        }}
    }
}

#[component]
fn Reader(
    host: Host,
    content: Resource<Content>,
    speech: Speech,
    settings: Rc<Settings>,
    in_place: bool,
) -> View {
    content.load_from(settings.address.clone());
    announce(host, move || content.progress());
    let described = settings.clone();
    describe(host, move || json_ld::description(&described, content));
    begin_at_the_title(host, content);
    view! {
        <div>
            {in_place.then(|| view! { <Back/> })}
            {move || {
                let progress = content.progress();
                match progress.phase {
                    Phase::Loading => view! { <LoadingNote/><Blank/> },
                    Phase::Ready => view! {
                        <SavedNote progress/>
                        {content.get().map(|content| view! {
                            <Article host content speech settings=settings.clone()/>
                        })}
                    },
                    phase => view! { <Unavailable phase retry=content.retry()/> },
                }
            }}
        </div>
    }
}

/// When the article that the reader asked for has come, a screen reader begins at its title.
fn begin_at_the_title(host: Host, content: Resource<Content>) {
    effect(move || {
        if content.progress().phase == Phase::Ready && inline_reader::has_come() {
            host.focus("[part=title]".into());
        }
    });
}

#[component]
fn Article(host: Host, content: Rc<Content>, speech: Speech, settings: Rc<Settings>) -> View {
    let title = t(ArticleMessage::Related);
    view! {
        <article
            part="article"
            class="article"
            lang=content.article.language.clone()
            data-size=|| Display::get().size()
            data-contrast=|| Display::get().high_contrast
        >
            <Header host settings=settings.clone() content=content.clone()/>
            {settings.toolbar.then(|| view! { <Toolbar speech/> })}
            <LeadPicture content=content.clone()/>
            <Text content=content.clone()/>
            <Films content=content.clone()/>
            <Credits content=content.clone()/>
            <Attachments content=content.clone()/>
            {settings.share.then(|| view! { <Share host content=content.clone()/> })}
            {settings.rating.then(|| view! { <Rating host content=content.clone()/> })}
            <Related host title limit=settings.related content=content.clone() within=true/>
            {settings.comments.then(|| view! { <Comments host content/> })}
        </article>
    }
}
