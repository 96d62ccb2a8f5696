//! The visitor counters.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bangtin_model::answers::Counters;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::counting;
use crate::http::Cache;
use crate::problem::Problem;
use crate::site::Site;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// How many come to the site. A visit is one visitor on one day in Viet Nam; who comes back on the same day is no further one.
#[utoipa::path(
    get, path = "/counters", tag = "counting",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, description = "The counters; what is not known is absent", body = Counters),
        (status = 304, description = "Unchanged since the answer with this ETag"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn show(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let key = format!("counters {}", site.id);
    let made = async {
        let mut read = app.store.read().await?;
        let now_ms = app.clock.now_ms();
        Ok(counting::counters(&mut read, &site.id, site.counted.total, now_ms).await?)
    };
    let kind = "application/json";
    let answer = app
        .rendered
        .answer(key, &headers, Cache::COUNTERS, kind, made);
    answer.await
}
