//! The second factor, for its owner: setting it up, letting it count, ending it.

mod view;

use axum::Form;
use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::view::{Said, whole};
use super::{OwnForm, done, password_again, taken};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::moderation::login::{Refused, right_code};
use crate::moderation::{Session, factor, log};
use crate::routes::moderation::refusal::Refusal;
use crate::routes::moderation::words::Lang;

pub(in crate::routes::moderation) use view::code_field;
pub(super) use view::section;

impl OwnForm for Given {
    fn token(&self) -> &str {
        &self.form_token
    }
}

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
        let owner = &session.moderator;
        log::own(&mut write, owner, "factor", "set", app.clock.now_ms()).await?;
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
            let owner = &session.moderator;
            log::own(&mut write, owner, "factor", "ended", app.clock.now_ms()).await?;
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
