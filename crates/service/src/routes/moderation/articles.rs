//! Articles that are taken down by hand: which they are, and the forms that take one down or put it back.

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::api::noted;
use super::is_own;
use super::queue::{Position, around, hidden, shown, sites};
use super::refusal::{Refusal, onward, to_login};
use super::words::Lang;
use crate::app::App;
use crate::comments::iso;
use crate::http::page;
use crate::moderation::Session;
use crate::moderation::articles::{Change, Wish, Withheld, change, withheld};

/// The page's own path.
const PATH: &str = "/moderation/articles";

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Refusal> {
    let position = asked.unwrap_or_default().0;
    let Some(session) = session else {
        return Ok(to_login(position.lang));
    };
    let sites = sites(&app, &session);
    let site = position.chosen(&sites)?.ok_or(Refusal::NotYours)?;
    let position = position.at(site);
    let mut read = app.store.read().await?;
    let down = withheld(&mut read, &site.id).await?;
    let words = position.lang.words();
    let main = html! {
        h2 { (words.take_down) }
        form method="post" action=(PATH) {
            (changes(&session, &position, "take-down"))
            p { label { (words.which_article) " " input name="article" required maxlength="2000"; } }
            p { label { (words.note) " " input name="note" maxlength="300"; } }
            button { (words.take_down) }
        }
        h2 { (words.taken_down) }
        @if down.is_empty() { p { (words.none_taken_down) } }
        ul.log { @for one in &down { li { (line(&session, &position, one)) } } }
    };
    let main = around(&session, &position, "/moderation/articles", &sites, &main);
    Ok(page(
        StatusCode::OK,
        position.lang.code(),
        words.articles,
        &main,
    ))
}

fn line(session: &Session, position: &Position, one: &Withheld) -> Markup {
    html! {
        p {
            @if let Some(url) = &one.url {
                a href=(url) rel="noreferrer" target="_blank" { bdi { (one.title()) } }
            } @else {
                bdi { (one.title()) }
            }
        }
        p.soft { (shown(&iso(one.withheld_ms))) " · " (one.id) }
        form method="post" action=(PATH) {
            (changes(session, position, "put-back"))
            input type="hidden" name="article" value=(one.id);
            button.plain { (position.lang.words().put_back) }
        }
    }
}

fn changes(session: &Session, position: &Position, change: &str) -> Markup {
    html! {
        (hidden(session, position))
        input type="hidden" name="change" value=(change);
    }
}

#[derive(Deserialize)]
pub(super) struct Given {
    form_token: String,
    site: String,
    change: Change,
    article: String,
    #[serde(default)]
    note: String,
    #[serde(default)]
    lang: Lang,
}

/// Does it, and goes back to the list.
pub(super) async fn make(
    State(app): State<App>,
    session: Option<Session>,
    headers: HeaderMap,
    given: Result<Form<Given>, FormRejection>,
) -> Result<Response, Refusal> {
    let Form(given) = given.map_err(|_| Refusal::Unreadable)?;
    let session = session.ok_or(Refusal::LoggedOut)?;
    if !is_own(&app, &headers) || !session.made(&given.form_token) {
        return Err(Refusal::NotOurs);
    }
    if app.settings.site(&given.site).is_none() || !session.moderator.may(&given.site) {
        return Err(Refusal::NotYours);
    }
    // PostgreSQL takes no NUL, and no article has one.
    let article = given.article.trim();
    if article.is_empty() || article.contains('\0') {
        return Err(Refusal::NoArticle);
    }
    let note = noted(&given.note).map_err(|_| Refusal::Unreadable)?;
    let wish = Wish {
        site: &given.site,
        article,
        change: given.change,
        note: &note,
        actor: &session.moderator.actor(),
    };
    let mut write = app.store.write().await?;
    let done = change(&mut write, wish, app.clock.now_ms()).await?;
    write.commit().await?;
    done.ok_or(Refusal::NoArticle)?;
    app.rendered.forget();
    let position = Position {
        lang: given.lang,
        site: given.site,
        ..Position::default()
    };
    Ok(onward(&position.on(PATH)))
}
