//! The queue: comments of a site in one state, each with its decisions.

mod place;
mod view;

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::refusal::{Refusal, to_login};
use crate::app::App;
use crate::comments::{self, Cursor};
use crate::http::page;
use crate::moderation::Session;

pub(super) use place::{Place, sites};
pub(super) use view::{around, shown};

/// How many comments a page has.
const PART: i64 = 20;

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Place>, QueryRejection>,
) -> Result<Response, Refusal> {
    let place = asked.unwrap_or_default().0;
    let Some(session) = session else {
        return Ok(to_login(place.lang));
    };
    let words = place.lang.words();
    let sites = sites(&app, &session);
    let Some(site) = place.chosen(&sites)? else {
        let none = around(
            &session,
            &place,
            "/moderation",
            &sites,
            &maud::html! { p { (words.no_sites) } },
        );
        return Ok(page(StatusCode::OK, place.lang.code(), words.queue, &none));
    };
    let place = Place {
        site: site.id.clone(),
        ..place
    };
    let cursor = place.cursor.as_deref().and_then(Cursor::read);
    let mut read = app.store.read().await?;
    let (comments, next) =
        comments::of_site(&mut read, &place.site, place.state, cursor, PART).await?;
    let next = next.map(|cursor| cursor.write());
    let main = view::queue(&session, &place, &comments, next.as_deref());
    let main = around(&session, &place, "/moderation", &sites, &main);
    Ok(page(StatusCode::OK, place.lang.code(), words.queue, &main))
}
