//! The agency behind a site, its categories, links, albums and polls.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::content::{self, Extent, Page};
use crate::http::Cache;
use crate::problem::Problem;
use crate::site::Site;

use super::content_list::FEED;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read))
}

/// What is known of the site, as a JSON Feed without items: `_bangtin` has `site`, `categories`, `links`, `albums` and `polls`.
#[utoipa::path(
    get, path = "/site", tag = "content",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, description = "JSON Feed 1.1 without items", body = serde_json::Value, content_type = "application/feed+json"),
        (status = 304, description = "As the caller has it"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn read(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let key = format!("site/{}", site.id);
    let page = async {
        let mut read = app.store.read().await?;
        let site_info = content::site_info(&mut read, &site).await?;
        Ok(Page::new(&site_info, Extent::Whole, Vec::new(), None))
    };
    app.rendered
        .answer(key, &headers, Cache::CONTENT, FEED, page)
        .await
}
