//! What the lists of content have in common: how many, where to go on, and the page that is answered.

use axum::http::HeaderMap;
use axum::response::Response;
use url::form_urlencoded::Serializer;

use crate::app::App;
use crate::content::{self, Cursor, Extent, Listing, Page};
use crate::http::Cache;
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Read;

/// The media type of JSON Feed 1.1.
pub(super) const FEED: &str = "application/feed+json";

const USUAL: u32 = 50;
const MOST: u32 = 100;

/// Answers with a page of content: what `list` finds, with what readers have added to it, made once for all who ask at the same time.
/// `key` names the list and everything that it depends on but the site; `next` makes the address of the page behind it.
pub(super) async fn answer(
    app: &App,
    site: &Site,
    headers: &HeaderMap,
    key: String,
    extent: Extent,
    list: impl AsyncFnOnce(&mut Read) -> Result<Listing, Problem>,
    next: impl FnOnce(Cursor) -> String,
) -> Result<Response, Problem> {
    let page = async {
        let mut read = app.store.read().await?;
        let found = list(&mut read).await?;
        let site_info = content::site_info(&mut read, site).await?;
        let next = found.next.map(next);
        let about = (&site_info, extent);
        let page = Page::counted(&mut read, &site.id, about, found.items, next).await?;
        Ok(page.with_found(found.found))
    };
    let key = format!("{}/{key}", site.id);
    app.rendered
        .answer(key, headers, Cache::CONTENT, FEED, page)
        .await
}

/// How many items on a page.
pub(super) fn limit(asked: Option<u32>) -> Result<usize, Problem> {
    let limit = asked.unwrap_or(USUAL);
    let limit = usize::try_from(limit)
        .ok()
        .filter(|_| (1..=MOST).contains(&limit));
    limit.ok_or_else(|| {
        Problem::bad_request(
            "bad_query",
            "The limit must be a whole number from 1 to 100.",
        )
    })
}

/// The address of the next page, relative to this one.
pub(super) fn address(
    list: &str,
    kept: &[(&str, Option<&str>)],
    limit: usize,
    next: Cursor,
) -> String {
    let mut query = Serializer::new(String::new());
    for (name, value) in kept {
        if let Some(value) = value {
            query.append_pair(name, value);
        }
    }
    query.append_pair("limit", &limit.to_string());
    query.append_pair("cursor", &next.write());
    format!("{list}?{}", query.finish())
}
