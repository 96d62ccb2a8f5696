//! `<bangtin-article>`: one article of a feed, whole. Its code is a file of its own.

mod attachments;
mod body;
mod content;
mod films;
mod heading;
mod json_ld;
mod parts;
pub(super) mod related;
mod settings;
mod speech;
mod tools;

use std::rc::Rc;

use crate::{
    components::{LoadingNote, Misconfiguration, SavedNote, Unavailable, announce, describe},
    host::Host,
    resource::{Phase, Resource},
    view::{View, component, effect, view},
    widgets::inline_reader,
};
use attachments::Attachments;
use body::{LeadPicture, Text};
use content::{Content, content};
use films::Films;
use heading::{Blank, Credits, Header};
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

/// The article of this id.
pub(super) fn article(host: Host, item: Rc<str>) -> View {
    host.style("article", style!("article"));
    let (content, speech) = (content(item.clone(), true), Speech::new(host));
    view! {
        {move || match Settings::read(host, &item) {
            Ok(settings) => view! {
                <Reader host content speech settings=Rc::new(settings)/>
            },
            Err(wrong) => view! { <Misconfiguration host wrong/> },
        }}
    }
}

#[component]
fn Reader(host: Host, content: Resource<Content>, speech: Speech, settings: Rc<Settings>) -> View {
    content.load_from(settings.address.clone());
    announce(host, move || content.progress());
    let described = settings.clone();
    describe(host, move || json_ld::description(&described, content));
    begin_at_the_title(host, content);
    view! {
        <div>
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
            host.focus("[part=title]");
        }
    });
}

#[component]
fn Article(host: Host, content: Rc<Content>, speech: Speech, settings: Rc<Settings>) -> View {
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
            <Related host title=None limit=settings.related content=content.clone() within=true/>
            {settings.comments.then(|| view! { <Comments host content/> })}
        </article>
    }
}
