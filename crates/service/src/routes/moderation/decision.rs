//! A decision of the queue.

pub(super) mod several;

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bangtin_model::answers::CommentState;
use serde::Deserialize;

use super::api::noted;
use super::of_the_form_of_a_site;
use super::queue::Position;
use super::refusal::{Refusal, onward};
use super::words::Lang;
use crate::app::App;
use crate::comments::{self, Decision, Pile};
use crate::moderation::Session;

#[derive(Deserialize)]
pub(super) struct Given {
    form_token: String,
    site: String,
    revision: i64,
    state: CommentState,
    #[serde(default)]
    note: String,
    filter: Pile,
    cursor: Option<String>,
    #[serde(default)]
    next: String,
    #[serde(default)]
    lang: Lang,
}

/// Decides, and goes back to the queue with the next comment in focus.
pub(super) async fn make(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    Path(id): Path<String>,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    let session =
        of_the_form_of_a_site(&app, session, &headers, &given.form_token, &given.site).await?;
    if !comments::is_id(&id) {
        return Err(Refusal::Missing);
    }
    let note = noted(&given.note).map_err(|_| Refusal::Unreadable)?;
    let decision = Decision {
        site: &given.site,
        id: &id,
        revision: Some(given.revision),
        state: given.state,
        note: &note,
        actor: &session.moderator.actor(),
    };
    let mut write = app.store.write().await?;
    comments::decide(&mut write, decision, app.clock.now_ms()).await?;
    write.commit().await?;
    app.rendered.forget();
    let position = Position {
        focus: given.next,
        done: Some(given.state),
        ..Position::of_form(given.lang, given.site, given.filter, given.cursor)
    };
    Ok(onward(&position.on("/moderation")))
}
