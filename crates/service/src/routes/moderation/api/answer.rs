//! Answers of the agency.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use bangtin_model::answers::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{changeable, done, expected, tagged};
use crate::app::App;
use crate::comments::{self, Answering, LONGEST_ANSWER};
use crate::http::Json;
use crate::mail;
use crate::moderation::Session;
use crate::problem::Problem;
use crate::site::Site;

#[derive(Deserialize, ToSchema)]
#[schema(as = OfficialAnswerWish)]
pub(super) struct Wish {
    /// 1 to 1,000 graphemes of plain text; line breaks are kept.
    text: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AnsweredByAgency)]
pub(super) struct Answered {
    /// The comment's id.
    id: String,
    /// For `If-Match` next time.
    etag: String,
}

/// Answers a comment for the agency, in place of an earlier answer. A comment that is not approved is approved by it. Logged.
#[utoipa::path(
    put, path = "/moderation/comments/{id}/answer", tag = "moderation",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The comment's id"),
        ("If-Match" = String, Header, description = "The comment's etag, or `*` for whatever is there"),
    ),
    request_body = Wish,
    responses(
        (status = 200, description = "Answered", body = Answered),
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
pub(super) async fn put(
    State(app): State<App>,
    site: Site,
    session: Session,
    path: Path<(String, String)>,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Result<impl IntoResponse, Problem> {
    let Path((_, id)) = path;
    changeable(&app, &session, &site, &headers, &id).await?;
    let text = comments::passage(&wish.text, LONGEST_ANSWER)
        .map_err(|unfit| Problem::fields(vec![FieldError::new("text", unfit.code())]))?;
    let revision = make(&app, &session, &site, &headers, (&id, Some(&text))).await?;
    Ok(tagged(revision, |etag| Answered { id, etag }))
}

/// Takes the answer of the agency back. Logged.
#[utoipa::path(
    delete, path = "/moderation/comments/{id}/answer", tag = "moderation",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The comment's id"),
        ("If-Match" = String, Header, description = "The comment's etag, or `*` for whatever is there"),
    ),
    responses(
        (status = 204, description = "There is none any more"),
        (status = 400, description = "A wrong path", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites, or another origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site or comment, or no answer to it", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "The comment was changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 428, description = "No If-Match", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn take_back(
    State(app): State<App>,
    site: Site,
    session: Session,
    path: Path<(String, String)>,
    headers: HeaderMap,
) -> Result<impl IntoResponse, Problem> {
    let Path((_, id)) = path;
    changeable(&app, &session, &site, &headers, &id).await?;
    make(&app, &session, &site, &headers, (&id, None)).await?;
    Ok(done())
}

async fn make(
    app: &App,
    session: &Session,
    site: &Site,
    headers: &HeaderMap,
    (id, text): (&str, Option<&str>),
) -> Result<i64, Problem> {
    let answering = Answering {
        site,
        id,
        revision: expected(headers)?,
        text,
        actor: &session.moderator.actor(),
    };
    let mut write = app.store.write().await?;
    let revision = comments::answer(&mut write, answering, app.clock.now_ms()).await?;
    write.commit().await?;
    mail::wake(app);
    app.rendered.forget();
    Ok(revision)
}
