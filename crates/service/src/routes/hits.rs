//! Hits: a page says that it was opened.
//!
//! `navigator.sendBeacon(address, JSON.stringify({page: "tin-42"}))` sends them as `text/plain`, which needs no preflight. The
//! answer says nothing, and a hit is never sent again: better one too few than one too many.

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, USER_AGENT};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use bangtin_model::answers::FieldError;
use serde::Deserialize;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::counting::agents::is_program;
use crate::counting::page::{PageKey, PageKeyError};
use crate::problem::Problem;
use crate::site::Site;

/// The most bytes of a hit.
const BODY_BYTES: usize = 1024;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(open))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
}

/// What a page says. Further fields are not looked at, so that an older service takes what a newer kit sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Opened {
    /// The id of the article that is read.
    page: Option<String>,
    /// The page came back from the browser's memory of pages (`pageshow` with `persisted`). Counted as any other.
    restored: bool,
    /// The page is loaded ahead, before anybody reads it. Not counted: the kit sends the hit when the page is shown.
    prerendering: bool,
    /// `navigator.webdriver`: a program holds the browser. Not counted.
    webdriver: bool,
}

/// A page was opened. The body is JSON in `text/plain`: `page` (the id of an article, 1 to 200 characters; absent on other
/// pages), `restored`, `prerendering`, `webdriver` (all false when absent). An empty body is a hit of no article; so is a `page` that
/// only a broken template sends, such as `undefined` or `{{ id }}`.
/// Programs are answered as readers are, and not counted.
#[utoipa::path(
    post, path = "/hits", tag = "counting",
    params(("site" = String, Path, description = "The site's id")),
    request_body(
        content = String, content_type = "text/plain",
        description = "JSON: {page, restored, prerendering, webdriver}, at most 1,024 bytes",
        example = json!("{\"page\":\"tin-42\",\"restored\":false}"),
    ),
    responses(
        (status = 204, description = "Taken"),
        (status = 400, description = "The body is not as documented", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not a page of this site", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "More than 1,024 bytes", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not text/plain", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No such page can be", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Not counted: the database is away for long, or the service is ending", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn open(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<impl IntoResponse, Problem> {
    const TAKEN: (StatusCode, [(axum::http::HeaderName, &str); 1]) =
        (StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]);
    app.gate.check_origin(&site, &headers)?;
    app.gate.rates.hit(from)?;
    let opened = read(&headers, &body.map_err(|rejection| unread(&rejection))?)?;
    let page = page(&opened)?;
    if opened.prerendering || opened.webdriver || is_program(&headers) {
        metrics::counter!("bangtin_hits_bots_total").increment(1);
        return Ok(TAKEN);
    }
    let agent = headers.get(USER_AGENT).map(|agent| agent.as_bytes());
    app.counting
        .record(&site.id, from, agent.unwrap_or_default(), page)
        .await?;
    if opened.restored {
        metrics::counter!("bangtin_hits_restored_total").increment(1);
    }
    Ok(TAKEN)
}

/// The page that was opened. A page whose template has gone wrong was opened all the same, though nobody can say which it is.
fn page(opened: &Opened) -> Result<Option<PageKey>, Problem> {
    match opened.page.as_deref().map(PageKey::parse).transpose() {
        Err(PageKeyError::Nonsense) => Ok(None),
        page => page.map_err(|error| Problem::fields(vec![FieldError::new("page", error.code())])),
    }
}

fn read(headers: &HeaderMap, body: &Bytes) -> Result<Opened, Problem> {
    if body.is_empty() {
        return Ok(Opened::default());
    }
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case("text/plain") {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "not_text",
            "The body must be sent as text/plain.",
        ));
    }
    serde_json::from_slice(body).map_err(|_| {
        Problem::bad_request("bad_json", "The body is not JSON with the fields of a hit.")
    })
}

fn unread(rejection: &BytesRejection) -> Problem {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "A hit has at most 1,024 bytes.",
        );
    }
    Problem::bad_request("bad_request", "The request cannot be read.")
}
