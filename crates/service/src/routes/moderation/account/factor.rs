//! The second factor, for its owner: setting it up, letting it count, ending it.

mod view;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::view::{Said, whole};
use super::{done, password_again};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::moderation::log::{self, Entry};
use crate::moderation::login::{Refused, right_code};
use crate::moderation::{Session, factor};
use crate::routes::moderation::of_its_form;
use crate::routes::moderation::refusal::Refusal;
use crate::routes::moderation::words::Lang;
use crate::store::Write;

pub(in crate::routes::moderation) use view::code_field;
pub(super) use view::section;

#[derive(Deserialize)]
pub(in crate::routes::moderation) struct Given {
    form_token: String,
    #[serde(default)]
    lang: Lang,
    #[serde(default)]
    current: String,
    #[serde(default)]
    code: String,
}

/// Offers a secret, for the password.
pub(in crate::routes::moderation) async fn set_up(
    State(app): State<App>,
    session: Option<Session>,
    from: ClientAddress,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let (session, given) = taken(&app, session, from, &headers, given).await?;
    if !session.has_new_link(&app)
        && let Some((status, error)) =
            password_again(&app, &session, &given.current, from, given.lang).await?
    {
        return whole(&app, &session, given.lang, status, Said::Factor(error)).await;
    }
    let mut write = app.store.write().await?;
    let offered = factor::offer(&app, &mut write, &session.moderator.id, &session.handle).await?;
    write.commit().await?;
    let Some(secret) = offered else {
        let said = Said::Factor(given.lang.factor_words().already);
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return whole(&app, &session, given.lang, status, said).await;
    };
    Ok(view::secret(
        &app,
        &session,
        given.lang,
        StatusCode::OK,
        &secret,
        "",
    ))
}

/// Lets the secret count, for a code of it, and shows the recovery codes.
pub(in crate::routes::moderation) async fn confirm(
    State(app): State<App>,
    session: Option<Session>,
    from: ClientAddress,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let (session, given) = taken(&app, session, from, &headers, given).await?;
    let id = &session.moderator.id;
    let mut write = app.store.write().await?;
    let codes = factor::confirm(&app, &mut write, id, &session.handle, &given.code).await?;
    if let Some(codes) = codes {
        note(&app, &mut write, &session, "set").await?;
        write.commit().await?;
        return Ok(view::recovery(&app, &session, given.lang, &codes));
    }
    drop(write);
    let secret = {
        let mut read = app.store.read().await?;
        factor::offered(&app, &mut read, id, &session.handle).await?
    };
    let (status, error) = (
        StatusCode::UNPROCESSABLE_ENTITY,
        given.lang.factor_words().confirm_wrong,
    );
    match secret {
        Some(secret) => Ok(view::secret(
            &app, &session, given.lang, status, &secret, error,
        )),
        None => whole(&app, &session, given.lang, status, Said::Factor(error)).await,
    }
}

/// Ends it, for the password and a code.
pub(in crate::routes::moderation) async fn end(
    State(app): State<App>,
    session: Option<Session>,
    from: ClientAddress,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let (session, given) = taken(&app, session, from, &headers, given).await?;
    let lang = given.lang;
    let wrong = password_again(&app, &session, &given.current, from, lang).await?;
    if let Some((status, error)) = wrong {
        return whole(&app, &session, lang, status, Said::Factor(error)).await;
    }
    // As with the password, the tries of this session are counted apart.
    let id = &session.moderator.id;
    let counted = right_code(&app, id, &given.code, from, Some(&session.handle)).await;
    let (status, error) = match counted {
        Ok(mut write) => {
            factor::remove(&mut write, id).await?;
            note(&app, &mut write, &session, "ended").await?;
            write.commit().await?;
            return Ok(done(lang, "factor"));
        }
        Err(Refused::Database(error)) => return Err(error.into()),
        Err(Refused::TooOften(_)) => (
            StatusCode::TOO_MANY_REQUESTS,
            lang.account_words().too_often,
        ),
        Err(_) => (
            StatusCode::UNPROCESSABLE_ENTITY,
            lang.factor_words().code_wrong,
        ),
    };
    whole(&app, &session, lang, status, Said::Factor(error)).await
}

async fn taken(
    app: &App,
    session: Option<Session>,
    from: ClientAddress,
    headers: &HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<(Session, Given), Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    let session = of_its_form(app, session, headers, &given.form_token).await?;
    app.gate.rates.form(from).map_err(Refusal::Failed)?;
    Ok((session, given))
}

async fn note(
    app: &App,
    write: &mut Write,
    session: &Session,
    after: &str,
) -> Result<(), sqlx::Error> {
    let entry = Entry {
        actor: &session.moderator.actor(),
        action: "factor",
        after,
        ..Entry::default()
    };
    log::add(write, entry, app.clock.now_ms()).await
}
