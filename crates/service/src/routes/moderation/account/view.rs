//! How the account page looks.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::factor::section;
use crate::app::App;
use crate::comments::iso;
use crate::http::page;
use crate::moderation::password::{LONGEST, SHORTEST};
use crate::moderation::session::BeganBy;
use crate::moderation::sessions::{self, Open};
use crate::moderation::{Session, factor};
use crate::routes::moderation::queue::{Position, around, shown, sites};
use crate::routes::moderation::refusal::Refusal;
use crate::routes::moderation::words::Lang;

/// What the page says about what was just sent.
#[derive(Clone, Copy)]
pub(super) enum Said {
    Nothing,
    /// It was done.
    Done(&'static str),
    /// Why the password was not changed.
    Password(&'static str),
    /// Why nothing was done about the second factor.
    Factor(&'static str),
}

/// The whole page.
pub(super) async fn whole(
    app: &App,
    session: &Session,
    lang: Lang,
    status: StatusCode,
    said: Said,
) -> Result<Response, Refusal> {
    let id = &session.moderator.id;
    let mut read = app.store.read().await?;
    let open = sessions::of(app, &mut read, id).await?;
    let codes_left = factor::codes_left(&mut read, id).await?;
    drop(read);
    let words = lang.account_words();
    let main = html! {
        @if let Said::Done(notice) = said { p.notice role="status" { (notice) } }
        h2 { (words.password) }
        @if let Said::Password(error) = said { p.error role="alert" { (error) } }
        (password_form(app, session, lang))
        h2 { (lang.factor_words().title) }
        @if let Said::Factor(error) = said { p.error role="alert" { (error) } }
        (section(app, session, lang, codes_left))
        h2 { (words.sessions) }
        ul.log { @for one in &open { (one_session(session, lang, one)) } }
    };
    let main = framed(app, session, lang, &main);
    Ok(page(status, lang.code(), words.title, &main))
}

/// The ways around, around a page of the account.
pub(super) fn framed(app: &App, session: &Session, lang: Lang, main: &Markup) -> Markup {
    let position = Position {
        lang,
        ..Position::default()
    };
    around(
        session,
        &position,
        "/moderation/account",
        &sites(app, session),
        main,
    )
}

fn password_form(app: &App, session: &Session, lang: Lang) -> Markup {
    let words = lang.account_words();
    html! {
        form method="post" action="/moderation/account/password" {
            input type="hidden" name="form_token" value=(session.form_token);
            input type="hidden" name="lang" value=(lang.code());
            // Password managers keep the new one under this name.
            input type="hidden" name="username" autocomplete="username" value=(session.moderator.email);
            @if !session.has_new_link(app) {
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
