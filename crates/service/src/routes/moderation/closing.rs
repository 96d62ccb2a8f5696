//! Pages whose comments are closed by hand: which they are, and the forms that close one or open it again.

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
use crate::comments::{self, ClosedPage, Closing, closed_pages};
use crate::counting::page::PageKey;
use crate::http::page;
use crate::moderation::Session;

/// The page's own path.
pub(super) const PATH: &str = "/moderation/closing";

#[derive(Default, Deserialize)]
pub(super) struct Asked {
    /// The page that a link of the queue means.
    #[serde(default)]
    page: String,
}

pub(super) async fn show(
    State(app): State<App>,
    session: Option<Session>,
    asked: Result<Query<Position>, QueryRejection>,
    meant: Result<Query<Asked>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Visit {
        session,
        sites,
        site,
        position,
    } = Visit::of(&app, session, asked)?;
    let mut read = app.store.read().await?;
    let closed = closed_pages(&mut read, &site.id).await?;
    let words = position.lang.closing_words();
    let meant = meant.unwrap_or_default().0.page;
    let fields = by_hand::fields(&position, (words.which, "page"), &meant, words.close);
    let main = html! {
        p { (words.purpose) }
        (by_hand::form((&session, &position), PATH, "close", &fields))
        h2 { (words.closed) }
        @if closed.is_empty() { p { (words.none) } }
        ul.log { @for one in &closed { li { (line(&session, &position, one)) } } }
    };
    let main = around(&session, &position, PATH, &sites, &main);
    Ok(page(
        StatusCode::OK,
        position.lang.code(),
        words.title,
        &main,
    ))
}

fn line(session: &Session, position: &Position, one: &ClosedPage) -> Markup {
    let changed = Changed {
        title: one.title.as_ref().unwrap_or(&one.page),
        url: one.url.as_deref(),
        key: &one.page,
        since_ms: one.closed_ms,
    };
    let open = by_hand::take_back("page", &one.page, position.lang.closing_words().open);
    by_hand::line(
        &changed,
        &by_hand::form((session, position), PATH, "open", &open),
    )
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Change {
    Close,
    Open,
}

#[derive(Deserialize)]
pub(super) struct Given {
    form_token: String,
    site: String,
    change: Change,
    page: String,
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
    let actor = session.moderator.actor();
    let note = noted(&given.note).map_err(|_| Refusal::Unreadable)?;
    // PostgreSQL takes no NUL, and neither an address nor a key has one.
    let named = given.page.trim();
    if named.contains('\0') {
        return Err(Refusal::NoPage);
    }
    let mut write = app.store.write().await?;
    let key = match comments::page_of_address(&mut write, &given.site, named).await? {
        Some(id) => id,
        None => PageKey::parse(named)
            .map_err(|_| Refusal::NoPage)?
            .into_string(),
    };
    let closing = Closing {
        site: &given.site,
        page: &key,
        close: given.change == Change::Close,
        note: &note,
        actor: &actor,
    };
    comments::close(&mut write, closing, app.clock.now_ms()).await?;
    write.commit().await?;
    app.rendered.forget();
    let position = Position {
        lang: given.lang,
        site: given.site,
        ..Position::default()
    };
    Ok(onward(&position.on(PATH)))
}
