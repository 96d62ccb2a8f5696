//! Alerts: the page on which who is on duty writes, changes, approves and ends them. It fits a phone.

mod view;

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use bangtin_model::answers::FieldError;
use serde::Deserialize;

use super::of_the_form_of_a_site;
use super::queue::{Position, around, sites};
use super::refusal::{Refusal, onward};
use super::words::Lang;
use crate::alerts::{self, About, Given, Kept, Undone, judge};
use crate::app::App;
use crate::comments;
use crate::http::page;
use crate::moderation::Session;

/// The page's own path.
pub(super) const PATH: &str = "/moderation/alerts";
/// How long what has ended is listed, in milliseconds.
const LISTED_MS: i64 = 30 * 24 * 60 * 60 * 1000;

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    /// The alert whose words stand in the form; a new one, when empty.
    #[serde(default)]
    edit: String,
    /// What has just been done.
    did: Option<Did>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Did {
    Published,
    Waits,
    Over,
}

impl Did {
    const fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Waits => "waits",
            Self::Over => "over",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Act {
    Write,
    Change,
    Approve,
    End,
}

#[derive(Deserialize)]
pub(super) struct Sent {
    form_token: String,
    site: String,
    #[serde(default)]
    lang: Lang,
    act: Act,
    id: String,
    #[serde(default)]
    revision: Option<i64>,
    #[serde(default)]
    level: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    url: String,
    #[serde(default)]
    begins: String,
    #[serde(default)]
    ends: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    own: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let session = session.ok_or(Refusal::ToLogin(position.lang))?;
    let own = own.unwrap_or_default().0;
    let notice = own.did.map(|did| {
        let words = position.lang.alert_words();
        match did {
            Did::Published => words.published,
            Did::Waits => words.waits,
            Did::Over => words.is_over,
        }
    });
    let found = Found {
        own,
        notice,
        ..Found::default()
    };
    shown(&app, &session, position, found, StatusCode::OK).await
}

/// What a page is made of beside the alerts that there are.
#[derive(Default)]
struct Found {
    own: Asked,
    notice: Option<&'static str>,
    /// What was not done, and why.
    undone: Option<&'static str>,
    /// A form as it was sent, and what is wrong in it.
    sent: Option<(Sent, Vec<FieldError>)>,
}

async fn shown(
    app: &App,
    session: &Session,
    position: Position,
    found: Found,
    status: StatusCode,
) -> Result<Response, Refusal> {
    let sites = sites(app, session);
    let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let position = position.at(site);
    let now_ms = app.clock.now_ms();
    let mut read = app.store.read().await?;
    let kept = alerts::of_site(&mut read, &site.id, now_ms - LISTED_MS).await?;
    let edited = |one: &&Kept| one.id == found.own.edit && one.ends_ms > now_ms;
    let form = match &found.sent {
        Some((sent, wrong)) => view::Filled::sent(sent, wrong),
        None => kept.iter().find(edited).map_or_else(
            || view::Filled::empty(now_ms),
            |kept| view::Filled::kept(kept, now_ms),
        ),
    };
    let desk = view::Desk {
        session,
        position: &position,
        by_two: site.alerts_by_two,
        now_ms,
    };
    let main = desk.page(&form, &kept, found.notice, found.undone);
    let main = around(session, &position, PATH, &sites, &main);
    let title = position.lang.alert_words().title;
    Ok(page(status, position.lang.code(), title, &main))
}

/// Does it, and goes back to the page. What cannot be kept stays in the form.
pub(super) async fn make(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    sent: Result<Form<Sent>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(sent) = sent.map_err(|_| Refusal::Unreadable)?;
    let session =
        of_the_form_of_a_site(&app, session, &headers, &sent.form_token, &sent.site).await?;
    let position = Position {
        lang: sent.lang,
        site: sent.site.clone(),
        ..Position::default()
    };
    let words = position.lang.alert_words();
    let done = match act(&app, &session, &sent).await? {
        Ok(done) => done,
        Err(Failed::Fields(wrong)) => {
            let found = Found {
                sent: Some((sent, wrong)),
                ..Found::default()
            };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return shown(&app, &session, position, found, status).await;
        }
        Err(Failed::Act(undone)) => {
            let Some(said) = words.undone(&undone) else {
                return Err(undone.into());
            };
            let status = match undone {
                Undone::Missing => StatusCode::NOT_FOUND,
                Undone::Changed => StatusCode::PRECONDITION_FAILED,
                Undone::OwnWords => StatusCode::FORBIDDEN,
                _ => StatusCode::CONFLICT,
            };
            // What was typed is not lost with it.
            let typed = matches!(sent.act, Act::Write | Act::Change);
            let found = Found {
                undone: Some(said),
                sent: typed.then_some((sent, Vec::new())),
                ..Found::default()
            };
            return shown(&app, &session, position, found, status).await;
        }
    };
    app.rendered.forget();
    Ok(onward(&format!(
        "{}&did={}",
        position.on(PATH),
        done.name()
    )))
}

enum Failed {
    Fields(Vec<FieldError>),
    Act(Undone),
}

async fn act(app: &App, session: &Session, sent: &Sent) -> Result<Result<Did, Failed>, Refusal> {
    let site = app.settings.site(&sent.site).ok_or(Refusal::NotYours)?;
    if !comments::is_id(&sent.id) {
        return Ok(Err(Failed::Act(Undone::Missing)));
    }
    let now_ms = app.clock.now_ms();
    let about = About::of(site, &session.moderator, &sent.id, sent.revision);
    let mut write = app.store.write().await?;
    let done = match sent.act {
        Act::Write | Act::Change => {
            let fit = match judge(sent.given(), now_ms) {
                Ok(fit) => fit,
                Err(wrong) => return Ok(Err(Failed::Fields(wrong))),
            };
            if sent.act == Act::Write {
                alerts::write(&mut write, about, &fit, now_ms).await
            } else {
                alerts::change(&mut write, about, &fit, now_ms).await
            }
        }
        Act::Approve => alerts::approve(&mut write, about, now_ms).await,
        Act::End => {
            let ended = alerts::end(&mut write, about, now_ms).await;
            if let Err(undone) = ended {
                return Ok(Err(Failed::Act(undone)));
            }
            write.commit().await?;
            return Ok(Ok(Did::Over));
        }
    };
    match done {
        Ok(done) => {
            write.commit().await?;
            Ok(Ok(if done.waits {
                Did::Waits
            } else {
                Did::Published
            }))
        }
        Err(undone) => Ok(Err(Failed::Act(undone))),
    }
}

impl Sent {
    fn given(&self) -> Given<'_> {
        Given {
            level: &self.level,
            title: &self.title,
            text: &self.text,
            url: &self.url,
            begins: &self.begins,
            ends: &self.ends,
        }
    }
}

impl From<Undone> for Refusal {
    fn from(undone: Undone) -> Self {
        match undone {
            Undone::Database(error) => error.into(),
            // All others are told on the page itself.
            _ => Self::Unreadable,
        }
    }
}
