//! Comments and alerts of a site for who is logged in.

mod alerts;
mod answer;
mod several;
mod waves;

use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, ETAG, IF_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::IntoResponse;
use bangtin_model::answers::{CommentState, FieldError};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::is_own;
use crate::app::App;
use crate::comments::{self, Cursor, Decision, Moderated, Pile, Undecided, Unfit};
use crate::http::{Json, Query};
use crate::moderation::Session;
use crate::moderation::refused::note_of;
use crate::problem::Problem;
use crate::site::Site;

const FEW: i64 = 20;
const MOST: i64 = 100;
/// The most graphemes of a note.
pub(super) const LONGEST_NOTE: usize = 300;

/// The addresses of this resource.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(decide))
        .routes(routes!(several::decide))
        .routes(routes!(waves::list))
        .routes(routes!(answer::put, answer::take_back))
        .routes(routes!(alerts::list, alerts::write))
        .routes(routes!(alerts::change, alerts::end))
        .routes(routes!(alerts::approve))
        .layer(SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static("cross-origin-resource-policy"),
            // No page of another site has anything to load here.
            HeaderValue::from_static("same-origin"),
        ))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// Comments of this pile; those in the queue, without
    #[param(inline)]
    state: Option<Pile>,
    /// `next` of the part before
    cursor: Option<String>,
    /// How many: 1 to 100, 20 without
    limit: Option<i64>,
    /// Only what came then or later, such as `begun` of a wave
    #[param(value_type = Option<String>, format = DateTime)]
    since: Option<Timestamp>,
    /// Only what came then or before, such as `until` of a wave
    #[param(value_type = Option<String>, format = DateTime)]
    until: Option<Timestamp>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = CommentQueue)]
struct Part {
    /// What rules have put first, then what waits the longest; what was decided about by its time, the newest first.
    comments: Vec<Moderated>,
    /// The `cursor` of the next part; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

/// Comments for a moderator of the site.
#[utoipa::path(
    get, path = "/moderation/comments", tag = "moderation",
    params(("site" = String, Path, description = "The site's id"), Asked),
    responses(
        (status = 200, body = Part),
        (status = 400, description = "A wrong query", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn list(
    State(app): State<App>,
    site: Site,
    session: Session,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse, Problem> {
    allowed(&app, &session, &site).await?;
    let cursor = asked.cursor.as_deref().map(|cursor| {
        let bad = || Problem::bad_request("bad_query", "cursor must be next of an earlier answer.");
        Cursor::read(cursor).ok_or_else(bad)
    });
    let pile = asked.state.unwrap_or_default();
    let limit = asked.limit.unwrap_or(FEW).clamp(1, MOST);
    let (first, last) = comments::EVER;
    let span = (
        asked.since.map_or(first, Timestamp::as_millisecond),
        asked.until.map_or(last, Timestamp::as_millisecond),
    );
    let mut read = app.store.read().await?;
    let (comments, next) =
        comments::of_site(&mut read, &site.id, pile, span, cursor.transpose()?, limit).await?;
    let part = Part {
        comments,
        next: next.map(|cursor| cursor.write()),
    };
    Ok(([PRIVATE], axum::Json(part)))
}

#[derive(Deserialize, ToSchema)]
#[schema(as = CommentDecision)]
struct Wish {
    /// The new state.
    state: CommentState,
    /// Why, for other moderators: up to 300 graphemes.
    #[serde(default)]
    note: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DecidedComment)]
struct Decided {
    /// The comment's id.
    id: String,
    /// Its state now.
    state: CommentState,
    /// For `If-Match` next time.
    etag: String,
}

/// Decides about a comment, if it is still as the moderator saw it. Logged.
#[utoipa::path(
    patch, path = "/moderation/comments/{id}", tag = "moderation",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The comment's id"),
        ("If-Match" = String, Header, description = "The comment's etag, or `*` for whatever is there"),
    ),
    request_body = Wish,
    responses(
        (status = 200, description = "Decided", body = Decided),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites, or another origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or comment", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The comment was changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "No If-Match", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn decide(
    State(app): State<App>,
    site: Site,
    session: Session,
    path: Path<(String, String)>,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Result<impl IntoResponse, Problem> {
    let Path((_, id)) = path;
    changeable(&app, &session, &site, &headers, &id).await?;
    let note = noted(&wish.note)
        .map_err(|unfit| Problem::fields(vec![FieldError::new("note", unfit.code())]))?;
    let decision = Decision {
        site: &site.id,
        id: &id,
        revision: expected(&headers)?,
        state: wish.state,
        note: &note,
        actor: &session.moderator.actor(),
    };
    let mut write = app.store.write().await?;
    let revision = comments::decide(&mut write, decision, app.clock.now_ms()).await?;
    write.commit().await?;
    app.rendered.forget();
    Ok(tagged(revision, move |etag| Decided {
        id,
        state: wish.state,
        etag,
    }))
}

/// What is private, and kept by nobody.
const PRIVATE: (HeaderName, HeaderValue) =
    (CACHE_CONTROL, HeaderValue::from_static("private, no-store"));

/// A change after which there is nothing to tell.
fn done() -> impl IntoResponse {
    (StatusCode::NO_CONTENT, [PRIVATE])
}

fn etag(revision: i64) -> String {
    format!("\"{revision}\"")
}

/// Tells of a change, with the new tag.
fn tagged<T: Serialize>(revision: i64, tell: impl FnOnce(String) -> T) -> impl IntoResponse {
    let etag = etag(revision);
    let headers = [
        (CACHE_CONTROL, "private, no-store".to_owned()),
        (ETAG, etag.clone()),
    ];
    (headers, axum::Json(tell(etag)))
}

/// A note may be empty.
pub(super) fn noted(note: &str) -> Result<String, Unfit> {
    comments::line_if_any(note, LONGEST_NOTE)
}

/// Refuses who may not change this comment or alert, and writes that down.
async fn changeable(
    app: &App,
    session: &Session,
    site: &Site,
    headers: &HeaderMap,
    id: &str,
) -> Result<(), Problem> {
    may_change(app, session, site, headers).await?;
    if comments::is_id(id) {
        Ok(())
    } else {
        Err(Problem::not_found())
    }
}

/// Refuses who may change nothing of the site, or not from there, and writes that down.
async fn may_change(
    app: &App,
    session: &Session,
    site: &Site,
    headers: &HeaderMap,
) -> Result<(), Problem> {
    allowed(app, session, site).await?;
    if is_own(app, headers) {
        return Ok(());
    }
    note_of(app, &session.moderator.actor(), "not_ours").await?;
    let detail = "Only pages of the service itself may moderate.";
    Err(Problem::forbidden("wrong_origin", detail))
}

async fn allowed(app: &App, session: &Session, site: &Site) -> Result<(), Problem> {
    if session.moderator.may(&site.id) {
        return Ok(());
    }
    note_of(app, &session.moderator.actor(), "not_yours").await?;
    Err(Problem::forbidden(
        "not_your_site",
        "This account moderates other sites.",
    ))
}

/// The revision in `If-Match` (RFC 9110, 13.1.1: strong comparison, so a weak tag never matches).
fn expected(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(tag) = headers.get(IF_MATCH) else {
        return Err(Problem::new(
            StatusCode::PRECONDITION_REQUIRED,
            "if_match_missing",
            "If-Match must name the etag of what is changed.",
        ));
    };
    let tag = tag.to_str().unwrap_or_default().trim();
    if tag == "*" {
        return Ok(None);
    }
    revision_of(tag).map(Some).ok_or_else(changed)
}

/// The revision that an etag of ours names.
fn revision_of(tag: &str) -> Option<i64> {
    let number = tag.strip_prefix('"')?.strip_suffix('"')?;
    number.parse().ok()
}

fn changed() -> Problem {
    Problem::new(
        StatusCode::PRECONDITION_FAILED,
        "changed_meanwhile",
        "It is not as If-Match says: read it again.",
    )
}

impl From<Undecided> for Problem {
    fn from(undecided: Undecided) -> Self {
        match undecided {
            Undecided::Missing => Self::not_found(),
            Undecided::Changed => changed(),
            Undecided::Database(error) => error.into(),
        }
    }
}
