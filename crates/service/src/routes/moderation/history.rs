//! The log of a site, for its moderators.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::queue::{Position, around, shown, sites};
use super::refusal::Refusal;
use crate::alerts::Stage;
use crate::app::App;
use crate::comments::{self, Pile, iso};
use crate::http::page;
use crate::moderation::Session;
use crate::moderation::log::{self, Line};
use crate::reports;

const PART: i64 = 50;

#[derive(Default, Deserialize)]
pub(super) struct Older {
    /// Lines before this one.
    before: Option<i64>,
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    older: Result<Query<Older>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let session = session.ok_or(Refusal::ToLogin(position.lang))?;
    let sites = sites(&app, &session);
    let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let before = older.unwrap_or_default().0.before.unwrap_or(i64::MAX);
    let mut read = app.store.read().await?;
    let lines = log::lines(&mut read, Some(&site.id), before, PART).await?;
    let ids: Vec<String> = lines.iter().map(|line| line.subject.clone()).collect();
    let said = comments::said(&mut read, &site.id, &ids).await?;
    let reported = reports::said(&mut read, &site.id, &ids).await?;
    let words = position.lang.words();
    let full = lines.len() == usize::try_from(PART).unwrap_or_default();
    let main = html! {
        @if lines.is_empty() { p { (words.none) } }
        ul.log {
            @for line in &lines {
                li {
                    p { strong { (told(&position, line)) } }
                    p.soft { (shown(&iso(line.at_ms))) " · " bdi { (line.actor) } }
                    @if let Some((name, text)) = said.get(&line.subject).filter(|(_, text)| !text.is_empty()) {
                        p.short { bdi { (name) } ": " bdi { (text) } }
                    } @else if let Some(text) = reported.get(&line.subject) {
                        p.short { bdi { (text) } }
                    } @else {
                        p.soft { (line.subject) }
                    }
                    @if !line.note.is_empty() { p.said { (line.note) } }
                }
            }
        }
        @if let Some(last) = lines.last().filter(|_| full) {
            p { a.button href=(format!("{}&before={}", position.on("/moderation/log"), last.id)) { (words.more) } }
        }
    };
    let main = around(&session, &position, "/moderation/log", &sites, &main);
    Ok(page(StatusCode::OK, position.lang.code(), words.log, &main))
}

/// `Chờ duyệt → Đã duyệt`
fn told(position: &Position, line: &Line) -> String {
    let words = position.lang.words();
    let named = |state: &str| {
        let known = Pile::named(state).map(|pile| words.pile(pile));
        let known = known.or(match state {
            "first" => Some(words.first),
            "shown" => Some(words.article_shown),
            "withheld" => Some(words.taken_down),
            "waiting" => Some(position.lang.held_words().waits),
            "kept-out" => Some(position.lang.held_words().is_kept_out),
            "withdrawn" => Some(words.withdrawn),
            "erased" => Some(words.erased),
            "unanswered" => Some(position.lang.answer_words().unanswered),
            "answered" => Some(position.lang.answer_words().answered),
            "taken_back" => Some(position.lang.answer_words().taken_back),
            "open" => Some(position.lang.closing_words().taken),
            "closed" => Some(position.lang.closing_words().not_taken),
            "report_open" => Some(position.lang.report_words().state(reports::State::Open)),
            "report_fixed" => Some(position.lang.report_words().state(reports::State::Fixed)),
            "report_not_fixed" => {
                Some(position.lang.report_words().state(reports::State::NotFixed))
            }
            "alert_none" => Some(position.lang.alert_words().state_none),
            "alert_waiting" => Some(position.lang.alert_words().stage(Stage::Waiting)),
            "alert_published" => Some(position.lang.alert_words().state_published),
            "alert_ended" => Some(position.lang.alert_words().stage(Stage::Ended)),
            "alert_dropped" => Some(position.lang.alert_words().state_dropped),
            _ => None,
        });
        known.unwrap_or(state).to_owned()
    };
    format!(
        "{} → {}",
        named(&line.state_before),
        named(&line.state_after)
    )
}
