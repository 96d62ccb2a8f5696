//! The elements whose code is a file of its own, each brought when the first of its elements comes near the reader's view. Small ones
//! share a file.

// `wasm_split` links the files through extern declarations.
#![allow(unsafe_code)]

use std::rc::Rc;

use wasm_split_helpers::wasm_split;

use super::{
    article, comments, contact, copyright, documents, gallery, links, newest_comments, news,
    news::News, poll, rates, rating, related, share, subscribe, today, top, videos, visitors,
    weather,
};
use crate::{
    attributes::{SERVICE, SRC},
    components::{AsItIs, Lazy, LazyView, Loading},
    host::Host,
    i18n::{Common, t},
    page,
    parts::SplitLoaderError,
    view::{Memo, View, component, effect, view},
};

/// `<bangtin-article>`
pub fn article(host: Host) -> View {
    view! { <OfItem host place="awaited" shown=OfArticle::Whole/> }
}

/// `<bangtin-related>`
pub fn related(host: Host) -> View {
    view! { <OfItem host place="box" shown=OfArticle::Related/> }
}

/// What is shown of an article.
#[derive(Clone, Copy)]
enum OfArticle {
    Whole,
    Related,
}

/// What belongs to the item that the element names, else to the one in the page's address; without one nothing.
#[component]
fn OfItem(host: Host, place: &'static str, shown: OfArticle) -> View {
    let item = Memo::new(move || host.get(article::ITEM).or_else(page::current_item));
    effect(move || {
        if item.get().is_none() {
            host.mark("empty", false);
        }
    });
    view! {
        {move || item.get().map(|item| view! { <Item host item place shown/> })}
    }
}

/// An article that stands where a list was, and leads back to it.
#[component]
pub(super) fn ArticleInPlace(host: Host, item: String) -> View {
    view! { <div><Back/><Item host item place="awaited" shown=OfArticle::Whole/></div> }
}

/// Leads back to the list that the article was opened from, also where the article's file does not come.
#[component]
fn Back() -> View {
    view! {
        <a
            // The link back to the list, where the article stands in a list's place.
            part="back"
            href=page::item_address(None)
            on:click=|event| {
                event.prevent_default();
                page::leave_item();
            }
        >
            {t(Common::Back)}
        </a>
    }
}

#[component]
fn Item(host: Host, item: String, place: &'static str, shown: OfArticle) -> View {
    let item: Rc<str> = item.into();
    let load = Rc::new(move || Box::pin(article_file(host, item.clone(), shown)) as _);
    view! { <Lazy host place load/> }
}

#[wasm_split(article, fallible, wasm_split_path = crate::parts)]
fn article_file(host: Host, item: Rc<str>, shown: OfArticle) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || match shown {
        OfArticle::Whole => article::article(host, item.clone()),
        OfArticle::Related => related::related(host, item.clone()),
    }))
}

/// The view of an element whose code `begin` loads. One closure for all of them: one of its own each would be code of the first file.
fn lazy(host: Host, place: &'static str, begin: fn(Host) -> Loading) -> View {
    let load = Rc::new(move || begin(host));
    view! { <Lazy host place load/> }
}

/// `<bangtin-news>` where its attributes ask for more than the first list has.
#[component]
pub(super) fn ArrangedNews(news: News) -> View {
    let load = Rc::new(move || Box::pin(news_layouts_file(news)) as _);
    view! { <Lazy host=news.host() place="awaited" load/> }
}

#[wasm_split(news_layouts, fallible, wasm_split_path = crate::parts)]
fn news_layouts_file(news: News) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || news::layouts::layouts(news)))
}

/// `<bangtin-comments>`
pub fn comments(host: Host) -> View {
    lazy(host, "awaited", |host| Box::pin(comments_file(host)))
}

#[wasm_split(comments, fallible, wasm_split_path = crate::parts)]
fn comments_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || comments::comments(host)))
}

/// `<bangtin-subscribe>`
pub fn subscribe(host: Host) -> View {
    lazy(host, "awaited", |host| Box::pin(subscribe_file(host)))
}

#[wasm_split(subscribe, fallible, wasm_split_path = crate::parts)]
fn subscribe_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || subscribe::subscribe(host)))
}

/// `<bangtin-poll>`
pub fn poll(host: Host) -> View {
    lazy(host, "expected", |host| {
        Box::pin(votes_file(host, Vote::Poll))
    })
}

/// `<bangtin-rating>`
pub fn rating(host: Host) -> View {
    lazy(host, "expected", |host| {
        Box::pin(votes_file(host, Vote::Rating))
    })
}

#[derive(Clone, Copy)]
enum Vote {
    Poll,
    Rating,
}

#[wasm_split(votes, fallible, wasm_split_path = crate::parts)]
fn votes_file(host: Host, kind: Vote) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || match kind {
        Vote::Poll => poll::poll(host),
        Vote::Rating => rating::rating(host),
    }))
}

/// `<bangtin-visitors>`: only the box of the whole site takes room.
pub fn visitors(host: Host) -> View {
    let place = match host.get(visitors::FIGURES.name) {
        Some(_) => "",
        None => "box",
    };
    lazy(host, place, |host| {
        Box::pin(page_tools_file(host, PageTool::Visitors))
    })
}

/// `<bangtin-today>`
pub fn today(host: Host) -> View {
    lazy(host, "line", |host| {
        Box::pin(page_tools_file(host, PageTool::Today))
    })
}

/// `<bangtin-top>`
pub fn top(host: Host) -> View {
    lazy(host, "", |host| {
        Box::pin(page_tools_file(host, PageTool::Top))
    })
}

/// `<bangtin-share>`
pub fn share(host: Host) -> View {
    lazy(host, "line", |host| {
        Box::pin(page_tools_file(host, PageTool::Share))
    })
}

/// The small elements around a page's content: a page often has several of them.
#[derive(Clone, Copy)]
enum PageTool {
    Visitors,
    Today,
    Top,
    Share,
}

#[wasm_split(page_tools, fallible, wasm_split_path = crate::parts)]
fn page_tools_file(host: Host, tool: PageTool) -> Result<LazyView, SplitLoaderError> {
    host.style("site", style!("site"));
    Ok(Rc::new(move || match tool {
        PageTool::Visitors => visitors::visitors(host),
        PageTool::Today => today::today(host),
        PageTool::Top => top::top(host),
        PageTool::Share => share::share(host),
    }))
}

/// `<bangtin-contact>`
pub fn contact(host: Host) -> View {
    of_organization(host, "awaited", |host| {
        Box::pin(organization_file(host, Block::Contact))
    })
}

/// `<bangtin-copyright>`
pub fn copyright(host: Host) -> View {
    of_organization(host, "box", |host| {
        Box::pin(organization_file(host, Block::Copyright))
    })
}

#[derive(Clone, Copy)]
enum Block {
    Contact,
    Copyright,
}

/// What is said of the agency behind a page. Where the page names no source there is nothing to bring, and what stands inside the tag
/// stays as it is.
fn of_organization(host: Host, place: &'static str, begin: fn(Host) -> Loading) -> View {
    let has_source =
        Memo::new(move || host.or_page(SRC).is_some() || host.or_page(SERVICE).is_some());
    view! {
        {move || match has_source.get() {
            true => lazy(host, place, begin),
            false => view! { <AsItIs host/> },
        }}
    }
}

#[wasm_split(organization, fallible, wasm_split_path = crate::parts)]
fn organization_file(host: Host, block: Block) -> Result<LazyView, SplitLoaderError> {
    host.style("site", style!("site"));
    Ok(Rc::new(move || match block {
        Block::Contact => contact::contact(host),
        Block::Copyright => copyright::copyright(host),
    }))
}

/// `<bangtin-documents>`
pub fn documents(host: Host) -> View {
    lazy(host, "box", |host| Box::pin(documents_file(host)))
}

#[wasm_split(documents, fallible, wasm_split_path = crate::parts)]
fn documents_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || documents::documents(host)))
}

/// A document alone, where a list was or in place of it.
#[component]
pub(super) fn OneDocument(documents: documents::state::Documents, item: String) -> View {
    let item: Rc<str> = item.into();
    let host = documents.host;
    let load = Rc::new(move || Box::pin(document_file(documents, item.clone())) as _);
    view! { <Lazy host place="box" load/> }
}

#[wasm_split(document, fallible, wasm_split_path = crate::parts)]
fn document_file(
    documents: documents::state::Documents,
    item: Rc<str>,
) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || {
        documents::one::one(documents, item.clone())
    }))
}

/// `<bangtin-rates>`
pub fn rates(host: Host) -> View {
    lazy(host, "awaited", |host| {
        Box::pin(external_data_file(host, ExternalData::Rates))
    })
}

/// `<bangtin-weather>`
pub fn weather(host: Host) -> View {
    lazy(host, "awaited", |host| {
        Box::pin(external_data_file(host, ExternalData::Weather))
    })
}

#[derive(Clone, Copy)]
enum ExternalData {
    Rates,
    Weather,
}

#[wasm_split(external_data, fallible, wasm_split_path = crate::parts)]
fn external_data_file(host: Host, kind: ExternalData) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || match kind {
        ExternalData::Rates => rates::rates(host),
        ExternalData::Weather => weather::weather(host),
    }))
}

/// `<bangtin-links>`
pub fn links(host: Host) -> View {
    lazy(host, "box", |host| Box::pin(links_file(host)))
}

#[wasm_split(links, fallible, wasm_split_path = crate::parts)]
fn links_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || links::links(host)))
}

/// `<bangtin-gallery>`
pub fn gallery(host: Host) -> View {
    lazy(host, "awaited", |host| Box::pin(gallery_file(host)))
}

#[wasm_split(gallery, fallible, wasm_split_path = crate::parts)]
fn gallery_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || gallery::gallery(host)))
}

/// `<bangtin-videos>`
pub fn videos(host: Host) -> View {
    lazy(host, "awaited", |host| Box::pin(videos_file(host)))
}

#[wasm_split(videos, fallible, wasm_split_path = crate::parts)]
fn videos_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || videos::videos(host)))
}

/// `<bangtin-newest-comments>`
pub fn newest_comments(host: Host) -> View {
    lazy(host, "box", |host| Box::pin(newest_comments_file(host)))
}

#[wasm_split(newest_comments, fallible, wasm_split_path = crate::parts)]
fn newest_comments_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || newest_comments::newest_comments(host)))
}
