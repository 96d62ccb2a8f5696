//! Lists that editors have put together in the settings.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::content_list::answer;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::content::{self, Extent};
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Read;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(one))
}

/// A list of the settings (`sites[].lists`), on one page, without texts: the same as `lists/ID.json` of exported files.
#[utoipa::path(
    get, path = "/lists/{id}", tag = "content",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The list's id"),
    ),
    responses(
        (status = 200, description = "JSON Feed 1.1", body = serde_json::Value, content_type = "application/feed+json"),
        (status = 304, description = "As the caller has it"),
        (status = 400, description = "An address that is not UTF-8", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or list", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn one(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Path(names): Path<(String, String)>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let (_, id) = names;
    let wanted = site.lists.iter().find(|list| list.id == id);
    let wanted = wanted.ok_or_else(Problem::not_found)?;
    let today = app.clock.today();
    let list = async |read: &mut Read| {
        let found = content::named_list(read, &site.id, wanted, today).await?;
        Ok(found)
    };
    let nothing_follows = |_| String::new();
    let key = format!("list/{id}");
    answer(
        &app,
        &site,
        &headers,
        key,
        Extent::Short,
        list,
        nothing_follows,
    )
    .await
}
