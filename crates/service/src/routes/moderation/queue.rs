//! The queue: comments of a site in one state, each with its decisions.

mod answer;
mod position;
mod view;
mod wave;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::refusal::Refusal;
use crate::app::App;
use crate::comments::{self, Cursor, EVER, Pile};
use crate::http::page;
use crate::moderation::Session;
use crate::reports;

pub(super) use position::{Position, Visit, sites};
pub(super) use view::{around, hidden, shown};
pub(super) use wave::MOST as MOST_OF_WAVE;

/// How many comments a page has.
pub(super) const PART: i64 = 20;

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let session = session.ok_or(Refusal::ToLogin(position.lang))?;
    let words = position.lang.words();
    let sites = sites(&app, &session);
    let Some(site) = position.chosen(&sites)? else {
        let none = around(
            &session,
            &position,
            "/moderation",
            &sites,
            &maud::html! { p { (words.no_sites) } },
        );
        return Ok(page(
            StatusCode::OK,
            position.lang.code(),
            words.queue,
            &none,
        ));
    };
    let position = position.at(site);
    let cursor = position.cursor.as_deref().and_then(Cursor::read);
    let mut read = app.store.read().await?;
    let waves = wave::waiting(&mut read, &position, app.clock.now_ms()).await?;
    if let Some(meant) = waves.iter().find(|wave| wave.is_meant(&position)) {
        let main = meant.show(&mut read, &session, &position).await?;
        let main = around(&session, &position, "/moderation", &sites, &main);
        let title = position.lang.wave_words().title;
        return Ok(page(StatusCode::OK, position.lang.code(), title, &main));
    }
    let (comments, next) = comments::of_site(
        &mut read,
        &position.site,
        position.state,
        EVER,
        cursor,
        PART,
    )
    .await?;
    let next = next.map(|cursor| cursor.write());
    let (suspected, _) = comments::queue(&mut read, &position.site, Pile::Suspected).await?;
    let (reports, _) = reports::queue(&mut read, &position.site).await?;
    let main = view::queue(
        &session,
        &position,
        site,
        &comments,
        next.as_deref(),
        view::Beside {
            suspected,
            reports,
            waves: &waves,
        },
    );
    let main = around(&session, &position, "/moderation", &sites, &main);
    Ok(page(
        StatusCode::OK,
        position.lang.code(),
        words.queue,
        &main,
    ))
}
