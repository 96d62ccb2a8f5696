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
use super::queue::Position;
use super::refusal::{Refusal, onward};
use super::words::Lang;
use super::{its_moderator, of_its_form};
use crate::app::App;
use crate::comments::{self, Cursor, Decision, Pile};
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
    let session = of_its_form(&app, session, &headers, &given.form_token).await?;
    its_moderator(&app, &session, &given.site).await?;
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
        lang: given.lang,
        site: given.site,
        state: given.filter,
        cursor: given.cursor.filter(|cursor| Cursor::read(cursor).is_some()),
        focus: given.next,
        done: Some(given.state),
        ..Position::default()
    };
    Ok(onward(&position.on("/moderation")))
}
