//! The index of the HTTP interface.

mod cors;
mod files;
mod layers;
mod people;
mod portal;

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::problem::Problem;
use crate::routes::{challenge, health, rates, weather};

#[derive(OpenApi)]
#[openapi(info(
    title = "Bangtin service",
    description = "What a portal must remember, and its content. Errors are application/problem+json (RFC 9457)."
))]
struct Interface;

/// Everything that the service answers.
pub(crate) fn router(app: &App) -> Router {
    let site = OpenApiRouter::new()
        .merge(challenge::routes())
        .merge(crate::routes::hits::routes())
        .merge(crate::routes::counters::routes())
        .merge(crate::routes::pages::routes())
        .merge(rates::routes())
        .merge(weather::routes())
        .merge(crate::routes::subscriptions::routes())
        .merge(crate::routes::comments::routes())
        .merge(crate::routes::ratings::routes())
        .merge(crate::routes::polls::routes())
        .merge(crate::routes::moderation::routes())
        .merge(crate::routes::articles::routes())
        .merge(crate::routes::search::routes())
        .merge(crate::routes::documents::routes())
        .merge(crate::routes::site::routes())
        // Each resource stands here with one line.
        ;
    let (router, interface) = OpenApiRouter::with_openapi(Interface::openapi())
        .merge(health::routes())
        .nest("/v1/sites/{site}", site)
        .split_for_parts();
    let router = router
        .route("/openapi.json", get(async || axum::Json(interface)))
        .merge(crate::routes::moderation::pages())
        .with_state(app.clone());
    let router = files::add(router, app).fallback(async || Problem::not_found());
    layers::around(router, app)
}
