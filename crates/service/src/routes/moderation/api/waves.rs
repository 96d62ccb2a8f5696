//! Waves of forms for who is logged in.

use axum::extract::State;
use axum::response::IntoResponse;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

use super::{PRIVATE, allowed};
use crate::app::App;
use crate::comments::{self, Pile};
use crate::moderation::Session;
use crate::problem::Problem;
use crate::site::Site;
use crate::waves;

/// So many are told of, the last.
const MOST: i64 = 20;

#[derive(Serialize, ToSchema)]
struct Wave {
    /// When it began: `since` of the list of comments.
    #[schema(value_type = String, format = DateTime)]
    begun: Timestamp,
    /// When the last forms of it came that have come by now: `until` of the list of comments.
    #[schema(value_type = String, format = DateTime)]
    until: Timestamp,
    /// Whether it may still go on.
    goes_on: bool,
    /// How many comments of it wait in the queue.
    pending: i64,
    /// How many of it lie in the pile of what may be spam.
    suspected: i64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = Waves)]
pub(super) struct List {
    /// The last first.
    waves: Vec<Wave>,
}

/// The last waves of forms of a site, each for as long as a comment may wait.
#[utoipa::path(
    get, path = "/moderation/waves", tag = "moderation",
    params(("site" = String, Path, description = "The site's id")),
    responses(
        (status = 200, body = List),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn list(
    State(app): State<App>,
    site: Site,
    session: Session,
) -> Result<impl IntoResponse, Problem> {
    allowed(&app, &session, &site).await?;
    let now_ms = app.clock.now_ms();
    let time = |ms| Timestamp::from_millisecond(ms).unwrap_or_default();
    let mut read = app.store.read().await?;
    let mut waves = Vec::new();
    for wave in waves::latest(&mut read, &site.id, MOST).await? {
        let span = wave.span(now_ms);
        waves.push(Wave {
            begun: time(span.0),
            until: time(span.1),
            goes_on: wave.goes_on(now_ms),
            pending: comments::span(&mut read, &site.id, Pile::Pending, span).await?,
            suspected: comments::span(&mut read, &site.id, Pile::Suspected, span).await?,
        });
    }
    Ok(([PRIVATE], axum::Json(List { waves })))
}
