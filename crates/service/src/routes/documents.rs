//! Official documents, with the fields that decree 42/2022 asks for.

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
    OpenApiRouter::new().routes(routes!(list))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// What to look for: a number, words of the abstract, the issuer. All documents where it is absent
    q: Option<String>,
    /// How many on a page
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
    /// Where to go on: from `next_url` of the page before
    cursor: Option<String>,
}

/// Documents, the last issued first. Each item's `_bangtin.document` has number, form, issuer, signer, issued, effective, expires, abstract, file or files, and what it replaces or amends.
#[utoipa::path(
    get, path = "/documents", tag = "content",
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
async fn list(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let limit = limit(asked.limit)?;
    let cursor = Cursor::read(asked.cursor.as_deref())?;
    let typed = asked.q.as_deref().filter(|typed| !typed.trim().is_empty());
    let _turn = match typed {
        Some(_) => Some(turn(&app).await?),
        None => None,
    };
    let list = async |read: &mut Read| {
        let mut found = match typed {
            Some(typed) => search(read, &site.id, typed, Among::Documents, cursor, limit).await?,
            None => content::documents(read, &site.id, cursor, limit).await?,
        };
        found.items.iter_mut().for_each(content::shorten);
        Ok(found)
    };
    let next = |next| address("documents", &[("q", asked.q.as_deref())], limit, next);
    let key = format!("documents/{asked:?}");
    answer(&app, &site, &headers, key, Extent::Version, list, next).await
}
