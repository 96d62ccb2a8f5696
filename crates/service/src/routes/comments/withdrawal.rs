//! A writer takes the own comment back.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use bangtin_model::answers::FieldError;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::comments::{self, Remainder};
use crate::http::Json;
use crate::keys::TokenError;
use crate::problem::Problem;
use crate::site::Site;

#[derive(Deserialize, ToSchema)]
#[schema(as = CommentWithdrawal)]
pub(super) struct Form {
    /// What `POST /comments` answered with.
    token: String,
}

#[derive(Serialize, ToSchema)]
#[schema(as = WithdrawnComment)]
pub(super) struct Withdrawn {
    /// The comment's id.
    id: String,
}

/// Takes a comment back for its writer: name and text go at once. What answers it stays; without an answer nothing of it is left. Again
/// and again with the same answer.
#[utoipa::path(
    post, path = "/comments/{id}/withdrawal", tag = "comments",
    params(
        ("site" = String, Path, description = "The site's id"),
        ("id" = String, Path, description = "The comment's id"),
    ),
    request_body = Form,
    responses(
        (status = 200, description = "Its words are gone", body = Withdrawn),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A wrong origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "token_expired: it was given more than 90 days ago", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "The token is none of this comment", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn withdraw(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    path: Path<(String, String)>,
    Json(form): Json<Form>,
) -> Result<impl IntoResponse, Problem> {
    let Path((_, id)) = path;
    app.gate.check_origin(&site, &headers)?;
    // The token was paid for by the proof of work of its comment.
    app.gate.rates.form(from)?;
    let now_ms = app.clock.now_ms();
    let invalid = || Problem::fields(vec![FieldError::new("token", "invalid")]);
    let written = comments::written(&app, &site.id, &form.token, now_ms);
    let written = written.map_err(|error| match error {
        TokenError::Invalid => invalid(),
        TokenError::Expired => Problem::gone(
            "token_expired",
            "The token is older than 90 days: ask the agency to erase the comment.",
        ),
    })?;
    if written != id {
        return Err(invalid());
    }
    let mut write = app.store.write().await?;
    let left = comments::withdraw(&mut write, &id, now_ms).await?;
    write.commit().await?;
    if left != Remainder::Nothing {
        app.rendered.forget();
    }
    Ok(([(CACHE_CONTROL, "no-store")], axum::Json(Withdrawn { id })))
}
