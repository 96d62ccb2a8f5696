//! What programs read: feeds, the map for search engines.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::visit::Visit;
use crate::content::{self, Which};
use crate::http::Query;
use crate::portal::known::articles;
use crate::portal::rss::Channel;
use crate::portal::{address, sitemap};
use crate::problem::Problem;

const RSS: &str = "application/rss+xml; charset=utf-8";
const XML: &str = "application/xml; charset=utf-8";
const IN_A_FEED: usize = 30;

pub(super) async fn rss(visit: Visit) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let list = visit.list("rss".into(), RSS, async |read, site, known| {
        let (items, _) = content::numbered(read, &site.id, Which::All, 1, IN_A_FEED).await?;
        let channel = Channel {
            title: known.title.clone(),
            page: "/".into(),
            own: address::RSS.into(),
            known,
            origin: &origin,
        };
        let written = channel.write(&articles(items));
        written.map_err(|error| Problem::internal(&error))
    });
    list.await
}

pub(super) async fn category_rss(
    visit: Visit,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let list = visit.list(format!("rss/{id}"), RSS, async |read, site, known| {
        let category = known.category(&id).ok_or_else(Problem::not_found)?;
        let which = Which::Category(&id);
        let (items, _) = content::numbered(read, &site.id, which, 1, IN_A_FEED).await?;
        let channel = Channel {
            title: format!("{} – {}", category.name, known.title),
            page: address::category(&id),
            own: address::rss(&id),
            known,
            origin: &origin,
        };
        let written = channel.write(&articles(items));
        written.map_err(|error| Problem::internal(&error))
    });
    list.await
}

#[derive(Debug, Deserialize)]
pub(super) struct Parted {
    phan: Option<String>,
}

pub(super) async fn sitemap(
    visit: Visit,
    Query(asked): Query<Parted>,
) -> Result<Response, Problem> {
    let origin = visit.origin().to_owned();
    let part = asked.phan.as_deref().map(str::parse::<i64>).transpose();
    let part = part.map_err(|_| Problem::not_found())?;
    let list = visit.list(
        format!("sitemap/{part:?}"),
        XML,
        async |read, site, known| sitemap::write(read, &site.id, known, &origin, part).await,
    );
    list.await
}

/// Search engines take the whole portal but what a search finds, and know where its map is. The kit's requests stay open to those
/// that run scripts.
pub(super) async fn robots(visit: Visit) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: {}\nDisallow: /moderation\n\nSitemap: {}/sitemap.xml\n",
        address::SEARCH,
        visit.origin()
    );
    let headers = [
        (CONTENT_TYPE, "text/plain; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=3600"),
    ];
    (headers, text).into_response()
}
