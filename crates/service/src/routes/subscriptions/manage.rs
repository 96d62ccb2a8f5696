//! The page on which people see what is held about them, change it, end it and erase it.

mod view;

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use super::me::forget;
use crate::problem::Problem;
use crate::routes::link_page::{Fields, Link, LinkPage, PageError, Shown};
use crate::subscriptions::{self, Rhythm, choose, open_holder};

/// What is said above the data.
type Note = Option<&'static str>;

/// The page with everything that is held.
#[utoipa::path(
    get, path = "/subscriptions/manage", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id"), Link),
    responses(
        (status = 200, description = "A page with the data and forms to change, end and erase them", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, or nothing is held, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn show(page: LinkPage) -> Response {
    let shown = async {
        let id = open_holder(&page.app, &page.site.id, &page.token)?;
        data(&page, &id, StatusCode::OK, None).await
    };
    page.show(shown.await)
}

/// Changes the topics (`act=topics`, `topics=…` for each) or how often the news comes (`act=rhythm`, `rhythm=…`), agrees to the text of
/// today where an older one did not say how often (`act=agree`, `rhythm=…`, `version=…`, `consent=on`), ends the subscription (`act=unsubscribe`) or erases everything
/// (`act=erase`, `sure=yes`).
#[utoipa::path(
    post, path = "/subscriptions/manage", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id"), Link),
    request_body(content = String, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Done, as a page", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, or nothing is held, as a page", body = String, content_type = "text/html"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No topic or rhythm chosen, a box not ticked, or the text has changed, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn act(page: LinkPage, body: Bytes) -> Response {
    let shown = async {
        let id = open_holder(&page.app, &page.site.id, &page.token)?;
        let fields = Fields::of(&body);
        let is = |name: &str, value: &str| fields.all(name).any(|known| known == value);
        let words = page.words();
        if is("act", "topics") {
            let topics: Vec<String> = fields.all("topics").map(Into::into).collect();
            let (status, note) = change(&page, &id, &topics).await?;
            data(&page, &id, status, note).await
        } else if is("act", "rhythm") || is("act", "agree") {
            let (status, note) = set_rhythm(&page, &id, &fields).await?;
            data(&page, &id, status, note).await
        } else if is("act", "unsubscribe") {
            end(&page, &id).await?;
            data(&page, &id, StatusCode::OK, Some(words.unsubscribed_title)).await
        } else if is("act", "erase") && is("sure", "yes") {
            forget(&page.app, &page.site.id, &id).await?;
            Ok((
                StatusCode::OK,
                words.erased_title,
                html! { p { (words.erased_lead) } },
            ))
        } else {
            let note = is("act", "erase").then_some(words.erase_not_sure);
            data(&page, &id, StatusCode::UNPROCESSABLE_ENTITY, note).await
        }
    };
    page.show(shown.await)
}

async fn change(
    page: &LinkPage,
    id: &str,
    topics: &[String],
) -> Result<(StatusCode, Note), PageError> {
    let words = page.words();
    let notice = subscriptions::notice(&page.site, page.lang).ok_or(PageError::Gone)?;
    let Ok(topics) = choose(&notice, topics) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Some(words.choose_one)));
    };
    let now = page.app.clock.now_ms();
    let mut write = page.app.store.write().await?;
    let changed = subscriptions::change_topics(&mut write, &page.site.id, id, &topics, now).await?;
    write.commit().await?;
    Ok((StatusCode::OK, changed.then_some(words.saved)))
}

/// How often the news comes: chosen anew, or chosen and agreed to where that was not said before.
async fn set_rhythm(
    page: &LinkPage,
    id: &str,
    fields: &Fields,
) -> Result<(StatusCode, Note), PageError> {
    const UNDONE: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;
    let words = page.words();
    let Some(rhythm) = Rhythm::named(fields.first("rhythm")) else {
        return Ok((UNDONE, Some(words.choose_rhythm)));
    };
    let agrees = fields.first("act") == "agree";
    if agrees && fields.first("consent") != "on" {
        return Ok((UNDONE, Some(words.tick_consent)));
    }
    let now = page.app.clock.now_ms();
    let mut write = page.app.store.write().await?;
    let done = if agrees {
        let wish = (fields.first("version"), rhythm);
        subscriptions::agree(&mut write, &page.site, id, wish, page.lang, now).await?
    } else {
        subscriptions::change_rhythm(&mut write, &page.site.id, id, rhythm, now).await?
    };
    write.commit().await?;
    Ok(match done {
        true => (StatusCode::OK, Some(words.rhythm_saved)),
        false if agrees => (UNDONE, Some(words.text_changed)),
        false => (UNDONE, None),
    })
}

async fn end(page: &LinkPage, id: &str) -> Result<(), sqlx::Error> {
    let now = page.app.clock.now_ms();
    let mut write = page.app.store.write().await?;
    subscriptions::withdraw(&mut write, &page.app.keys, &page.site.id, id, now).await?;
    write.commit().await
}

async fn data(page: &LinkPage, id: &str, status: StatusCode, note: Note) -> Shown {
    let mut read = page.app.store.read().await?;
    let subscriber = subscriptions::by_id(&mut read, &page.site.id, id).await?;
    let subscriber = subscriber.ok_or(PageError::Gone)?;
    let report = subscriptions::report(&mut read, &subscriber).await?;
    drop(read);
    let main = view::everything(page, &report, &subscriber, note);
    Ok((status, page.words().manage_title, main))
}
