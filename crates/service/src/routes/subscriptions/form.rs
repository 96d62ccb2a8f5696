//! What a subscription form shows.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bangtin_model::answers::SubscriptionNotice;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::{Cache, Query};
use crate::problem::Problem;
use crate::site::Site;
use crate::subscriptions::{self, Lang};

/// The language of the form.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct Asked {
    /// `vi` (also for any other language) or `en`
    #[serde(default)]
    lang: String,
}

/// The topics, and the text that a reader agrees to. `version` is sent back with the form.
#[utoipa::path(
    get, path = "/subscriptions/form", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, body = SubscriptionNotice),
        (status = 304, description = "As the reader has it already"),
        (status = 400, description = "A wrong query", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site, or it takes no subscriptions", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn show(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let lang = Lang::of(&asked.lang);
    let key = format!("{}/subscriptions/form/{}", site.id, lang.tag());
    let make = async { subscriptions::notice(&site, lang).ok_or_else(Problem::not_found) };
    app.rendered
        .answer(key, &headers, Cache::CONTENT, "application/json", make)
        .await
}
