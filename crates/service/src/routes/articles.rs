//! Articles: the list, and one with what to read next.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::content::{self, Cursor, Extent, Filter, Listing};
use crate::http::Query;
use crate::problem::Problem;
use crate::site::Site;
use crate::store::Read;

use super::content_list::{address, answer, limit};

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(one))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// Only of this category, by its id
    category: Option<String>,
    /// Only with this tag; marks and capitals do not matter
    tag: Option<String>,
    /// How many on a page
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
    /// Where to go on: from `next_url` of the page before
    cursor: Option<String>,
    /// `headlines` leaves the texts out; `media` leaves them out too, and articles without pictures, videos and sounds of their own
    #[param(inline)]
    fields: Option<Fields>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum Fields {
    Headlines,
    Media,
}

impl Fields {
    fn name(self) -> &'static str {
        match self {
            Self::Headlines => "headlines",
            Self::Media => "media",
        }
    }
}

/// Articles, newest first, as JSON Feed 1.1 with `_bangtin` (docs/data.md). `next_url` leads to the next page.
#[utoipa::path(
    get, path = "/articles", tag = "content",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, description = "A page of JSON Feed 1.1", body = serde_json::Value, content_type = "application/feed+json"),
        (status = 304, description = "As the caller has it"),
        (status = 400, description = "A query or a cursor that is not ours", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn list(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let limit = limit(asked.limit)?;
    bounded(asked.category.as_deref())?;
    bounded(asked.tag.as_deref())?;
    let cursor = Cursor::read(asked.cursor.as_deref())?;
    let filter = Filter {
        category: clean(&asked.category),
        tag: clean(&asked.tag),
    };
    let list = async |read: &mut Read| {
        let mut found = content::list(read, &site.id, &filter, cursor, limit).await?;
        match asked.fields {
            Some(Fields::Headlines) => found.items.iter_mut().for_each(content::shorten),
            Some(Fields::Media) => content::keep_media(&mut found.items),
            None => {}
        }
        Ok(found)
    };
    let next = |next| {
        let kept = [
            ("category", asked.category.as_deref()),
            ("tag", asked.tag.as_deref()),
            ("fields", asked.fields.map(Fields::name)),
        ];
        address("articles", &kept, limit, next)
    };
    let key = format!("articles/{asked:?}");
    answer(&app, &site, &headers, key, Extent::Short, list, next).await
}

/// PostgreSQL takes no NUL in a text, and no name has one.
fn clean(name: &Option<String>) -> Option<String> {
    name.as_ref().map(|name| name.replace('\0', "\u{fffd}"))
}

/// One article, then up to six to read next, without their texts.
#[utoipa::path(
    get, path = "/articles/{slug}", tag = "content",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("slug" = String, Path, description = "The article's id, or its address"),
    ),
    responses(
        (status = 200, description = "JSON Feed 1.1: the article is the first item", body = serde_json::Value, content_type = "application/feed+json"),
        (status = 304, description = "As the caller has it"),
        (status = 400, description = "An address that is not UTF-8", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or article", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn one(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    Path(names): Path<(String, String)>,
) -> Result<Response, Problem> {
    app.gate.rates.read(from)?;
    let (_, id) = names;
    if id.contains('\0') {
        return Err(Problem::not_found());
    }
    let one = async |read: &mut Read| {
        let article = content::one(read, &site.id, &id).await?;
        let article = article.ok_or_else(Problem::not_found)?;
        let mut items = content::related(read, &site.id, &article).await?;
        items.insert(0, article);
        Ok(Listing {
            items,
            ..Listing::default()
        })
    };
    let key = format!("article/{id}");
    let nothing_follows = |_| String::new();
    answer(
        &app,
        &site,
        &headers,
        key,
        Extent::Least,
        one,
        nothing_follows,
    )
    .await
}

/// No category and no tag is longer.
fn bounded(asked: Option<&str>) -> Result<(), Problem> {
    const LONGEST: usize = 200;
    match asked {
        Some(asked) if asked.chars().count() > LONGEST => Err(Problem::bad_request(
            "bad_query",
            "category and tag have at most 200 characters.",
        )),
        _ => Ok(()),
    }
}
