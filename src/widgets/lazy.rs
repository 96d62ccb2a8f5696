//! The elements whose code is a file of its own, each brought when the first of its elements comes near the reader's view. Small ones
//! share a file.

// `wasm_split` links the files through extern declarations.
#![allow(unsafe_code)]

use std::rc::Rc;

use wasm_split_helpers::wasm_split;

use super::{
    article, comments, contact, copyright, newest_comments, news, news::News, poll, rating,
    related, share, subscribe, today, top, visitors,
};
use crate::{
    attributes::{SERVICE, SRC},
    components::{AsItIs, Lazy, LazyView},
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
    let load = Rc::new(move || Box::pin(comments_file(host)) as _);
    view! { <Lazy host place="awaited" load/> }
}

#[wasm_split(comments, fallible, wasm_split_path = crate::parts)]
fn comments_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || comments::comments(host)))
}

/// `<bangtin-subscribe>`
pub fn subscribe(host: Host) -> View {
    let load = Rc::new(move || Box::pin(subscribe_file(host)) as _);
    view! { <Lazy host place="awaited" load/> }
}

#[wasm_split(subscribe, fallible, wasm_split_path = crate::parts)]
fn subscribe_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || subscribe::subscribe(host)))
}

/// `<bangtin-poll>`
pub fn poll(host: Host) -> View {
    vote(host, Vote::Poll)
}

/// `<bangtin-rating>`
pub fn rating(host: Host) -> View {
    vote(host, Vote::Rating)
}

#[derive(Clone, Copy)]
enum Vote {
    Poll,
    Rating,
}

fn vote(host: Host, kind: Vote) -> View {
    let load = Rc::new(move || Box::pin(votes_file(host, kind)) as _);
    view! { <Lazy host place="expected" load/> }
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
    page_tool(host, place, PageTool::Visitors)
}

/// `<bangtin-today>`
pub fn today(host: Host) -> View {
    page_tool(host, "line", PageTool::Today)
}

/// `<bangtin-top>`
pub fn top(host: Host) -> View {
    page_tool(host, "", PageTool::Top)
}

/// `<bangtin-share>`
pub fn share(host: Host) -> View {
    page_tool(host, "line", PageTool::Share)
}

/// The small elements around a page's content: a page often has several of them.
#[derive(Clone, Copy)]
enum PageTool {
    Visitors,
    Today,
    Top,
    Share,
}

fn page_tool(host: Host, place: &'static str, tool: PageTool) -> View {
    let load = Rc::new(move || Box::pin(page_tools_file(host, tool)) as _);
    view! { <Lazy host place load/> }
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
    view! { <OfOrganization host place="awaited" block=Block::Contact/> }
}

/// `<bangtin-copyright>`
pub fn copyright(host: Host) -> View {
    view! { <OfOrganization host place="box" block=Block::Copyright/> }
}

#[derive(Clone, Copy)]
enum Block {
    Contact,
    Copyright,
}

/// What is said of the agency behind a page. Where the page names no source there is nothing to bring, and what stands inside the tag
/// stays as it is.
#[component]
fn OfOrganization(host: Host, place: &'static str, block: Block) -> View {
    let has_source =
        Memo::new(move || host.or_page(SRC).is_some() || host.or_page(SERVICE).is_some());
    view! {
        {move || match has_source.get() {
            true => {
                let load = Rc::new(move || Box::pin(organization_file(host, block)) as _);
                view! { <Lazy host place load/> }
            }
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

/// `<bangtin-newest-comments>`
pub fn newest_comments(host: Host) -> View {
    let load = Rc::new(move || Box::pin(newest_comments_file(host)) as _);
    view! { <Lazy host place="box" load/> }
}

#[wasm_split(newest_comments, fallible, wasm_split_path = crate::parts)]
fn newest_comments_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || newest_comments::newest_comments(host)))
}
