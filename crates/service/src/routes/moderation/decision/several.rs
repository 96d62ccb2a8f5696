//! One decision about all comments that were ticked: all of them, or none.

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::HeaderMap;
use axum::response::Response;
use bangtin_model::answers::CommentState;

use crate::app::App;
use crate::comments::{self, Decision, Pile, Undecided};
use crate::moderation::Session;
use crate::routes::moderation::api::noted;
use crate::routes::moderation::of_the_form_of_a_site;
use crate::routes::moderation::queue::{MOST_OF_WAVE, PART, Position};
use crate::routes::moderation::refusal::{Refusal, onward};
use crate::routes::moderation::words::Lang;

/// A form may have several fields of one name, one for each tick.
type Fields = Vec<(String, String)>;

#[derive(Default)]
struct Given {
    form_token: String,
    site: String,
    state: Option<CommentState>,
    note: String,
    filter: Option<Pile>,
    lang: Lang,
    cursor: Option<String>,
    /// The wave of forms whose page it is sent from.
    wave: Option<i64>,
    /// The revision that was seen of each comment. In the order of the ids: on PostgreSQL two such forms then never wait for each other.
    ticked: BTreeMap<String, i64>,
}

impl Given {
    fn read(fields: Fields) -> Option<Self> {
        let mut given = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "form_token" => given.form_token = value,
                "site" => given.site = value,
                "state" => given.state = Some(CommentState::named(&value)?),
                "note" => given.note = value,
                "filter" => given.filter = Some(Pile::named(&value)?),
                "lang" if value == Lang::En.code() => given.lang = Lang::En,
                "cursor" => given.cursor = Some(value),
                "wave" => given.wave = Some(value.parse().ok()?),
                "ticked" => {
                    let (id, revision) = seen(&value)?;
                    given.ticked.insert(id, revision);
                }
                _ => {}
            }
        }
        let most = given.wave.map_or(PART, |_| MOST_OF_WAVE);
        let most = usize::try_from(most).unwrap_or_default();
        (given.ticked.len() <= most).then_some(given)
    }
}

/// `ID.REVISION`: what is ticked, and the revision of it that was seen.
pub(in crate::routes::moderation) fn seen(text: &str) -> Option<(String, i64)> {
    let (id, revision) = text.split_once('.')?;
    let id = comments::is_id(id).then(|| id.to_owned())?;
    Some((id, revision.parse().ok()?))
}

/// Decides about comments of a site, each at the revision that was seen of it: about all of them, or none.
pub(in crate::routes::moderation) async fn decide(
    app: &App,
    session: &Session,
    site: &str,
    seen: &BTreeMap<String, i64>,
    (state, note): (CommentState, &str),
) -> Result<(), Undecided> {
    let actor = session.moderator.actor();
    let decisions = seen.iter().map(|(id, &revision)| Decision {
        site,
        id,
        revision: Some(revision),
        state,
        note,
        actor: &actor,
    });
    let decisions: Vec<Decision> = decisions.collect();
    let mut write = app.store.write().await?;
    comments::decide_all(&mut write, &decisions, app.clock.now_ms()).await?;
    write.commit().await?;
    app.rendered.forget();
    Ok(())
}

/// Decides, and goes back to the queue.
pub(in crate::routes::moderation) async fn make(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(fields) = fields.map_err(|_| Refusal::Unreadable)?;
    let given = Given::read(fields).ok_or(Refusal::Unreadable)?;
    let session =
        of_the_form_of_a_site(&app, session, &headers, &given.form_token, &given.site).await?;
    let state = given.state.ok_or(Refusal::Unreadable)?;
    if given.ticked.is_empty() {
        return Err(Refusal::NoneTicked);
    }
    let note = noted(&given.note).map_err(|_| Refusal::Unreadable)?;
    let decided = decide(&app, &session, &given.site, &given.ticked, (state, &note)).await;
    decided.map_err(|undecided| match undecided {
        // What was deleted meanwhile is no longer as it was seen either.
        Undecided::Missing | Undecided::Changed => Refusal::OneChanged,
        Undecided::Database(error) => error.into(),
    })?;
    let position = Position {
        done: Some(state),
        several: u32::try_from(given.ticked.len()).ok(),
        wave: given.wave,
        ..Position::of_form(
            given.lang,
            given.site,
            given.filter.unwrap_or_default(),
            given.cursor,
        )
    };
    Ok(onward(&position.on("/moderation")))
}
