//! What the first list does not have: a lead, calendar leaves, columns by category, the most read, what is new, pinned or urgent, and
//! words that the page searches for. A file of its own, with the state of the list.

mod arrangement;
mod columns;
mod flags;
mod marks;
mod others;
mod row;
mod urgent;

use std::rc::Rc;

use super::{
    QUERY,
    list::{Blank, MoreButton, follow_link, status},
    search::Tools,
    settings::Layout,
    state::{Found, News},
};
use crate::{
    components::{LoadingNote, SavedNote, Unavailable, announce, configured},
    i18n::{Common, Words, t},
    page,
    resource::Phase,
    view::{For, Memo, View, component, effect, view},
    widgets::{article_links::ArticleLinks, mark_broken},
};
use arrangement::{Arrangement, Known};
use columns::Columns;
use flags::{Counts, Flags};
use others::Others;
use row::{Look, Shown, render};
use urgent::Urgent;

/// The list as its attributes ask for it.
pub(in crate::widgets) fn layouts(news: News) -> View {
    let host = news.host;
    host.style("palette", style!("palette"));
    host.style("news-layouts", style!("news-layouts"));
    follow_the_query(news);
    let flags = Rc::new(Flags::default());
    let make = move |arrangement: Arrangement| {
        let order = Rc::new(Order {
            others: match arrangement.distinct {
                true => Others::before(news),
                false => Others::none(),
            },
            arrangement,
            flags: flags.clone(),
        });
        let news = news.with(order.clone().found(news));
        // What is most read is chosen among what is there: the whole of a feed would be too much for a list of five.
        if !order.arrangement.by_views {
            news.look_ahead();
        }
        (news, order)
    };
    configured(
        host,
        Arrangement::read,
        make,
        move |(news, order)| view! { <Content news order/> },
    )
}

/// How the rows are chosen, what the feed says of them, and what is not to be repeated.
struct Order {
    arrangement: Arrangement,
    flags: Rc<Flags>,
    others: Others,
}

impl Order {
    /// What readers have added to an article, where the list says it.
    fn counts(&self, id: &str) -> Counts {
        match self.arrangement.counts {
            true => self.flags.counts(id),
            false => Counts::default(),
        }
    }

    /// What answers the question in this order.
    fn found(self: Rc<Self>, news: News) -> Memo<Found> {
        Memo::new(move || {
            let Some(feed) = news.feed.get() else {
                return Found::default();
            };
            let settings = &news.attributes.read().settings;
            let known = Known {
                flags: &self.flags,
                elsewhere: &self.others.shown(),
                now: (page::now() / 1000.0) as i64,
            };
            let arrangement = &self.arrangement;
            arrangement.arrange(&feed, &news.asked(), settings, known)
        })
    }
}

/// Searches for the words that the page gives: from the beginning, and anew when they change.
fn follow_the_query(news: News) {
    let query = Memo::new(move || news.host.get(QUERY));
    if let Some(query) = &*query.read() {
        news.search(query);
    }
    let mut before = query.get();
    effect(move || {
        let query = query.get();
        if query != before {
            news.search(query.as_deref().unwrap_or_default());
            before = query;
        }
    });
}

#[component]
fn Content(news: News, order: Rc<Order>) -> View {
    announce(news.host, move || news.feed.progress());
    let settings = &news.attributes.read().settings;
    let heading = settings.heading.clone();
    let label = heading.clone().unwrap_or_else(|| t(Common::NewsLabel));
    view! {
        <section part="news" class="news" data-layout=settings.layout.name() aria-label=label>
            {heading.map(|heading| view! { <h2 part="heading" class="heading">{heading}</h2> })}
            {move || {
                let progress = news.feed.progress();
                match progress.phase {
                    Phase::Loading | Phase::Ready if !news.has_rows() || order.others.wait() => {
                        view! { <LoadingNote/><Blank news/> }
                    }
                    Phase::Loading | Phase::Ready => view! {
                        <SavedNote progress/>
                        <Urgent news order=order.clone()/>
                        <Tools news/>
                        <Rows news order=order.clone()/>
                    },
                    phase => view! {
                        <Unavailable phase empty=Common::Empty retry=news.feed.retry()/>
                    },
                }
            }}
        </section>
    }
}

#[component]
fn Rows(news: News, order: Rc<Order>) -> View {
    match news.attributes.read().settings.layout {
        Layout::COLUMNS => view! { <Columns news order/> },
        _ => view! { <List news order/> },
    }
}

#[component]
fn List(news: News, order: Rc<Order>) -> View {
    let settings = &news.attributes.read().settings;
    let language = Words::here().language;
    let reads = settings.links == ArticleLinks::Reader;
    let has_lead = settings.layout == Layout::LEAD;
    // On a front page the link leads on.
    let stays = has_lead || settings.layout == Layout::DATED;
    let goes_on = settings.see_all.is_none() || !stays;
    let own = order.clone();
    let look = Memo::new(move || Look::of(news, &own.arrangement));
    let items = move || {
        let (found, look) = (news.found.read(), look.read());
        let mut items = Vec::new();
        for row in found.rows.iter().take(news.asked().painted) {
            items.push(Shown {
                row: row.clone(),
                look: look.clone(),
                is_lead: has_lead && items.is_empty(),
                counts: order.counts(&row.headline.id),
            });
        }
        items
    };
    view! {
        <ul
            part="list"
            role="list"
            on:click=move |event| follow_link(news.host, &event, reads)
            on:error:capture=|event| mark_broken(&event, true)
            on:load:capture=|event| mark_broken(&event, false)
        >
            <For each=items key=|item| item.row.key() let:item>{render(item)}</For>
        </ul>
        <p role="status" class="note">{move || status(news, language)}</p>
        <div class="end">
            {move || (goes_on && news.has_more()).then(|| view! { <MoreButton news/> })}
            {settings.see_all.clone().map(|href| view! {
                <a part="see-all" href=href>{t(Common::SeeAll)}</a>
            })}
        </div>
    }
}
