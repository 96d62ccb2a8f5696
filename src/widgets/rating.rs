//! `<bangtin-rating>`: one to five stars for an article.

mod stars;
mod state;

use super::feedback::{self, NoArticle, Polling};
use crate::{
    attributes::{Misconfigured, attributes},
    components::configured,
    host::Host,
    i18n::FeedbackMessage,
    page,
    view::{View, view},
};
use bangtin_model::join;
use stars::Stars;
use state::Rate;

attributes! {
    PAGE: Of("page", super::feedback);
    /// The heading.
    HEADING: Heading("heading", FeedbackMessage::Rate);
}

/// The article that is rated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Rated {
    page: String,
    // Where the rating is sent to; also the name under which the reader's own is remembered.
    address: String,
    // Where the figures are.
    figures: String,
    polling: Polling,
}

/// The view of the element.
pub(super) fn rating(host: Host) -> View {
    host.style("feedback", style!("feedback"));
    host.style("rating", style!("rating"));
    let make = move |rated: Option<Rated>| rated.map(|rated| Rate::new(host, rated));
    configured(host, rated, make, move |rate| match rate {
        Some(rate) => view! { <Stars rate/> },
        None => view! { <NoArticle host/> },
    })
}

fn rated(host: Host) -> Result<Option<Rated>, Misconfigured> {
    let Some(page) = feedback::page_of(host)? else {
        return Ok(None);
    };
    let key = page::encoded(&page);
    Ok(Some(Rated {
        address: feedback::service(host, &join(&["/pages/", &key, "/rating"]))?,
        figures: feedback::service(host, &join(&["/pages?key=", &key]))?,
        polling: Polling::read(host)?,
        page,
    }))
}
