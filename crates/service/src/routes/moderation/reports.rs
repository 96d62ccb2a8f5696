//! Reports of errors in articles: a pile of their own, in which each is mended or not, alone or with others. It fits a phone and needs no
//! script.

mod view;

use std::collections::BTreeMap;

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State as With};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::decision::several::seen;
use super::of_the_form_of_a_site;
use super::queue::{Position, around, sites};
use super::refusal::{Refusal, onward};
use super::words::Lang;
use crate::app::App;
use crate::http::page;
use crate::moderation::Session;
use crate::reports::{self, Cursor, Decision, State, Undecided};

/// The page's own path.
pub(super) const PATH: &str = "/moderation/reports";
/// How many reports a page has.
const PART: i64 = 20;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// Which reports; those that wait, without.
    pile: State,
    /// `next` of the part before.
    after: Option<String>,
    /// What has just been decided, and about how many.
    decided: Option<State>,
    number: Option<u32>,
}

pub(super) async fn show(
    With(app): With<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    own: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let session = session.ok_or(Refusal::ToLogin(position.lang))?;
    let own = own.unwrap_or_default().0;
    let notice = own.decided.map(|state| {
        let words = position.lang.report_words();
        let number = own.number.unwrap_or(1).to_string();
        [words.done(state), &words.several.replace('#', &number)].join(" ")
    });
    let list = List {
        position,
        pile: own.pile,
        after: own.after,
        notice,
    };
    shown(&app, &session, list, StatusCode::OK).await
}

/// Which part of which pile is shown, and what is said above it.
struct List {
    position: Position,
    pile: State,
    after: Option<String>,
    notice: Option<String>,
}

async fn shown(
    app: &App,
    session: &Session,
    list: List,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let sites = sites(app, session);
    let site = list.position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let position = list.position.clone().at(site);
    let cursor = list.after.as_deref().and_then(Cursor::read);
    let mut read = app.store.read().await?;
    let (kept, next) = reports::of_site(&mut read, &site.id, list.pile, cursor, PART).await?;
    let (waiting, _) = reports::queue(&mut read, &site.id).await?;
    let desk = view::Desk {
        session,
        position: &position,
        pile: list.pile,
        after: list.after.as_deref(),
        now_ms: app.clock.now_ms(),
    };
    let next = next.map(|cursor| cursor.write());
    let main = desk.page(&kept, next.as_deref(), waiting, list.notice.as_deref());
    let main = around(session, &position, PATH, &sites, &main);
    let title = position.lang.report_words().title;
    Ok(page(status, position.lang.code(), title, &main))
}

/// A form may have several fields of one name, one for each tick.
type Fields = Vec<(String, String)>;

#[derive(Default)]
struct Given {
    form_token: String,
    site: String,
    lang: Lang,
    pile: State,
    after: Option<String>,
    /// Of all that are ticked.
    state: Option<State>,
    ticked: BTreeMap<String, i64>,
    /// Of one alone, by its own button: whatever is ticked stays.
    one: Option<(State, String, i64)>,
}

impl Given {
    fn read(fields: Fields) -> Option<Self> {
        let mut given = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "form_token" => given.form_token = value,
                "site" => given.site = value,
                "lang" if value == Lang::En.code() => given.lang = Lang::En,
                "pile" => given.pile = State::named(&value)?,
                "after" => given.after = Some(value),
                "state" => given.state = Some(State::named(&value)?),
                "one" => {
                    let (state, rest) = value.split_once('.')?;
                    let (id, revision) = seen(rest)?;
                    given.one = Some((State::named(state)?, id, revision));
                }
                "ticked" => {
                    let (id, revision) = seen(&value)?;
                    given.ticked.insert(id, revision);
                }
                _ => {}
            }
        }
        let most = usize::try_from(PART).unwrap_or_default();
        (given.ticked.len() <= most).then_some(given)
    }

    /// What is decided, and about which.
    fn decided(&mut self) -> Option<(State, BTreeMap<String, i64>)> {
        match self.one.take() {
            Some((state, id, revision)) => Some((state, BTreeMap::from([(id, revision)]))),
            None => Some((self.state?, std::mem::take(&mut self.ticked))),
        }
    }
}

/// Decides about one or about all that are ticked, and goes back to the pile.
pub(super) async fn make(
    With(app): With<App>,
    session: Option<Session>,
    headers: HeaderMap,
    fields: Result<Form<Fields>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(fields) = fields.map_err(|_| Refusal::Unreadable)?;
    let mut given = Given::read(fields).ok_or(Refusal::Unreadable)?;
    let session =
        of_the_form_of_a_site(&app, session, &headers, &given.form_token, &given.site).await?;
    let (state, chosen) = given.decided().ok_or(Refusal::Unreadable)?;
    let words = given.lang.report_words();
    let position = Position {
        lang: given.lang,
        site: given.site.clone(),
        ..Position::default()
    };
    let list = |notice: &str| List {
        position: position.clone(),
        pile: given.pile,
        after: given.after.clone(),
        notice: Some(notice.to_owned()),
    };
    if chosen.is_empty() {
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return shown(&app, &session, list(words.none_ticked), status).await;
    }
    let actor = session.moderator.actor();
    let decisions = chosen.iter().map(|(id, &revision)| Decision {
        site: &given.site,
        id,
        revision,
        state,
        actor: &actor,
    });
    let decisions: Vec<Decision> = decisions.collect();
    let mut write = app.store.write().await?;
    match reports::decide_all(&mut write, &decisions, app.clock.now_ms()).await {
        Ok(()) => write.commit().await?,
        Err(Undecided::Database(error)) => return Err(error.into()),
        Err(Undecided::Changed) => {
            drop(write);
            let status = StatusCode::PRECONDITION_FAILED;
            return shown(&app, &session, list(words.one_changed), status).await;
        }
    }
    let after = given.after.as_deref();
    let place = view::address(&position, given.pile, after);
    Ok(onward(&format!(
        "{place}&decided={}&number={}",
        state.name(),
        chosen.len()
    )))
}
