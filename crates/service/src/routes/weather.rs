//! The weather of the provinces and cities.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use bangtin_model::answers;

use super::rates::{not_configured, not_yet_known};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::config::Weather;
use crate::external_data::weather;
use crate::external_data::{Place, first_place, places};
use crate::http::{Cache, Query, cached};
use crate::problem::Problem;
use crate::site::Site;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get))
        .routes(routes!(all_places))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// The place's id, such as `ha-noi`; the first of the site's places when absent.
    place: Option<String>,
}

/// The places to choose from.
#[derive(Serialize, ToSchema)]
struct Places {
    places: Vec<Place>,
}

/// The last good weather of a place with the time at which it was fetched, however old: the age is the reader's to judge.
#[utoipa::path(
    get, path = "/weather", tag = "external data",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, body = answers::Weather),
        (status = 304, description = "Not changed since the ETag"),
        (status = 400, description = "The query is not as documented", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site, `not_configured`: it has no weather, or `unknown_place`", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "`not_yet_known`: the source has given no good answer yet; or the database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn get(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let settings = settings(&site)?;
    let place = match &asked.place {
        Some(id) => places(settings).find(|place| place.id == id),
        None => first_place(settings),
    };
    let place = place.ok_or_else(|| {
        Problem::new(
            StatusCode::NOT_FOUND,
            "unknown_place",
            "This site does not show the weather of such a place; see /weather/places.",
        )
    })?;
    let key = format!("weather {} {}", site.id, place.id);
    let make = async {
        let mut read = app.store.read().await?;
        let shown = weather::shown(&mut read, settings, place).await?;
        shown.ok_or_else(not_yet_known)
    };
    app.rendered
        .answer(key, &headers, Cache::RATES, "application/json", make)
        .await
}

/// The places that a reader can choose from.
#[utoipa::path(
    get, path = "/weather/places", tag = "external data",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, body = Places),
        (status = 304, description = "Not changed since the ETag"),
        (status = 404, description = "No such site, or `not_configured`: it has no weather", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn all_places(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let places = places(settings(&site)?).copied().collect();
    cached(&Places { places }, &headers, Cache::RATES)
}

fn settings(site: &Site) -> Result<&Weather, Problem> {
    let settings = site.weather.as_ref();
    settings.ok_or_else(|| not_configured("This site shows no weather."))
}
