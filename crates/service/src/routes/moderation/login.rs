//! Logging in and out.

pub(super) mod code;

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::header::{RETRY_AFTER, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::refusal::{Refusal, onward, to_login};
use super::words::Lang;
use super::{is_own, of_its_form};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::page;
use crate::moderation::log;
use crate::moderation::login::{Cookies, Entered, Refused, by_link, by_password};
use crate::moderation::session::Session;

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    lang: Lang,
    /// The token of a login link.
    #[serde(default)]
    t: String,
}

pub(super) async fn show(asked: Result<Query<Asked>, QueryRejection>) -> Response {
    let lang = asked.unwrap_or_default().0.lang;
    form(StatusCode::OK, lang, "", "")
}

#[derive(Deserialize)]
pub(super) struct Given {
    email: String,
    password: String,
    #[serde(default)]
    lang: Lang,
}

/// There is no session yet that could hold a token: the origin tells our own form from others.
pub(super) async fn enter(
    State(app): State<App>,
    from: ClientAddress,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    own(&app, &headers)?;
    app.gate.rates.form(from).map_err(Refusal::Failed)?;
    let words = given.lang.words();
    match by_password(&app, &given.email, &given.password, from, &headers).await {
        Ok(first) => Ok(onward_from(given.lang, first)),
        Err(Refused::Database(error)) => Err(error.into()),
        Err(Refused::TooOften(seconds)) => {
            let status = StatusCode::TOO_MANY_REQUESTS;
            let response = form(status, given.lang, words.too_often, &given.email);
            Ok(retry_after(response, seconds))
        }
        Err(Refused::Wrong | Refused::Spent) => {
            let status = StatusCode::UNAUTHORIZED;
            Ok(form(status, given.lang, words.wrong, &given.email))
        }
    }
}

/// A button and nothing else: what looks at links by itself uses none up.
pub(super) async fn show_link(asked: Result<Query<Asked>, QueryRejection>) -> Response {
    let asked = asked.unwrap_or_default().0;
    let words = asked.lang.words();
    let main = html! {
        p { (words.link_hint) }
        form method="post" action="/moderation/link" {
            input type="hidden" name="t" value=(asked.t);
            input type="hidden" name="lang" value=(asked.lang.code());
            button { (words.link_button) }
        }
    };
    page(StatusCode::OK, asked.lang.code(), words.log_in, &main)
}

pub(super) async fn use_link(
    State(app): State<App>,
    from: ClientAddress,
    headers: HeaderMap,
    asked: Result<Form<Asked>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(asked) = asked.map_err(|_| Refusal::Unreadable)?;
    own(&app, &headers)?;
    app.gate.rates.form(from).map_err(Refusal::Failed)?;
    let words = asked.lang.words();
    match by_link(&app, &asked.t, &headers).await {
        Ok(first) => Ok(onward_from(asked.lang, first)),
        Err(Refused::Database(error)) => Err(error.into()),
        Err(_) => {
            let main = html! { p role="alert" { (words.link_spent) } };
            Ok(page(
                StatusCode::GONE,
                asked.lang.code(),
                words.log_in,
                &main,
            ))
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Leaving {
    form_token: String,
    #[serde(default)]
    lang: Lang,
}

pub(super) async fn leave(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    leaving: Result<Form<Leaving>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(leaving) = leaving.map_err(|_| Refusal::Unreadable)?;
    let session = of_its_form(&app, session, &headers, &leaving.form_token).await?;
    let mut write = app.store.write().await?;
    let owner = &session.moderator;
    log::own(&mut write, owner, "logout", "", app.clock.now_ms()).await?;
    let cookie = session.end(&app, &mut write).await?;
    write.commit().await?;
    let mut response = to_login(leaving.lang);
    response.headers_mut().insert(SET_COOKIE, cookie);
    Ok(response)
}

/// The same answer, which says in how many seconds to come again.
fn retry_after(mut response: Response, seconds: u64) -> Response {
    let headers = response.headers_mut();
    headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

fn own(app: &App, headers: &HeaderMap) -> Result<(), Refusal> {
    if is_own(app, headers) {
        Ok(())
    } else {
        Err(Refusal::NotOurs)
    }
}

fn onward_from(lang: Lang, first: Entered) -> Response {
    match first {
        Entered::In(cookies) => entered(lang, cookies),
        Entered::Asked(token) => code::ask(StatusCode::OK, lang, &token, ""),
    }
}

fn entered(lang: Lang, cookies: Cookies) -> Response {
    let mut response = onward(&format!("/moderation?lang={}", lang.code()));
    for cookie in cookies {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

fn form(status: StatusCode, lang: Lang, error: &str, email: &str) -> Response {
    let words = lang.words();
    let main: Markup = html! {
        p.soft { (words.queue) }
        @if !error.is_empty() { p.error role="alert" { (error) } }
        form method="post" action="/moderation/login" {
            input type="hidden" name="lang" value=(lang.code());
            label for="email" { (words.email) }
            input id="email" name="email" type="email" autocomplete="username" required maxlength="320" value=(email);
            label for="password" { (words.password) }
            input id="password" name="password" type="password" autocomplete="current-password" required maxlength="1024";
            p { button { (words.log_in) } }
        }
        p { a href=(format!("/moderation/login?lang={}", lang.other().code())) lang=(lang.other().code()) { (words.other_language) } }
    };
    page(status, lang.code(), words.log_in, &main)
}
