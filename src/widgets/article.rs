//! `<bangtin-article>`: one article of a feed, whole.

mod attachments;
mod body;
mod content;
mod films;
mod heading;
mod json_ld;
mod parts;
pub(super) mod related;
mod report;
mod settings;
mod tools;

use std::rc::Rc;

use crate::{
    attributes::attributes,
    components::{
        Display, LoadingNote, Misconfiguration, SavedNote, Speech, Unavailable, announce, describe,
        tell_of_the_article,
    },
    host::Host,
    page,
    resource::{Phase, Resource},
    view::{View, component, effect, view},
    widgets::inline_reader,
};
use attachments::Attachments;
use body::{LeadPicture, Text};
use content::{Content, content};
use films::Films;
use heading::{Blank, Credits, Header, Imprint};
use parts::{Comments, Rating, Share};
use related::Related;
use report::Report;
use settings::Settings;
use tools::{Silent, Toolbar};

attributes! {
    /// The id of the article, or its address; without a value the first of src. Where it is absent: the article that ?tin=ID in the page's
    /// address names, else without src an <article> that stands in the tag, else nothing is shown.
    ITEM: Text("item");
    /// The address at which each article of the feed is read, with {id} for its id: for the links to related articles, for those who pass
    /// the article on, and for search engines. Where it is absent: the article's own.
    LINKS: Text("links");
    /// Puts the article's title before the title of the document.
    DOCUMENT_TITLE: Flag("document-title");
    /// Adds a schema.org NewsArticle data block to the element's light DOM.
    JSON_LD: Flag("json-ld");
    /// The most related articles to show.
    RELATED: Number("related", 0..=10, default 4);
    /// Text size, contrast, read aloud, print.
    TOOLBAR: Choice("toolbar", "on" | "off");
    /// Whether the article can be passed on from its end, by <bangtin-share>.
    SHARE: Choice("share", "on" | "off");
    /// Whether readers can rate it, by <bangtin-rating>. Only with a service.
    RATING: Choice("rating", "on" | "off");
    /// Whether readers can comment, by <bangtin-comments>. Only with a service.
    COMMENTS: Choice("comments", "on" | "off");
    /// Whether readers can report an error in it to those who run the page. Only with a service.
    REPORT: Choice("report", "on" | "off");
    /// Whether the reading is counted. Only with a service.
    COUNT: Choice("count", "on" | "off");
}

/// The article of this id.
pub(super) fn article(host: Host, item: Rc<str>) -> View {
    host.style("article", style!("article"));
    host.style("player", style!("player"));
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
            if let Some(element) = host.element() {
                page::of_reading("bringToSight", &[element.into()]);
            }
        }
    });
}

#[component]
fn Article(host: Host, content: Rc<Content>, speech: Speech, settings: Rc<Settings>) -> View {
    let is_recorded = content.is_recorded();
    tell_of_the_article();
    view! {
        <article
            // The whole article.
            part="article"
            class="article"
            lang=content.article.language.clone()
            data-size=|| Display::get().size()
            data-contrast=|| Display::get().high_contrast
        >
            <Header host settings=settings.clone() content=content.clone()/>
            {settings.toolbar.then(|| view! { <Toolbar host speech is_recorded/> })}
            <LeadPicture host content=content.clone()/>
            <Text host content=content.clone()/>
            <Films content=content.clone()/>
            <Credits content=content.clone()/>
            <Attachments content=content.clone()/>
            {(settings.toolbar && !is_recorded).then(|| view! { <Silent speech/> })}
            {settings.share.then(|| view! { <Share host settings=settings.clone() content=content.clone()/> })}
            {settings.report.then(|| view! { <Report host content=content.clone()/> })}
            {settings.rating.then(|| view! { <Rating host content=content.clone()/> })}
            <Related host title=None limit=settings.related content=content.clone() within=true/>
            {settings.comments.then(|| view! { <Comments host content=content.clone()/> })}
            <Imprint content/>
        </article>
    }
}
