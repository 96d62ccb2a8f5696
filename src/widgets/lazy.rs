//! The elements whose code is a file of its own, each brought when the first of its elements comes near the reader's view. Small ones
//! share a file.

// The files are linked through extern declarations.
#![allow(unsafe_code)]

use std::rc::Rc;

use bangtin_model::trim;
use wasm_split_helpers::wasm_split;

use super::{
    alert, article, comments, contact, copyright, display, documents, gallery, links,
    newest_comments, news, news::News, poll, rates, rating, related, report, share, subscribe,
    today, top, videos, visitors, weather,
};
use crate::{
    attributes::{SERVICE, SRC},
    components::{AsItIs, Lazy, LazyPart, LazyView, Load},
    host::Host,
    i18n::{Common, t},
    page,
    parts::{Part, SplitLoaderError, part},
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

/// What belongs to the item that the element names, else to the one in the page's address; without one nothing. An `item` without a value
/// is the first of the feed.
#[component]
fn OfItem(host: Host, place: &'static str, shown: OfArticle) -> View {
    let item = Memo::new(move || host.raw(article::ITEM).or_else(page::current_item));
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
    let item: Rc<str> = trim(&item).into();
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

/// The view of an element whose code is this file.
pub fn lazy(host: Host, place: &'static str, file: Part) -> View {
    view! { <LazyPart host place file/> }
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
#[part(comments)]
pub fn comments_file(host: Host) -> View {
    comments::comments(host)
}

/// `<bangtin-comments>` that shows what an Artalk server keeps. What its form shares with ours stands in the file of that
/// (`xtask/src/kit/gather.rs`), which is brought first.
pub(super) fn artalk(host: Host) -> View {
    let load: Load = Rc::new(move || {
        Box::pin(async move {
            comment_form_file().await?;
            artalk_file(host).await
        })
    });
    view! { <Lazy host place="awaited" load/> }
}

#[wasm_split(artalk, fallible, wasm_split_path = crate::parts)]
fn artalk_file(host: Host) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || comments::artalk::comments(host)))
}

/// What makes the form of `<bangtin-comments>`.
///
/// # Errors
/// [`SplitLoaderError`] where its file cannot be had.
#[wasm_split(write, fallible, wasm_split_path = crate::parts)]
pub(super) fn comment_form_file() -> Result<comments::form_file::MakeWriter, SplitLoaderError> {
    Ok(comments::form::writer)
}

/// The form that reports an error in the article of this id: who does not press for it does not load it.
///
/// # Errors
/// [`SplitLoaderError`] where its file cannot be had.
#[wasm_split(report, fallible, wasm_split_path = crate::parts)]
pub(super) fn report_file(host: Host, page: String) -> Result<LazyView, SplitLoaderError> {
    Ok(Rc::new(move || report::report(host, &page)))
}

/// `<bangtin-subscribe>`
#[part(subscribe)]
pub fn subscribe_file(host: Host) -> View {
    subscribe::subscribe(host)
}

/// `<bangtin-poll>`
#[part(votes)]
pub fn poll_file(host: Host) -> View {
    poll::poll(host)
}

/// `<bangtin-rating>`
#[part(votes)]
pub fn rating_file(host: Host) -> View {
    rating::rating(host)
}

/// `<bangtin-visitors>`: only the box of the whole site takes room.
pub fn visitors(host: Host) -> View {
    let place = match host.get(visitors::FIGURES.name) {
        Some(_) => "",
        None => "box",
    };
    lazy(host, place, visitors_file())
}

#[part(page_tools)]
fn visitors_file(host: Host) -> View {
    host.style("site", style!("site"));
    visitors::visitors(host)
}

/// `<bangtin-today>`
#[part(page_tools)]
pub fn today_file(host: Host) -> View {
    host.style("site", style!("site"));
    today::today(host)
}

/// `<bangtin-top>`
#[part(page_tools)]
pub fn top_file(host: Host) -> View {
    host.style("site", style!("site"));
    top::top(host)
}

/// `<bangtin-share>`
#[part(page_tools)]
pub fn share_file(host: Host) -> View {
    host.style("site", style!("site"));
    share::share(host)
}

/// `<bangtin-contact>`
pub fn contact(host: Host) -> View {
    of_organization(host, "awaited", contact_file())
}

/// `<bangtin-copyright>`
pub fn copyright(host: Host) -> View {
    of_organization(host, "box", copyright_file())
}

/// What is said of the agency behind a page. Where the page names no source there is nothing to bring, and what stands inside the tag
/// stays as it is.
fn of_organization(host: Host, place: &'static str, file: Part) -> View {
    let has_source =
        Memo::new(move || host.or_page(SRC).is_some() || host.or_page(SERVICE).is_some());
    view! {
        {move || match has_source.get() {
            true => lazy(host, place, file),
            false => view! { <AsItIs host/> },
        }}
    }
}

#[part(organization)]
fn contact_file(host: Host) -> View {
    host.style("site", style!("site"));
    contact::contact(host)
}

#[part(organization)]
fn copyright_file(host: Host) -> View {
    host.style("site", style!("site"));
    copyright::copyright(host)
}

/// `<bangtin-documents>`
#[part(documents)]
pub fn documents_file(host: Host) -> View {
    documents::documents(host)
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
#[part(external_data)]
pub fn rates_file(host: Host) -> View {
    rates::rates(host)
}

/// `<bangtin-weather>`
#[part(external_data)]
pub fn weather_file(host: Host) -> View {
    weather::weather(host)
}

/// `<bangtin-links>`
#[part(links)]
pub fn links_file(host: Host) -> View {
    links::links(host)
}

/// `<bangtin-gallery>`
#[part(gallery)]
pub fn gallery_file(host: Host) -> View {
    gallery::gallery(host)
}

/// `<bangtin-videos>`
#[part(videos)]
pub fn videos_file(host: Host) -> View {
    videos::videos(host)
}

/// `<bangtin-newest-comments>`
#[part(newest_comments)]
pub fn newest_comments_file(host: Host) -> View {
    newest_comments::newest_comments(host)
}

/// `<bangtin-display>`
#[part(display)]
pub fn display_file(host: Host) -> View {
    display::display(host)
}

/// `<bangtin-alert>`
#[part(alert)]
pub fn alert_file(host: Host) -> View {
    alert::alert(host)
}
