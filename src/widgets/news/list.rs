//! The list itself: what the reader asked for, as many rows as are wanted, and "Xem thêm".

use std::rc::Rc;

use bangtin_model::{split_once, trim};
use web_sys::Event;

use super::{
    row::{Item, RowStyle, render},
    settings::{Layout, Settings},
    state::{More, News},
};
use crate::{
    host::Host,
    i18n::{Common, Language, Words, figure, t, t_with},
    page,
    view::{For, View, component, view},
    widgets::{article_links::ArticleLinks, inline_reader, mark_broken, press_row},
};

/// The rows, what is to be said of them, and "Xem thêm".
#[component]
pub(super) fn List(news: News) -> View {
    let settings = &news.attributes.read().settings;
    let words = Words::here();
    let style = Rc::new(row_style(settings, &words));
    let reads = settings.links == ArticleLinks::Reader;
    let items = move || {
        let found = news.found.read();
        let mut items = Vec::new();
        for row in found.rows.iter().take(news.asked().painted) {
            items.push(Item {
                row: row.clone(),
                style: style.clone(),
            });
        }
        items
    };
    view! {
        <ul
            // The list of rows.
            part="list"
            role="list"
            on:click=move |event| follow_link(news.host, &event, reads)
            on:error:capture=|event| mark_broken(&event, true)
            on:load:capture=|event| mark_broken(&event, false)
        >
            <For each=items key=|item| item.row.key() let:item>{render(item)}</For>
        </ul>
        <p role="status" class="note">{move || status(news, words.language)}</p>
        <div class="end">
            {move || news.has_more().then(|| view! { <MoreButton news/> })}
            {settings.see_all.clone().map(|href| view! {
                // The link to all news, which the attribute see-all asks for.
                <a part="see-all" href=href>{t(Common::SeeAll)}</a>
            })}
        </div>
    }
}

fn row_style(settings: &Settings, words: &Words) -> RowStyle {
    let views = words.t(Common::Views);
    let (before, after) = split_once(&views, b'#').unwrap_or((&views, ""));
    RowStyle {
        layout: settings.layout,
        pictures: !page::saves_data(),
        links: settings.links.clone(),
        language: words.language,
        views: (before.into(), after.into()),
    }
}

/// Tells the page of the row's link that was pressed, and opens it here where the list reads in place.
#[inline(always)]
pub(super) fn follow_link(host: Host, event: &Event, reads: bool) {
    press_row(host, event, reads.then_some(inline_reader::open));
}

pub(super) fn status(news: News, language: Language) -> String {
    let (asked, total) = (news.asked(), news.found.read().total);
    let searches = !trim(&asked.query).is_empty();
    // How many there are, and whether there is any, is said only once the whole feed is known.
    let is_whole = news.feed.get().is_some_and(|feed| feed.is_whole());
    match (total, asked.more) {
        (_, More::Loading) => t(Common::LoadingMore),
        (_, More::Failed) => t(Common::MoreFailed),
        _ if !is_whole => String::new(),
        (0, _) if searches => t(Common::EmptySearch),
        (0, _) => t(Common::Empty),
        (total, _) if searches => t_with(Common::Found, &figure(total as u64, language)),
        _ => String::new(),
    }
}

#[component]
pub(super) fn MoreButton(news: News) -> View {
    let below = news.found.read().rows.len();
    view! {
        // The button for more rows.
        <button part="more" type="button" on:click=move |_| news.ask_for_more(below)>
            {t(Common::More)}
        </button>
    }
}

/// Holds the place of as many rows as the list will show.
#[component]
pub(super) fn Blank(news: News) -> View {
    let settings = &news.attributes.read().settings;
    let has_picture = settings.layout != Layout::HEADLINES;
    let mut rows = Vec::new();
    for _ in 0..settings.limit.min(12) {
        rows.push(view! {
            <li class="blank">
                {has_picture.then(|| view! { <span class="picture"></span> })}
                <div class="text"><span></span><span></span></div>
            </li>
        });
    }
    // What holds the place of the content while it loads.
    view! { <ul part="skeleton" aria-hidden="true">{rows}</ul> }
}
