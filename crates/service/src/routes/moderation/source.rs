//! What a source gives, before it goes into the settings: for officers who have no shell. The service asks what they type, so it asks
//! nobody inside, a few at a time and not for long.

use std::time::Duration;

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;
use tokio::sync::Semaphore;
use url::Url;

use super::of_its_form;
use super::queue::{Position, around, hidden, sites};
use super::refusal::Refusal;
use super::words::{Lang, SourceWords};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::doctor::{Part, Question, examine};
use crate::http::page;
use crate::moderation::Session;
use crate::subscriptions;

/// The page's own path.
const PATH: &str = "/moderation/source";
/// The most time for all that is asked of a source: a browser waits for it.
const PATIENCE: Duration = Duration::from_secs(20);
/// How many sources are asked at one time, whoever wants to know.
static PLACES: Semaphore = Semaphore::const_new(2);

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let session = session.ok_or(Refusal::ToLogin(position.lang))?;
    shown(
        &app,
        &session,
        position,
        StatusCode::OK,
        &Given::default(),
        &html! {},
    )
}

#[derive(Default, Deserialize)]
pub(super) struct Given {
    form_token: String,
    site: String,
    address: String,
    #[serde(default)]
    page: String,
    #[serde(default)]
    lang: Lang,
}

/// Asks the source, and says what came of it.
pub(super) async fn ask(
    State(app): State<App>,
    session: Option<Session>,
    from: ClientAddress,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    let session = of_its_form(&app, session, &headers, &given.form_token).await?;
    let position = Position {
        lang: given.lang,
        site: given.site.clone(),
        ..Position::default()
    };
    // Whose site it is not gets nothing asked.
    position.chosen(&sites(&app, &session))?;
    let words = given.lang.source_words();
    let refused = |status, sentence: &str| {
        let said = html! { p.notice role="alert" { (sentence) } };
        shown(&app, &session, position.clone(), status, &given, &said)
    };
    let address = Url::parse(given.address.trim()).ok();
    let Some(address) = address.filter(|address| app.outgoing.permits(address)) else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, words.not_allowed);
    };
    let on = given.page.trim();
    let on = (!on.is_empty()).then(|| Url::parse(on).ok().filter(Url::has_host));
    if on == Some(None) {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, words.no_page);
    }
    app.gate.rates.form(from).map_err(Refusal::Failed)?;
    let Ok(_place) = PLACES.try_acquire() else {
        return refused(StatusCode::SERVICE_UNAVAILABLE, words.busy);
    };
    let question = Question {
        url: address.as_str(),
        page: on.as_ref().and_then(Option::as_ref),
        lang: subscriptions::Lang::of(given.lang.code()),
        site: Some(&given.site)
            .filter(|site| !site.is_empty())
            .map(String::as_str),
        patience: PATIENCE,
        now_ms: app.clock.now_ms(),
    };
    let report = examine(&app.outgoing, &app.settings, question).await;
    let said = html! { @for part in &report.parts { (told(part)) } };
    shown(&app, &session, position, StatusCode::OK, &given, &said)
}

fn shown(
    app: &App,
    session: &Session,
    position: Position,
    status: StatusCode,
    given: &Given,
    said: &Markup,
) -> Result<Response, Refusal> {
    let sites = sites(app, session);
    let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let position = position.at(site);
    let words = position.lang.source_words();
    let main = html! {
        p { (words.purpose) }
        (form(session, &position, given, words))
        (said)
    };
    let main = around(session, &position, PATH, &sites, &main);
    Ok(page(status, position.lang.code(), words.title, &main))
}

fn form(session: &Session, position: &Position, given: &Given, words: &SourceWords) -> Markup {
    html! {
        form method="post" action=(PATH) {
            (hidden(session, position))
            p { label { (words.address) " " input name="address" type="url" required maxlength="2000" value=(given.address); } }
            p { label { (words.page) " " input name="page" type="url" maxlength="2000" value=(given.page); } }
            button { (words.ask) }
        }
    }
}

fn told(part: &Part) -> Markup {
    html! {
        h2 { (part.title) }
        @if !part.lines.is_empty() { ul { @for line in &part.lines { li { (line) } } } }
        @for (purpose, snippet) in &part.snippets {
            p { (purpose) }
            pre.snippet tabindex="0" { code { (snippet.trim_end()) } }
        }
    }
}
