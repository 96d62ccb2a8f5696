//! What is counted of single pages: views, ratings, comments.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bangtin_model::answers::{CommentCount, PageFigures};
use serde::Serialize;
use url::form_urlencoded;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::comments;
use crate::counting;
use crate::counting::page::PageKey;
use crate::http::Cache;
use crate::problem::Problem;
use crate::ratings;
use crate::site::Site;

/// The most pages that can be asked for at once.
const MOST: usize = 100;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What is counted, by the keys of pages.
#[derive(Debug, Default, Serialize, ToSchema)]
struct Pages {
    /// Pages of which nothing is known are absent.
    pages: BTreeMap<String, PageFigures>,
}

/// What is counted of single pages.
#[utoipa::path(
    get, path = "/pages", tag = "counting",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("keys" = Option<String>, Query, description = "Ids of articles with commas between, such as `tin-42,tin-43`; at most 100 with those of `key`"),
        ("key" = Option<String>, Query, description = "One id, which may hold a comma; may be given again"),
    ),
    responses(
        (status = 200, description = "By key; what is not known is absent", body = Pages),
        (status = 304, description = "Unchanged since the answer with this ETag"),
        (status = 400, description = "No key, too many, or one that cannot be", body = Problem, content_type = "application/problem+json"),
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
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let keys = keys(query.as_deref().unwrap_or_default())?;
    // No key holds a line break.
    let key = format!("pages {}\n{}", site.id, keys.join("\n"));
    let made = async { joined(&app, &site.id, &keys).await };
    let kind = "application/json";
    let answer = app.rendered.answer(key, &headers, Cache::PAGES, kind, made);
    answer.await
}

async fn joined(app: &App, site: &str, keys: &[String]) -> Result<Pages, Problem> {
    let mut read = app.store.read().await?;
    let mut pages = BTreeMap::<String, PageFigures>::new();
    for (key, views) in counting::imported_views(&mut read, site, keys).await? {
        pages.entry(key).or_default().views = Some(views);
    }
    for (key, views) in counting::views(&mut read, site, keys).await? {
        let page = pages.entry(key).or_default();
        page.views = Some(page.views.unwrap_or(0).saturating_add(views));
    }
    for (key, rating) in ratings::of(&mut read, site, keys).await? {
        pages.entry(key).or_default().rating = Some(rating);
    }
    for (key, count) in comments::counts(&mut read, site, keys).await? {
        pages.entry(key).or_default().comments = Some(CommentCount { count });
    }
    Ok(Pages { pages })
}

/// Sorted and each once, so that the order in which a page asks does not matter.
fn keys(query: &str) -> Result<Vec<String>, Problem> {
    let mut keys = BTreeSet::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        match &*name {
            "key" => drop(keys.insert(value.into_owned())),
            "keys" => keys.extend(value.split(',').map(str::to_owned)),
            _ => {}
        }
    }
    keys.remove("");
    let wrong = |detail| Err(Problem::bad_request("bad_query", detail));
    if keys.is_empty() || keys.len() > MOST {
        return wrong("Give 1 to 100 keys of pages: keys=a,b or key=a&key=b.");
    }
    let keys = keys.into_iter().map(PageKey::parse);
    let keys: Result<Vec<PageKey>, _> = keys.collect();
    match keys {
        Ok(keys) => Ok(keys.into_iter().map(PageKey::into_string).collect()),
        Err(_) => wrong("A key has 1 to 200 characters, none of them a control character."),
    }
}
