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
use crate::clock::month_named;
use crate::config::NamedList;
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
    /// Only of these categories: up to ten ids with commas between them
    category: Option<String>,
    /// Of none of these categories: up to ten ids with commas between them
    without_category: Option<String>,
    /// None of these articles: up to a hundred ids with commas between them
    without: Option<String>,
    /// Only with this tag; marks and capitals do not matter
    tag: Option<String>,
    /// Only what was published in this month in Viet Nam, such as `2026-11`
    #[param(pattern = "^[0-9]{4}-(0[1-9]|1[0-2])$")]
    month: Option<String>,
    /// `views`: the most read of the last `days` days first, one page of them; where it is absent, the newest first
    #[param(inline)]
    sort: Option<Sort>,
    /// With `sort=views`: of how many days, of which today is one; 7 where it is absent
    #[param(minimum = 1, maximum = 90)]
    days: Option<u32>,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum Sort {
    Views,
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
    let cursor = Cursor::read(asked.cursor.as_deref())?;
    let filter = asked.filter()?;
    let since = asked.since(app.clock.today())?;
    let list = async |read: &mut Read| {
        let mut found = match since {
            Some(since) => content::most_read(read, &site.id, &filter, since, limit).await?,
            None => content::list(read, &site.id, &filter, cursor, limit).await?,
        };
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
            ("without_category", asked.without_category.as_deref()),
            ("without", asked.without.as_deref()),
            ("tag", asked.tag.as_deref()),
            ("month", asked.month.as_deref()),
            ("fields", asked.fields.map(Fields::name)),
        ];
        address("articles", &kept, limit, next)
    };
    let key = format!("articles/{asked:?}");
    answer(&app, &site, &headers, key, Extent::Short, list, next).await
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

impl Asked {
    fn filter(&self) -> Result<Filter, Problem> {
        Ok(Filter {
            categories: ids(self.category.as_ref(), NamedList::MOST_CATEGORIES)?,
            without_categories: ids(self.without_category.as_ref(), NamedList::MOST_CATEGORIES)?,
            without: ids(self.without.as_ref(), NamedList::MOST_WITHOUT)?,
            tag: self.tag.as_deref().map(name).transpose()?,
            published: match &self.month {
                Some(month) => month_named(month)
                    .ok_or_else(|| bad("month is a year and a month, such as 2026-11."))?,
                None => Filter::default().published,
            },
        })
    }

    /// The first day whose views count; none where the newest come first.
    fn since(&self, today: i64) -> Result<Option<i64>, Problem> {
        match (self.sort, self.days) {
            (None, None) => Ok(None),
            (None, Some(_)) => Err(bad("days goes with sort=views.")),
            (Some(Sort::Views), _) if self.cursor.is_some() => Err(bad(
                "The most read come on one page: no cursor goes with sort=views.",
            )),
            (Some(Sort::Views), days) => match days.unwrap_or(USUAL_DAYS) {
                days @ 1..=NamedList::MOST_DAYS => Ok(Some(today + 1 - i64::from(days))),
                _ => Err(bad("days must be a whole number from 1 to 90.")),
            },
        }
    }
}

const USUAL_DAYS: u32 = 7;

fn bad(detail: &'static str) -> Problem {
    Problem::bad_request("bad_query", detail)
}

/// Ids with commas between them, each once.
fn ids(list: Option<&String>, most: usize) -> Result<Vec<String>, Problem> {
    let mut ids = Vec::new();
    for id in list.map_or("", String::as_str).split(',').map(str::trim) {
        let id = name(id)?;
        if !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    if ids.len() > most {
        return Err(bad(
            "category and without_category name at most 10, without at most 100.",
        ));
    }
    Ok(ids)
}

/// The name of a category or a tag, or an article's id. PostgreSQL takes no NUL in a text, and no name has one.
fn name(name: &str) -> Result<String, Problem> {
    if name.chars().count() > NamedList::LONGEST_NAME {
        return Err(bad(
            "A category, a tag and an article's id have at most 200 characters.",
        ));
    }
    Ok(name.replace('\0', "\u{fffd}"))
}
