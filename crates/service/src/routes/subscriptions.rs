//! Signing up for news, and everything behind the links of a mail.

mod ask;
mod confirm;
mod form;
mod manage;
mod me;
mod unsubscribe;
mod words;

pub(super) use ask::LEAST;

use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(form::show))
        .routes(routes!(ask::take))
        .routes(routes!(confirm::show, confirm::act))
        .routes(routes!(unsubscribe::show, unsubscribe::act))
        .routes(routes!(manage::show, manage::act))
        .routes(routes!(me::export, me::erase))
}
