//! The digests of the news that were sent by mail: a page of each, and a feed of all.

use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::content_list::FEED;
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::digests::{self, Due, Entry, Made, sends};
use crate::http::{Cache, Query, page};
use crate::problem::Problem;
use crate::site::Site;
use crate::subscriptions::{Lang, rfc3339};

/// How many digests the feed has: a month of daily ones.
const IN_THE_FEED: i64 = 31;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(feed))
        .routes(routes!(show))
}

/// The digests of the last weeks, daily and weekly ones, the last first.
#[utoipa::path(
    get, path = "/digests", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, description = "JSON Feed 1.1; each item is a digest, with titles, leads and links as `content_html`", body = Value, content_type = "application/feed+json"),
        (status = 304, description = "As the caller has it"),
        (status = 404, description = "No such site, or it sends no news", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn feed(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    if !sends(&site) {
        return Err(Problem::not_found());
    }
    let key = format!("{}/digests", site.id);
    let make = async {
        let mut read = app.store.read().await?;
        let mut items = Vec::new();
        for made in digests::latest(&mut read, &site.id, IN_THE_FEED).await? {
            let told = digests::told(&mut read, &app, &site, made.due).await?;
            if !told.is_empty() {
                items.push(item(&app, &site, made, &told));
            }
        }
        Ok(json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": format!("Bản tin – {}", site.name),
            "feed_url": digests::feed_address(&app, &site.id),
            "language": "vi",
            "items": items,
        }))
    };
    app.rendered
        .answer(key, &headers, Cache::CONTENT, FEED, make)
        .await
}

fn item(app: &App, site: &Site, made: Made, told: &[Entry]) -> Value {
    json!({
        "id": made.due.id(),
        "url": digests::address_of(app, &site.id, made.due),
        "title": digests::title(made.due, Lang::Vi),
        "content_html": list(told).into_string(),
        "date_published": rfc3339(made.due.at_ms()),
    })
}

/// The language of the page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// `vi` (also for any other language) or `en`
    #[serde(default)]
    lang: String,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

/// A digest as a page: all that was new then and is still shown, whatever the topics.
#[utoipa::path(
    get, path = "/digests/{id}", tag = "subscriptions",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "`daily-` or `weekly-` and the day, such as `daily-2026-11-27`"),
        Asked,
    ),
    responses(
        (status = 200, description = "A page", body = String, content_type = "text/html"),
        (status = 400, description = "A wrong query; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 404, description = "No such site or digest, or nothing in it is shown any more; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 429, description = "Too often; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 503, description = "The database is busy; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
    )
)]
async fn show(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    Path(Named { id }): Path<Named>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let due = Due::named(&id).filter(|_| sends(&site));
    let due = due.ok_or_else(Problem::not_found)?;
    let mut read = app.store.read().await?;
    let told = digests::told(&mut read, &app, &site, due).await?;
    if told.is_empty() {
        return Err(Problem::not_found());
    }
    let lang = Lang::of(&asked.lang);
    let all = match lang {
        Lang::Vi => "Các bản tin khác (JSON Feed)",
        Lang::En => "Other digests (JSON Feed)",
    };
    let main = html! {
        p { (site.name) }
        (list(&told))
        p.soft { a href=(digests::feed_address(&app, &site.id)) { (all) } }
    };
    let mut response = page(
        StatusCode::OK,
        lang.tag(),
        &digests::title(due, lang),
        &main,
    );
    // For everybody the same, unlike other pages of this look.
    let kept = HeaderValue::from_static("public, max-age=60");
    response.headers_mut().insert(CACHE_CONTROL, kept);
    Ok(response)
}

/// Titles, leads and links.
pub(super) fn list(told: &[Entry]) -> Markup {
    html! {
        ul {
            @for entry in told {
                li {
                    @if let Some(url) = &entry.url { a href=(url) { (entry.title) } } @else { (entry.title) }
                    @if let Some(lead) = &entry.lead { br; (lead) }
                }
            }
        }
    }
}
