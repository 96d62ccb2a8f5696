//! `<bangtin-news>`: the articles of a feed, in the feed's order.

mod feed;
mod list;
mod row;
mod search;
mod settings;
mod state;

use std::rc::Rc;

use crate::{
    components::{LoadingNote, Misconfiguration, Phase, SavedNote, Unavailable, announce},
    elements::host::Host,
    i18n::{Common, t},
    view::{Memo, View, component, view},
    widgets::{inline_reader, lazy::ArticleInPlace},
};
use list::{Blank, List};
use search::Tools;
use settings::Settings;
use state::News;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &[
    "layout",
    "category",
    "limit",
    "search",
    "categories",
    "heading",
    "links",
    "more",
];

/// The list; with `links="reader"` the article that the page's address names, in the list's place.
pub fn news(host: Host) -> View {
    host.style("news", style!("news"));
    inline_reader::offer(host);
    let news = News::new(host);
    let item = Memo::new(move || inline_reader::opened_in(host));
    view! {
        {move || match item.get() {
            Some(item) => view! { <ArticleInPlace host item/> },
            None => view! { <NewsList news/> },
        }}
    }
}

#[component]
fn NewsList(news: News) -> View {
    let host = news.host;
    view! {
        {move || match Settings::read(host) {
            Ok(settings) => view! { <Content news settings=Rc::new(settings)/> },
            Err(wrong) => view! { <Misconfiguration host wrong/> },
        }}
    }
}

#[component]
fn Content(news: News, settings: Rc<Settings>) -> View {
    news.follow(settings.address.clone());
    announce(news.host, move || news.feed.progress());
    let heading = settings.heading.clone();
    let label = heading.clone().unwrap_or_else(|| t(Common::NewsLabel));
    view! {
        <section part="news" class="news" data-layout=settings.layout.name() aria-label=label>
            {heading.map(|heading| view! { <h2 part="heading" class="heading">{heading}</h2> })}
            {move || {
                let (settings, progress) = (settings.clone(), news.feed.progress());
                match progress.phase {
                    Phase::Loading if !news.has_rows() => view! {
                        <LoadingNote/>
                        <Blank settings/>
                    },
                    Phase::Loading | Phase::Ready => view! {
                        <SavedNote progress/>
                        <Tools news settings=settings.clone()/>
                        <List news settings/>
                    },
                    phase => view! {
                        <Unavailable phase empty=Common::Empty retry=news.feed.retry()/>
                    },
                }
            }}
        </section>
    }
}
