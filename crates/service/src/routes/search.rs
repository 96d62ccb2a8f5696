//! Search in articles.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::content::search::{Among, search, turn};
use crate::content::{self, Cursor, Extent};
use crate::http::Query;
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Read;

use super::content_list::{address, answer, limit};

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(find))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// What to look for: words, with or without marks. Nothing in it is syntax
    #[serde(default)]
    #[param(required = false)]
    q: String,
    /// How many on a page
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
    /// Where to go on: from `next_url` of the page before
    cursor: Option<String>,
}

/// Articles that have all the words, without their texts: first the phrase as typed, then without marks (`dan van` finds `dân vận`), then the words apart.
#[utoipa::path(
    get, path = "/search", tag = "content",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, description = "A page of JSON Feed 1.1", body = serde_json::Value, content_type = "application/feed+json"),
        (status = 304, description = "As the caller has it"),
        (status = 400, description = "A query or a cursor that is not ours", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches at once, or no database", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn find(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let limit = limit(asked.limit)?;
    let cursor = Cursor::read(asked.cursor.as_deref())?;
    let _turn = turn(&app).await?;
    let list = async |read: &mut Read| {
        let typed = &asked.q;
        let mut found = search(read, &site.id, typed, Among::Articles, cursor, limit).await?;
        found.items.iter_mut().for_each(content::shorten);
        Ok(found)
    };
    let next = |next| address("search", &[("q", Some(&asked.q))], limit, next);
    let key = format!("search/{asked:?}");
    answer(&app, &site, &headers, key, Extent::Least, list, next).await
}
