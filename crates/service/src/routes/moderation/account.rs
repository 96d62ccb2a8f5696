//! A moderator's own account: the password, and the sessions that are open.

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::{Deserialize, Serialize};

use super::of_its_form;
use super::queue::{Place, around, shown, sites};
use super::refusal::{Refusal, onward};
use super::words::{AccountWords, Lang};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::comments::iso;
use crate::http::page;
use crate::moderation::log::{self, Entry};
use crate::moderation::login::{Refused, right_password};
use crate::moderation::password::{self, LONGEST, PasswordError, SHORTEST};
use crate::moderation::session::{self, BeganBy};
use crate::moderation::sessions::{self, Open};
use crate::moderation::{Session, account};

/// What has just been done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Done {
    Password,
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
    let Some(session) = session else {
        return Ok(onward(&format!(
            "/moderation/login?lang={}",
            asked.lang.code()
        )));
    };
    let words = asked.lang.account_words();
    let done = asked.done.map(|done| match done {
        Done::Password => words.password_changed,
        Done::Session => words.session_ended,
    });
    whole(&app, &session, asked.lang, StatusCode::OK, done, None).await
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

/// Sets the password and ends all other sessions. The one before is asked for, unless an administrator's link let its owner in.
pub(super) async fn change_password(
    State(app): State<App>,
    session: Option<Session>,
    from: ClientAddress,
    headers: HeaderMap,
    change: Result<Form<Change>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(change) = change.map_err(|_| Refusal::Unreadable)?;
    let session = of_its_form(&app, session, &headers, &change.form_token).await?;
    app.gate.rates.form(from).map_err(Refusal::Failed)?;
    let words = change.lang.account_words();
    let refused = async |status, sentence| {
        whole(&app, &session, change.lang, status, None, Some(sentence)).await
    };
    if session.began_by == BeganBy::Password {
        // The tries of this session are counted apart: neither strangers nor the network use them up.
        let email = &session.moderator.email;
        match right_password(&app, email, &change.current, from, Some(&session.handle)).await {
            Ok(_) => {}
            Err(Refused::Database(error)) => return Err(error.into()),
            Err(Refused::TooOften(_)) => {
                return refused(StatusCode::TOO_MANY_REQUESTS, words.too_often).await;
            }
            Err(_) => return refused(StatusCode::UNPROCESSABLE_ENTITY, words.current_wrong).await,
        }
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
    let entry = Entry {
        actor: &owner.actor(),
        action: "password",
        after: "changed",
        ..Entry::default()
    };
    log::add(&mut write, entry, app.clock.now_ms()).await?;
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
        let entry = Entry {
            actor: &session.moderator.actor(),
            action: "session",
            after: "ended",
            ..Entry::default()
        };
        log::add(&mut write, entry, app.clock.now_ms()).await?;
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

async fn whole(
    app: &App,
    session: &Session,
    lang: Lang,
    status: StatusCode,
    notice: Option<&str>,
    error: Option<&str>,
) -> Result<Response, Refusal> {
    let open = {
        let mut read = app.store.read().await?;
        sessions::of(app, &mut read, &session.moderator.id).await?
    };
    let words = lang.account_words();
    let main = html! {
        @if let Some(notice) = notice { p.notice role="status" { (notice) } }
        h2 { (words.password) }
        @if let Some(error) = error { p.error role="alert" { (error) } }
        (password_form(session, lang))
        h2 { (words.sessions) }
        ul.log { @for one in &open { (one_session(session, lang, one)) } }
    };
    let place = Place {
        lang,
        ..Place::default()
    };
    let main = around(session, &place, &sites(app, session), &main);
    Ok(page(status, lang.code(), words.title, &main))
}

fn password_form(session: &Session, lang: Lang) -> Markup {
    let words = lang.account_words();
    html! {
        form method="post" action="/moderation/account/password" {
            input type="hidden" name="form_token" value=(session.form_token);
            input type="hidden" name="lang" value=(lang.code());
            // Password managers keep the new one under this name.
            input type="hidden" name="username" autocomplete="username" value=(session.moderator.email);
            @if session.began_by == BeganBy::Password {
                label for="current" { (words.current) }
                input id="current" name="current" type="password" autocomplete="current-password" required maxlength=(LONGEST);
            }
            label for="new" { (words.new) }
            input id="new" name="new" type="password" autocomplete="new-password" required minlength=(SHORTEST)
                maxlength=(LONGEST) aria-describedby="new-hint";
            p.soft id="new-hint" { (words.hint) }
            p { button { (words.change) } }
        }
    }
}

fn one_session(session: &Session, lang: Lang, one: &Open) -> Markup {
    let words = lang.account_words();
    let by = if one.began_by == BeganBy::Link.name() {
        words.by_link
    } else {
        words.by_password
    };
    html! {
        li {
            p {
                (by) " " (shown(&iso(one.began_ms))) ". " (words.used) " " (shown(&iso(one.used_ms))) "."
                @if one.handle == session.handle { " " strong { (words.this_one) } }
            }
            form method="post" action="/moderation/account/session" {
                input type="hidden" name="form_token" value=(session.form_token);
                input type="hidden" name="lang" value=(lang.code());
                input type="hidden" name="session" value=(one.handle);
                button.plain { (words.end) }
            }
        }
    }
}
