//! The alerts of a site that are shown now.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bangtin_model::answers::Alerts;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::alerts;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::Cache;
use crate::problem::Problem;
use crate::site::Site;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(read))
}

/// What everybody must know now, the gravest first. What has ended, has not begun or waits for approval is not among it.
#[utoipa::path(
    get, path = "/alerts", tag = "content",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, body = Alerts),
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
    let key = format!("{}\0alerts", site.id);
    let made = async {
        let mut read = app.store.read().await?;
        Ok(alerts::running(&mut read, &site.id, app.clock.now_ms()).await?)
    };
    app.rendered
        .answer(key, &headers, Cache::ALERTS, "application/json", made)
        .await
}
