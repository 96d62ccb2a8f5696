//! Moderation: the interface for programs under each site, and the pages for people at `/moderation`.
//!
//! The pages need no script: each decision is a form, after which the next comment has the focus.

mod account;
mod activity;
mod alerts;
mod answer;
mod api;
mod articles;
mod by_hand;
mod closing;
mod decision;
mod digest;
mod held;
mod history;
mod login;
mod queue;
mod refusal;
mod reports;
mod source;
mod words;

use axum::Router;
use axum::http::HeaderMap;
use axum::http::header::ORIGIN;
use axum::routing::{get, post};

use crate::app::App;
use crate::context::Context;
use crate::moderation::Session;
use crate::moderation::refused::note_of;
use refusal::Refusal;

pub use api::routes;

/// The pages. They lie beside the sites: no other origin may read them.
pub fn pages() -> Router<App> {
    Router::new()
        .route("/moderation", get(queue::show))
        .route("/moderation/comments", post(decision::several::make))
        .route("/moderation/comments/{id}", post(decision::make))
        .route("/moderation/comments/{id}/answer", post(answer::make))
        .route(
            "/moderation/articles",
            get(articles::show).post(articles::make),
        )
        .route(
            "/moderation/closing",
            get(closing::show).post(closing::make),
        )
        .route("/moderation/held", get(held::show).post(held::make))
        .route("/moderation/alerts", get(alerts::show).post(alerts::make))
        .route(
            "/moderation/reports",
            get(reports::show).post(reports::make),
        )
        .route("/moderation/source", get(source::show).post(source::ask))
        .route(
            "/moderation/digest",
            get(digest::show).post(digest::send_trial),
        )
        .route(activity::PATH, get(activity::show))
        .route(activity::CSV, get(activity::csv))
        .route("/moderation/log", get(history::show))
        .route("/moderation/login", get(login::show).post(login::enter))
        .route("/moderation/login/code", post(login::code::enter))
        .route(
            "/moderation/link",
            get(login::show_link).post(login::use_link),
        )
        .route("/moderation/logout", post(login::leave))
        .route("/moderation/account", get(account::show))
        .route(
            "/moderation/account/password",
            post(account::change_password),
        )
        .route("/moderation/account/factor", post(account::factor::set_up))
        .route(
            "/moderation/account/factor/confirm",
            post(account::factor::confirm),
        )
        .route("/moderation/account/factor/end", post(account::factor::end))
        .route("/moderation/account/session", post(account::end_session))
}

/// Whether one of our own pages sent this. Browsers say so with every form; a page of a sibling domain, whose requests carry
/// our cookie all the same, cannot.
fn is_own(context: &Context, headers: &HeaderMap) -> bool {
    let origin = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    // On a machine of one's own, people also type the other name of the same address.
    let as_number = |origin: &str| origin.replacen("http://localhost:", "http://127.0.0.1:", 1);
    origin.is_some_and(|origin| as_number(origin) == as_number(&context.public_url))
}

/// The session whose own form this is. Others are refused, and that is written down.
async fn of_its_form(
    context: &Context,
    session: Option<Session>,
    headers: &HeaderMap,
    form_token: &str,
) -> Result<Session, Refusal> {
    let session = session.ok_or(Refusal::LoggedOut)?;
    if is_own(context, headers) && session.made(form_token) {
        return Ok(session);
    }
    note_of(context, &session.moderator.actor(), "not_ours").await?;
    Err(Refusal::NotOurs)
}

/// The same for a form about a site: who may not moderate it is refused, and that is written down.
async fn of_the_form_of_a_site(
    context: &Context,
    session: Option<Session>,
    headers: &HeaderMap,
    form_token: &str,
    site: &str,
) -> Result<Session, Refusal> {
    let session = of_its_form(context, session, headers, form_token).await?;
    if context.settings.site(site).is_some() && session.moderator.may(site) {
        return Ok(session);
    }
    note_of(context, &session.moderator.actor(), "not_yours").await?;
    Err(Refusal::NotYours)
}
