//! Exchange rates of a site.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use bangtin_model::answers::Rates;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::external_data::rates;
use crate::http::Cache;
use crate::problem::Problem;
use crate::site::Site;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// The last good rates with the time at which they were fetched, however old: the age is the reader's to judge.
#[utoipa::path(
    get, path = "/rates", tag = "external data",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, body = Rates),
        (status = 304, description = "Not changed since the ETag"),
        (status = 404, description = "No such site, or `not_configured`: it has no rates", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`not_yet_known`: no source has given good rates yet; or the database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn get(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let settings = site.rates.as_ref();
    let settings = settings.ok_or_else(|| not_configured("This site shows no exchange rates."))?;
    let key = format!("rates {}", site.id);
    let make = async {
        let mut read = app.store.read().await?;
        let shown = rates::shown(&mut read, settings).await?;
        shown.ok_or_else(not_yet_known)
    };
    app.rendered
        .answer(key, &headers, Cache::RATES, "application/json", make)
        .await
}

pub(super) fn not_configured(detail: &'static str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_configured", detail)
}

/// Soon: the source is being asked.
pub(super) fn not_yet_known() -> Problem {
    let problem = Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "not_yet_known",
        "No source has given a good answer yet.",
    );
    problem.retry_after(60)
}
