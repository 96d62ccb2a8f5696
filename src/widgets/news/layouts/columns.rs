//! A block for each category: the first article as a card, then titles.

use std::rc::Rc;

use bangtin_model::Category;

use super::{
    Order,
    flags::Counts,
    row::{Look, Shown, render},
};
use crate::{
    attributes::Pattern,
    i18n::{Common, Words, t},
    view::{Memo, View, component, view},
    widgets::{
        article_links::ArticleLinks,
        mark_broken,
        news::{
            list::{follow_link, status},
            state::News,
        },
        press,
    },
};

/// The blocks.
#[component]
pub(super) fn Columns(news: News, order: Rc<Order>) -> View {
    let settings = &news.attributes.read().settings;
    let (language, has_heading) = (Words::here().language, settings.heading.is_some());
    let own = order.clone();
    let look = Memo::new(move || Look::of(news, &own.arrangement));
    let blocks = move || {
        let mut views = Vec::new();
        for (category, items) in blocks(news, &look.read()) {
            let links = order.arrangement.category_links.clone();
            views.push(view! { <Block news category items links has_heading/> });
        }
        views
    };
    let said = move || {
        let is_empty = news.found.read().rows.is_empty();
        is_empty.then(|| status(news, language))
    };
    view! {
        // The blocks of the categories.
        <div part="columns" class="columns">{blocks}</div>
        <p role="status" class="note">{said}</p>
        <div class="end">
            {settings.see_all.clone().map(|href| view! {
                <a part="see-all" href=href>{t(Common::SeeAll)}</a>
            })}
        </div>
    }
}

/// The rows that were found, by category, with the names that the feed has for them.
fn blocks(news: News, look: &Rc<Look>) -> Vec<(Category, Vec<Shown>)> {
    let named = news.feed.get();
    let mut blocks: Vec<(Category, Vec<Shown>)> = Vec::new();
    for row in &news.found.read().rows {
        let Some(category) = row.headline.category.as_ref() else {
            continue;
        };
        let same = |other: &Category| other.id.eq_ignore_ascii_case(&category.id);
        let is_next = blocks.last().is_some_and(|(last, _)| same(last));
        if !is_next {
            let named = named.as_ref().and_then(|feed| {
                let mut categories = feed.categories.iter();
                categories.find(|one| same(one)).cloned()
            });
            blocks.push((named.unwrap_or_else(|| category.clone()), Vec::new()));
        }
        if let Some((_, items)) = blocks.last_mut() {
            items.push(Shown {
                row: row.clone(),
                look: look.clone(),
                is_lead: items.is_empty(),
                counts: Counts::default(),
            });
        }
    }
    blocks
}

#[component]
fn Block(
    news: News,
    category: Category,
    items: Vec<Shown>,
    links: Option<Pattern>,
    /// Whether the list has one.
    has_heading: bool,
) -> View {
    let reads = news.attributes.read().settings.links == ArticleLinks::Reader;
    let rows: Vec<View> = items.into_iter().map(render).collect();
    let Category { id, name } = category;
    let label = name.clone();
    let title = match links {
        Some(links) => view! { <CategoryLink news id name links/> },
        None => view! { <span>{name}</span> },
    };
    view! {
        // The block of a category.
        <div part="block" class="block">
            {match has_heading {
                // The heading of a block.
                true => view! { <h3 part="block-heading" class="heading">{title}</h3> },
                false => view! { <h2 part="block-heading" class="heading">{title}</h2> },
            }}
            <ul
                part="list"
                role="list"
                aria-label=label
                on:click=move |event| follow_link(news.host, &event, reads)
                on:error:capture=|event| mark_broken(&event, true)
                on:load:capture=|event| mark_broken(&event, false)
            >
                {rows}
            </ul>
        </div>
    }
}

#[component]
fn CategoryLink(news: News, id: String, name: String, links: Pattern) -> View {
    let address = links.address(&id);
    let target = address.clone().unwrap_or_default();
    view! {
        // The link to a category.
        <a part="category-link" href=address on:click=move |event| press(news.host, &event, &id, &target, None)>
            {name}
        </a>
    }
}
