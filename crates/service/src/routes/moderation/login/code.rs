//! The second page of logging in: the code.

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::html;
use serde::Deserialize;

use super::{entered, own, retry_after};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::page;
use crate::moderation::login::{Refused, by_code};
use crate::routes::moderation::account::code_field;
use crate::routes::moderation::refusal::Refusal;
use crate::routes::moderation::words::Lang;

#[derive(Deserialize)]
pub(in crate::routes::moderation) struct Given {
    token: String,
    code: String,
    #[serde(default)]
    lang: Lang,
}

pub(in crate::routes::moderation) async fn enter(
    State(app): State<App>,
    from: ClientAddress,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    own(&app, &headers)?;
    app.gate.rates.form(from).map_err(Refusal::Failed)?;
    let words = given.lang.factor_words();
    match by_code(&app, &given.token, &given.code, from, &headers).await {
        Ok(cookies) => Ok(entered(given.lang, cookies)),
        Err(Refused::Database(error)) => Err(error.into()),
        Err(Refused::TooOften(seconds)) => {
            let status = StatusCode::TOO_MANY_REQUESTS;
            let error = given.lang.account_words().too_often;
            let response = ask(status, given.lang, &given.token, error);
            Ok(retry_after(response, seconds))
        }
        Err(Refused::Wrong) => {
            let status = StatusCode::UNAUTHORIZED;
            Ok(ask(status, given.lang, &given.token, words.code_wrong))
        }
        Err(Refused::Spent) => Ok(late(given.lang)),
    }
}

/// The form that asks for the code.
pub(super) fn ask(status: StatusCode, lang: Lang, token: &str, error: &str) -> Response {
    let words = lang.factor_words();
    let main = html! {
        @if !error.is_empty() { p.error role="alert" { (error) } }
        form method="post" action="/moderation/login/code" {
            input type="hidden" name="lang" value=(lang.code());
            input type="hidden" name="token" value=(token);
            (code_field(lang, true))
            p { button { (words.go_on) } }
        }
    };
    page(status, lang.code(), words.title, &main)
}

fn late(lang: Lang) -> Response {
    let words = lang.factor_words();
    let main = html! {
        p role="alert" { (words.code_late) }
        p { a href=(format!("/moderation/login?lang={}", lang.code())) { (words.back_to_login) } }
    };
    page(StatusCode::GONE, lang.code(), words.title, &main)
}
