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
use crate::counting::page::{PageKey, PageKeyError};
use crate::http::Cache;
use crate::json_list::json;
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
    let asked = asked(query.as_deref().unwrap_or_default())?;
    let names: Vec<String> = asked.iter().map(|(name, _)| name.clone()).collect();
    let key = format!("pages {}\n{}", site.id, json(&names));
    let made = async { joined(&app, &site.id, &names, &asked).await };
    let kind = "application/json";
    let answer = app.rendered.answer(key, &headers, Cache::PAGES, kind, made);
    answer.await
}

/// The name under which a page is asked for, and the key that it has with us.
type Asked = (String, String);

async fn joined(
    app: &App,
    site: &str,
    names: &[String],
    asked: &[Asked],
) -> Result<Pages, Problem> {
    let mut read = app.store.read().await?;
    let keys: Vec<String> = asked.iter().map(|(_, key)| key.clone()).collect();
    // An article has its id as its source writes it.
    let imported = counting::imported_views(&mut read, site, names).await?;
    let views = counting::views(&mut read, site, &keys).await?;
    let ratings = ratings::of(&mut read, site, &keys).await?;
    let comments = comments::counts(&mut read, site, &keys).await?;
    let figures = |(name, key): &Asked| {
        let counted = [imported.get(name), views.get(key)].into_iter().flatten();
        let views = counted.copied().reduce(u64::saturating_add);
        let rating = ratings.get(key).copied();
        let comments = comments.get(key).map(|&count| CommentCount { count });
        let is_known = views.is_some() || rating.is_some() || comments.is_some();
        let figures = PageFigures {
            views,
            rating,
            comments,
        };
        is_known.then(|| (name.clone(), figures))
    };
    let pages = asked.iter().filter_map(figures).collect();
    Ok(Pages { pages })
}

/// Sorted and each once, so that the order in which a page asks does not matter. Of what only a broken template asks for, nothing
/// is known.
fn asked(query: &str) -> Result<Vec<Asked>, Problem> {
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
    let mut asked = Vec::new();
    for name in keys {
        match PageKey::parse(&name) {
            Ok(key) => asked.push((name, key.into_string())),
            Err(PageKeyError::Nonsense) => {}
            Err(_) => {
                return wrong("A key has 1 to 200 characters, none of them a control character.");
            }
        }
    }
    Ok(asked)
}
