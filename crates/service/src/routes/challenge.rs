//! A challenge for the forms of a site.

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::gate::Price;
use crate::http::Query;
use crate::problem::Problem;
use crate::site::Site;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(new))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// `true` for a device that does not do the work in time: one that is easy, and counts only after as many milliseconds as
    /// `parameters.data.wait` says. Few are given
    #[serde(default)]
    slow: bool,
}

/// A challenge to solve before a form is sent. It counts once, for this site, from 2 s until an hour after it was made.
#[utoipa::path(
    get, path = "/challenge", tag = "gate",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, description = "ALTCHA's proof of work, version 2: {parameters, signature}", body = serde_json::Value),
        (status = 400, description = "A query that is not ours", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often, or too many that are slow", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn new(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    let price = if asked.slow { Price::Time } else { Price::Work };
    let challenge = app.gate.challenge(&site.id, from, price)?;
    Ok(([(CACHE_CONTROL, "no-store")], axum::Json(challenge)))
}
