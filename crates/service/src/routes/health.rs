//! Whether the process lives, and whether it can serve.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::problem::Problem;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(alive))
        .routes(routes!(ready))
}

/// Those who ask, balancers and containers, mostly wait for a second.
const PATIENCE: Duration = Duration::from_millis(800);

/// How the service is.
#[derive(Serialize, ToSchema)]
struct Health {
    /// Always `ok`.
    status: &'static str,
    /// The version of the service.
    version: &'static str,
}

const OK: Health = Health {
    status: "ok",
    version: env!("CARGO_PKG_VERSION"),
};

/// The process lives.
#[utoipa::path(get, path = "/healthz", tag = "operation", responses((status = 200, body = Health)))]
async fn alive() -> Json<Health> {
    Json(OK)
}

/// The database answers and takes what is written, so requests can be served.
#[utoipa::path(
    get, path = "/readyz", tag = "operation",
    responses(
        (status = 200, body = Health),
        (status = 503, description = "The database does not answer, or takes nothing", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn ready(State(app): State<App>) -> Result<Json<Health>, Problem> {
    let reason = match tokio::time::timeout(PATIENCE, app.store.serves()).await {
        Ok(Ok(())) => return Ok(Json(OK)),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("the database has not answered in {PATIENCE:?}"),
    };
    tracing::warn!(reason, "cannot serve at the moment");
    Err(Problem::busy(2))
}
