//! What readers think of a page, and the token under which they vote.

use axum::extract::{Path, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use bangtin_model::answers::{FieldError, NewVoter, Rated};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::counting::page::PageKey;
use crate::gate::{Entry, Proof, Sent};
use crate::http::{Answer, Json};
use crate::pages;
use crate::problem::Problem;
use crate::ratings;
use crate::site::Site;
use crate::store::Write;
use crate::voter::Voter;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(voter))
        .routes(routes!(rate))
}

/// A token for a browser that has none. Nothing of it is kept. A page that asks for it before the first vote can send that
/// vote again when the answer was lost, and it still counts once.
#[utoipa::path(
    get, path = "/voter", tag = "ratings",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, body = NewVoter),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn voter(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
) -> Result<impl IntoResponse, Problem> {
    app.gate.rates.read(from)?;
    let voter = Voter::new(&site.id).token(&app);
    Ok((
        [(CACHE_CONTROL, "no-store")],
        axum::Json(NewVoter { voter }),
    ))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = RatingForm)]
struct Form {
    /// 1 to 5.
    #[schema(minimum = 1, maximum = 5)]
    value: i64,
    /// The token of an earlier answer or of `/voter`; without it the answer carries a new one.
    #[serde(default)]
    voter: Option<String>,
    #[serde(flatten)]
    proof: Proof,
}

/// Rates a page with 1 to 5 stars. A second vote of the same reader takes the place of the first.
#[utoipa::path(
    put, path = "/pages/{key}/rating", tag = "ratings",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("key" = String, Path, description = "The page's key: an article's id"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key gives the same answer for 24 h"),
    ),
    request_body = Form,
    responses(
        (status = 200, description = "Counted", body = Rated),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A wrong origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site, or no such key; unknown_page: no article of the site has it", body = Problem, content_type = "application/problem+json"),
        (status = 409, description = "The challenge was used before", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields, or no proof of work", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn rate(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    path: Path<(String, String)>,
    headers: HeaderMap,
    Json(form): Json<Form>,
) -> Result<Answer, Problem> {
    let Path((_, key)) = path;
    let key = PageKey::parse(&key).map_err(|_| Problem::not_found())?;
    let key = key.as_str();
    if !(1..=5).contains(&form.value) {
        return Err(Problem::fields(vec![FieldError::new(
            "value",
            "out_of_range",
        )]));
    }
    let voter = Voter::of(&app, &site.id, form.voter.as_deref())?;
    let token = form.voter.as_deref().unwrap_or_default();
    let fields = format!("{key}\0{}\0{token}", form.value).into_bytes();
    let sent = Sent {
        site: &site,
        entry: Entry::Rating,
        from,
        headers: &headers,
        proof: &form.proof,
        fields: &fields,
    };
    let rate = async |write: &mut Write| {
        pages::admit(write, &app, &site, key).await?;
        let id = voter.about(&app, "page", key);
        let now_ms = app.clock.now_ms();
        let rated = Rated {
            rating: ratings::vote(write, &site.id, key, &id, form.value, now_ms).await?,
            mine: form.value.unsigned_abs(),
            voter: voter.token(&app),
        };
        Answer::new(StatusCode::OK, &rated)
    };
    app.gate.once(sent, rate).await
}
