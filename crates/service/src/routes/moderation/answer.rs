//! An answer of the agency, from a form of the queue.

use axum::Form;
use axum::extract::rejection::FormRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;

use super::of_the_form_of_a_site;
use super::queue::Position;
use super::refusal::{Refusal, onward};
use super::words::Lang;
use crate::app::App;
use crate::comments::{self, Answering, LONGEST_ANSWER, Pile};
use crate::mail;
use crate::moderation::Session;

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    Answer,
    TakeBack,
}

#[derive(Deserialize)]
pub(super) struct Given {
    form_token: String,
    site: String,
    revision: i64,
    change: Change,
    #[serde(default)]
    text: String,
    filter: Pile,
    cursor: Option<String>,
    #[serde(default)]
    next: String,
    #[serde(default)]
    lang: Lang,
}

/// Answers or takes the answer back, and goes back to the queue.
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
    let site = app.settings.site(&given.site).ok_or(Refusal::NotYours)?;
    if !comments::is_id(&id) {
        return Err(Refusal::Missing);
    }
    let answers = given.change == Change::Answer;
    let text = answers.then(|| comments::passage(&given.text, LONGEST_ANSWER));
    let text = text.transpose().map_err(|_| Refusal::NoAnswer)?;
    let answering = Answering {
        site,
        id: &id,
        revision: Some(given.revision),
        text: text.as_deref(),
        actor: &session.moderator.actor(),
    };
    let mut write = app.store.write().await?;
    comments::answer(&mut write, answering, app.clock.now_ms()).await?;
    write.commit().await?;
    mail::wake(&app);
    app.rendered.forget();
    let position = Position {
        focus: given.next,
        answered: Some(answers),
        ..Position::of_form(given.lang, given.site, given.filter, given.cursor)
    };
    Ok(onward(&position.on("/moderation")))
}
