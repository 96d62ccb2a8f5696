//! The index of the HTTP interface.

mod cors;
mod files;
mod layers;
mod people;

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

use crate::app::App;
use crate::problem::Problem;
use crate::routes::{
    alerts, articles, challenge, comments, counters, digests, documents, health, hits, lists,
    moderation, pages, polls, portal, rates, ratings, reports, search, site, subscriptions,
    weather,
};

#[derive(OpenApi)]
#[openapi(info(
    title = "Bangtin service",
    description = "What a portal must remember, and its content. Errors are application/problem+json (RFC 9457)."
))]
struct Interface;

/// Everything that the service answers.
pub(crate) fn router(app: &App) -> Router {
    let (router, interface) = resources().split_for_parts();
    let mut router = router
        .route("/openapi.json", get(async || axum::Json(interface)))
        .merge(moderation::pages());
    if app.settings.public_dir.is_some() {
        router = router.merge(portal::routes());
    }
    let router = router.with_state(app.clone());
    let router = files::add(router, app).fallback(async || Problem::not_found());
    layers::around(router, app)
}

/// All that `/openapi.json` describes.
fn resources() -> OpenApiRouter<App> {
    let of_site = OpenApiRouter::new()
        // GET /alerts
        .merge(alerts::routes())
        // GET /articles, GET /articles/{slug}
        .merge(articles::routes())
        // GET /lists/{id}
        .merge(lists::routes())
        // GET /search
        .merge(search::routes())
        // GET /documents
        .merge(documents::routes())
        // GET /site
        .merge(site::routes())
        // POST /hits
        .merge(hits::routes())
        // GET /counters
        .merge(counters::routes())
        // GET /pages
        .merge(pages::routes())
        // GET /challenge
        .merge(challenge::routes())
        // GET /comments, GET /comments/newest, POST /comments, POST /comments/{id}/withdrawal
        // GET /comments/answer-mail, POST /comments/answer-mail, GET /comments/answer-mail/address, POST /comments/answer-mail/address
        .merge(comments::routes())
        // GET /voter, PUT /pages/{key}/rating
        .merge(ratings::routes())
        // POST /reports
        .merge(reports::routes())
        // GET /polls/{id}, PUT /polls/{id}/vote
        .merge(polls::routes())
        // GET /subscriptions/form, POST /subscriptions
        // GET /subscriptions/confirm, POST /subscriptions/confirm
        // GET /subscriptions/unsubscribe, POST /subscriptions/unsubscribe
        // GET /subscriptions/manage, POST /subscriptions/manage
        // GET /subscriptions/me, DELETE /subscriptions/me
        .merge(subscriptions::routes())
        // GET /digests, GET /digests/{id}
        .merge(digests::routes())
        // GET /moderation/comments, PATCH /moderation/comments/{id}, PUT /moderation/comments/{id}/answer, DELETE /moderation/comments/{id}/answer, POST /moderation/decisions, GET /moderation/waves
        // GET /moderation/alerts, POST /moderation/alerts, PUT /moderation/alerts/{id}, DELETE /moderation/alerts/{id}
        // PUT /moderation/alerts/{id}/approval
        .merge(moderation::routes())
        // GET /rates
        .merge(rates::routes())
        // GET /weather, GET /weather/places
        .merge(weather::routes());
    OpenApiRouter::with_openapi(Interface::openapi())
        // GET /healthz, GET /readyz
        .merge(health::routes())
        .nest("/v1/sites/{site}", of_site)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::resources;

    /// `GET /articles` for each that stands in a comment of this file.
    fn listed() -> BTreeSet<String> {
        let lines = include_str!("router.rs").lines().map(str::trim);
        let comments = lines.filter_map(|line| line.strip_prefix("// "));
        let addresses = comments.flat_map(|line| line.split(", "));
        addresses
            .filter(|address| address.contains(" /"))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn the_index_names_each_address() {
        let paths = serde_json::to_value(resources().to_openapi()).expect("JSON");
        let paths = paths["paths"].as_object().expect("paths").clone();
        let answered: BTreeSet<String> = paths
            .iter()
            .flat_map(|(path, methods)| {
                let path = path.trim_start_matches("/v1/sites/{site}").to_owned();
                let methods = methods.as_object().expect("methods").clone();
                let methods = methods.into_iter().map(|(method, _)| method);
                methods.map(move |method| format!("{} {path}", method.to_uppercase()))
            })
            .collect();
        assert_eq!(listed(), answered);
    }
}
