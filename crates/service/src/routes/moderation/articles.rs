//! Articles that are taken down by hand: which they are, and the forms that take one down or put it back.

use axum::Form;
use axum::extract::rejection::{FormRejection, QueryRejection};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use serde::Deserialize;

use super::api::noted;
use super::by_hand::{self, Changed};
use super::of_the_form_of_a_site;
use super::queue::{Position, Visit, around};
use super::refusal::{Refusal, onward};
use super::words::Lang;
use crate::app::App;
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
    let Visit {
        session,
        sites,
        site,
        position,
    } = Visit::of(&app, session, asked)?;
    let mut read = app.store.read().await?;
    let down = withheld(&mut read, &site.id).await?;
    let words = position.lang.words();
    let which = (words.which_article, "article");
    let fields = by_hand::fields(&position, which, "", words.take_down);
    let main = html! {
        h2 { (words.take_down) }
        (by_hand::form((&session, &position), PATH, "take-down", &fields))
        h2 { (words.taken_down) }
        @if down.is_empty() { p { (words.none_taken_down) } }
        ul.log { @for one in &down { li { (line(&session, &position, one)) } } }
    };
    let main = around(&session, &position, PATH, &sites, &main);
    Ok(page(
        StatusCode::OK,
        position.lang.code(),
        words.articles,
        &main,
    ))
}

fn line(session: &Session, position: &Position, one: &Withheld) -> Markup {
    let changed = Changed {
        title: &one.title(),
        url: one.url.as_deref(),
        key: &one.id,
        since_ms: one.withheld_ms,
    };
    let put_back = by_hand::take_back("article", &one.id, position.lang.words().put_back);
    by_hand::line(
        &changed,
        &by_hand::form((session, position), PATH, "put-back", &put_back),
    )
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
    let session =
        of_the_form_of_a_site(&app, session, &headers, &given.form_token, &given.site).await?;
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
