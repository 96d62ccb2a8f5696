//! What cannot wait, above the list.

use std::rc::Rc;

use super::Order;
use crate::{
    i18n::{NewsMessage, t},
    view::{View, component, view},
    widgets::{
        article_links::ArticleLinks,
        news::{list::follow_link, state::News},
    },
};
use bangtin_sources::fold;

/// One sentence that leads to its article; nothing where nothing is urgent.
#[component]
pub(super) fn Urgent(news: News, order: Rc<Order>) -> View {
    view! {
        {move || {
            let feed = news.feed.get()?;
            // The rows are chosen first: with them what is marked is known.
            let _ = news.found.read();
            let query = fold(&news.asked().query);
            let row = order.arrangement.notice(&feed, &query, &order.flags)?;
            let links = &news.attributes.read().settings.links;
            let reads = *links == ArticleLinks::Reader;
            let headline = &row.headline;
            Some(view! {
                <p
                    // The notice of what is urgent.
                    part="urgent"
                    class="urgent"
                    on:click=move |event| follow_link(news.host, &event, reads)
                >
                    <strong>{t(NewsMessage::Urgent)}</strong>
                    " "
                    // The link of the notice.
                    <a part="urgent-link" href=links.address(&headline.id, headline.url.as_ref()) data-item=headline.id.clone()>
                        {headline.title.clone()}
                    </a>
                </p>
            })
        }}
    }
}
