//! One decision about several comments, for who is logged in.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use bangtin_model::answers::{CommentState, FieldError};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{PRIVATE, may_change, noted, revision_of};
use crate::app::App;
use crate::comments;
use crate::http::Json;
use crate::moderation::Session;
use crate::problem::Problem;
use crate::routes::moderation::decision::several;
use crate::site::Site;

/// So many at once.
const MOST: usize = 500;

#[derive(Deserialize, ToSchema)]
struct Seen {
    /// The comment's id.
    id: String,
    /// Its `etag`, as it was seen.
    etag: String,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = CommentsDecision)]
pub(super) struct Wish {
    /// The new state of all of them.
    state: CommentState,
    /// Why, for other moderators: up to 300 graphemes.
    #[serde(default)]
    note: String,
    /// 1 to 500, each once.
    #[schema(min_items = 1, max_items = 500)]
    comments: Vec<Seen>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DecidedComments)]
struct Decided {
    /// About how many.
    decided: usize,
}

/// Decides about several comments, if all of them are still as the moderator saw them: about all, or about none. Each is logged by itself.
#[utoipa::path(
    post, path = "/moderation/decisions", tag = "moderation",
    params(("site" = String, Path, description = "The site's id")),
    request_body = Wish,
    responses(
        (status = 200, description = "Decided", body = Decided),
        (status = 400, description = "Not JSON", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No session", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "A moderator of other sites, or another origin", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site, or one of the comments is not there", body = Problem, content_type = "application/problem+json"),
        (status = 412, description = "One of the comments was changed meanwhile", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 415, description = "Not sent as JSON", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Wrong fields", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn decide(
    State(app): State<App>,
    site: Site,
    session: Session,
    headers: HeaderMap,
    Json(wish): Json<Wish>,
) -> Result<impl IntoResponse, Problem> {
    may_change(&app, &session, &site, &headers).await?;
    let wrong = |field: &str, code| Problem::fields(vec![FieldError::new(field, code)]);
    let note = noted(&wish.note).map_err(|unfit| wrong("note", unfit.code()))?;
    let seen = seen(wish.comments).ok_or_else(|| wrong("comments", "invalid"))?;
    several::decide(&app, &session, &site.id, &seen, (wish.state, &note)).await?;
    let decided = seen.len();
    Ok(([PRIVATE], axum::Json(Decided { decided })))
}

/// The ids and the revisions that were seen, in the order of the ids: on PostgreSQL two such requests then never wait for each other.
/// `None` where there are none or too many, one is named twice, or one is no id with a tag.
fn seen(comments: Vec<Seen>) -> Option<BTreeMap<String, i64>> {
    let many = comments.len();
    if !(1..=MOST).contains(&many) {
        return None;
    }
    let pairs = comments.into_iter().map(|one| {
        let revision = revision_of(&one.etag)?;
        comments::is_id(&one.id).then_some((one.id, revision))
    });
    let seen = pairs.collect::<Option<BTreeMap<_, _>>>()?;
    (seen.len() == many).then_some(seen)
}
