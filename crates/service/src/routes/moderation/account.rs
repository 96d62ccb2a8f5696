//! A moderator's own account: the password, the second factor, and the sessions that are open.

pub(super) mod factor;
mod view;

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};

use super::of_its_form;
use super::refusal::{Refusal, onward};
use super::words::{AccountWords, Lang};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::moderation::login::{Refused, right_password};
use crate::moderation::password::{self, PasswordError};
use crate::moderation::session::{self, BeganBy};
use crate::moderation::{Session, account, log, sessions};
use view::{Said, whole};

pub(super) use factor::code_field;

/// What has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Done {
    Password,
    Factor,
    Session,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    lang: Lang,
    done: Option<Done>,
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let asked = asked.unwrap_or_default().0;
    let session = session.ok_or(Refusal::ToLogin(asked.lang))?;
    let words = asked.lang.account_words();
    let said = match asked.done {
        None => Said::Nothing,
        Some(Done::Password) => Said::Done(words.password_changed),
        Some(Done::Factor) => Said::Done(asked.lang.factor_words().ended),
        Some(Done::Session) => Said::Done(words.session_ended),
    };
    whole(&app, &session, asked.lang, StatusCode::OK, said).await
}

/// A form of the account's own pages, whose tries are counted.
trait OwnForm {
    /// The token of the session that it was made for.
    fn token(&self) -> &str;
}

/// The session and what was sent, where the form is its own and was not sent too often.
async fn taken<T: OwnForm>(
    app: &App,
    session: Option<Session>,
    from: ClientAddress,
    headers: &HeaderMap,
    given: Result<Form<T>, FormRejection>,
) -> Result<(Session, T), Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    let session = of_its_form(app, session, headers, given.token()).await?;
    app.gate.rates.form(from).map_err(Refusal::Failed)?;
    Ok((session, given))
}

impl OwnForm for Change {
    fn token(&self) -> &str {
        &self.form_token
    }
}

#[derive(Deserialize)]
pub(super) struct Change {
    form_token: String,
    #[serde(default)]
    lang: Lang,
    #[serde(default)]
    current: String,
    new: String,
}

/// Sets the password and ends all other sessions. The one before is asked for, unless an administrator's link has just let its owner in.
pub(super) async fn change_password(
    State(app): State<App>,
    session: Option<Session>,
    from: ClientAddress,
    headers: HeaderMap,
    change: Result<Form<Change>, FormRejection>,
) -> Result<Response, Refusal> {
    let (session, change) = taken(&app, session, from, &headers, change).await?;
    let words = change.lang.account_words();
    let refused = async |status, sentence| {
        whole(
            &app,
            &session,
            change.lang,
            status,
            Said::Password(sentence),
        )
        .await
    };
    if !session.has_new_link(&app)
        && let Some((status, sentence)) =
            password_again(&app, &session, &change.current, from, change.lang).await?
    {
        return refused(status, sentence).await;
    }
    match password::hash(&change.new, &session.moderator).await {
        Ok(hash) => {
            let cookie = set(&app, &session, &hash, &headers).await?;
            let mut response = done(change.lang, "password");
            response.headers_mut().insert(SET_COOKIE, cookie);
            Ok(response)
        }
        Err(error) => refused(StatusCode::UNPROCESSABLE_ENTITY, sentence(words, error)).await,
    }
}

/// Asks somebody who is logged in for their password again: the answer when it is not right.
async fn password_again(
    app: &App,
    session: &Session,
    given: &str,
    from: ClientAddress,
    lang: Lang,
) -> Result<Option<(StatusCode, &'static str)>, Refusal> {
    let words = lang.account_words();
    // The tries of this session are counted apart: neither strangers nor the network use them up.
    let email = &session.moderator.email;
    match right_password(app, email, given, from, Some(&session.handle)).await {
        Ok(_) => Ok(None),
        Err(Refused::Database(error)) => Err(error.into()),
        Err(Refused::TooOften(_)) => Ok(Some((StatusCode::TOO_MANY_REQUESTS, words.too_often))),
        Err(_) if session.began_by == BeganBy::Link => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            Ok(Some((status, words.current_wrong_or_none)))
        }
        Err(_) => Ok(Some((
            StatusCode::UNPROCESSABLE_ENTITY,
            words.current_wrong,
        ))),
    }
}

async fn set(
    app: &App,
    session: &Session,
    hash: &str,
    headers: &HeaderMap,
) -> Result<HeaderValue, sqlx::Error> {
    let owner = &session.moderator;
    let mut write = app.store.write().await?;
    account::set_password(&mut write, &owner.id, hash).await?;
    let cookie = session::begin(app, &mut write, &owner.id, BeganBy::Password, headers).await?;
    log::own(&mut write, owner, "password", "changed", app.clock.now_ms()).await?;
    write.commit().await?;
    Ok(cookie)
}

#[derive(Deserialize)]
pub(super) struct Ending {
    form_token: String,
    #[serde(default)]
    lang: Lang,
    session: String,
}

/// Ends a session of one's own, also this one.
pub(super) async fn end_session(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    ending: Result<Form<Ending>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(ending) = ending.map_err(|_| Refusal::Unreadable)?;
    let session = of_its_form(&app, session, &headers, &ending.form_token).await?;
    // PostgreSQL cannot be asked for it.
    if ending.session.contains('\0') {
        return Err(Refusal::Unreadable);
    }
    let mut write = app.store.write().await?;
    if sessions::end(&mut write, &session.moderator.id, &ending.session).await? {
        let owner = &session.moderator;
        log::own(&mut write, owner, "session", "ended", app.clock.now_ms()).await?;
    }
    write.commit().await?;
    Ok(done(ending.lang, "session"))
}

fn done(lang: Lang, what: &str) -> Response {
    onward(&format!(
        "/moderation/account?lang={}&done={what}",
        lang.code()
    ))
}

/// Why a new password is not taken, and what to do.
const fn sentence(words: &AccountWords, error: PasswordError) -> &'static str {
    match error {
        PasswordError::Short => words.short,
        PasswordError::Long => words.long,
        PasswordError::Common => words.common,
        PasswordError::Repeated => words.repeated,
        PasswordError::OwnName => words.own_name,
        PasswordError::Hash => words.failed,
    }
}
