//! `<bangtin-news>`: the articles of a feed, in the feed's order.

mod feed;
pub(super) mod layouts;
mod list;
mod row;
mod search;
mod settings;
mod state;

use crate::{
    attributes::attributes,
    components::{LoadingNote, Misconfiguration, SavedNote, Unavailable, announce},
    host::Host,
    i18n::{Common, t},
    resource::Phase,
    view::{Memo, View, component, view},
    widgets::{
        inline_reader,
        lazy::{ArrangedNews, ArticleInPlace},
    },
};
use list::{Blank, List};
use search::Tools;
use settings::Attributes;
pub(super) use state::News;

attributes! {
    /// How rows look: with a thumbnail beside the text, as tiles, titles and dates only, one big story above rows, with the day in a
    /// calendar leaf, or a block for each category.
    LAYOUT: Choice("layout", "list" | "cards" | "headlines" | "lead" | "dated" | "columns");
    /// Shows one category only, by its id. Hides the category buttons.
    CATEGORY: Text("category");
    /// Rows at first, and for each press on the button for more.
    LIMIT: Number("limit", 1..=1000, default 10);
    /// Shows a search box.
    SEARCH: Flag("search");
    /// Shows a button for each category.
    CATEGORIES: Flag("categories");
    /// A heading above the list.
    HEADING: Text("heading");
    /// Where a row leads: item, to the item's own address; reader, to the article in this page under ?tin=ID; a pattern with {id},
    /// such as /tin/{id}.html.
    LINKS: Choice("links", "item" | "reader" | "/tin/{id}.html");
    /// The address of a page with all news: adds a link below the list.
    SEE_ALL: Text("see-all");
    /// The order: feed, that of the feed; views, the most read first, of those whose views are known.
    SORT: Choice("sort", "feed" | "views");
    /// With sort="views": only what is not older than so many days; 0 for all.
    DAYS: Number("days", 0..=3650, default 0);
    /// Marks what is not older than so many days as new; without a number three days.
    NEW_DAYS: Number("new-days", 0..=90, default 3);
    /// What the feed calls pinned comes first.
    PINNED: Flag("pinned");
    /// Says how many comments an article has and which stars, where the feed knows.
    COUNTS: Flag("counts");
    /// Leaves out what the lists before it in the page show.
    DISTINCT: Flag("distinct");
    /// Shows the newest item that the feed calls urgent as a notice above the list.
    URGENT: Flag("urgent");
    /// Words that are searched for from the beginning, without a search box.
    QUERY: Text("query");
    /// With layout="columns": which categories, by their ids with commas between them. Where it is absent: all of the feed.
    COLUMNS: Text("columns");
    /// With layout="columns": where the name of a category leads, a pattern with {id}, such as /chuyen-muc/{id}.
    CATEGORY_LINKS: Text("category-links");
}

/// The list; with `links="reader"` the article that the page's address names, in the list's place.
pub fn news(host: Host) -> View {
    // The loader has it.
    host.style("news", "");
    host.style("news-rest", style!("news-rest"));
    inline_reader::offer(host);
    let news = News::new(host);
    // Not by `news.attributes`: a memo of it, asked before it, would look at it first, and what is below would not hear of a change.
    let arranged = Memo::new(move || Attributes::read(host).settings.arranged);
    view! {
        {move || match news.item.get() {
            // Does not look at the attributes: what is being read stays when one of them changes.
            Some(item) => view! { <ArticleInPlace host item/> },
            None if arranged.get() => view! { <ArrangedNews news/> },
            None => match &news.attributes.read().wrong {
                Some(wrong) => view! { <Misconfiguration host wrong=wrong.clone()/> },
                None => view! { <Content news/> },
            },
        }}
    }
}

#[component]
fn Content(news: News) -> View {
    announce(news.host, move || news.feed.progress());
    let settings = &news.attributes.read().settings;
    let heading = settings.heading.clone();
    let label = heading.clone().unwrap_or_else(|| t(Common::NewsLabel));
    view! {
        // The whole list with its tools.
        <section part="news" class="news" data-layout=settings.layout.name() aria-label=label>
            // The heading above the list.
            {heading.map(|heading| view! { <h2 part="heading" class="heading">{heading}</h2> })}
            {move || {
                let progress = news.feed.progress();
                match progress.phase {
                    Phase::Loading if !news.has_rows() => view! { <LoadingNote/><Blank news/> },
                    Phase::Loading | Phase::Ready => view! {
                        <SavedNote progress/>
                        <Tools news/>
                        <List news/>
                    },
                    phase => view! {
                        <Unavailable phase empty=Common::Empty retry=news.feed.retry()/>
                    },
                }
            }}
        </section>
    }
}
