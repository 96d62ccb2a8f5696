//! A challenge for the forms of a site.

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::problem::Problem;
use crate::site::Site;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(new))
}

/// A challenge to solve before a form is sent. It counts once, for this site, from 2 s until an hour after it was made.
#[utoipa::path(
    get, path = "/challenge", tag = "gate",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, description = "ALTCHA's proof of work, version 2: {parameters, signature}", body = serde_json::Value),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn new(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
) -> Result<impl IntoResponse, Problem> {
    app.gate.rates.read(from)?;
    let challenge = app.gate.challenge(&site.id)?;
    Ok(([(CACHE_CONTROL, "no-store")], axum::Json(challenge)))
}
