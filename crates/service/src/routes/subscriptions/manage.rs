//! The page on which people see what is held about them, change it, end it and erase it.

mod view;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use url::form_urlencoded;

use super::me::forget;
use super::pages::{Desk, Link, LinkQuery, Stopped};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::problem::Problem;
use crate::site::Site;
use crate::subscriptions::{self, choose, open_holder};

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
pub(super) async fn show(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    link: LinkQuery,
) -> Response {
    let desk = Desk::new(app, site, link);
    let shown = async {
        desk.app.gate.rates.read(from)?;
        let id = open_holder(&desk.app, &desk.site.id, &desk.token)?;
        data(&desk, &id, StatusCode::OK, None).await
    };
    desk.show(shown.await)
}

/// Changes the topics (`act=topics`, `topics=…` for each), ends the subscription (`act=unsubscribe`) or erases everything
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
        (status = 422, description = "No topic chosen, or the box for erasing not ticked, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn act(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    link: LinkQuery,
    body: Bytes,
) -> Response {
    let desk = Desk::new(app, site, link);
    let shown = async {
        desk.app.gate.rates.read(from)?;
        let id = open_holder(&desk.app, &desk.site.id, &desk.token)?;
        let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
        let is = |name: &str, value: &str| fields.iter().any(|(n, v)| n == name && v == value);
        let words = desk.words();
        if is("act", "topics") {
            let topics = fields.iter().filter(|(name, _)| name == "topics");
            let topics: Vec<String> = topics.map(|(_, id)| id.clone()).collect();
            let (status, note) = change(&desk, &id, &topics).await?;
            data(&desk, &id, status, note).await
        } else if is("act", "unsubscribe") {
            end(&desk, &id).await?;
            data(&desk, &id, StatusCode::OK, Some(words.unsubscribed_title)).await
        } else if is("act", "erase") && is("sure", "yes") {
            forget(&desk.app, &desk.site.id, &id).await?;
            Ok((
                StatusCode::OK,
                words.erased_title,
                html! { p { (words.erased_lead) } },
            ))
        } else {
            let note = is("act", "erase").then_some(words.erase_not_sure);
            data(&desk, &id, StatusCode::UNPROCESSABLE_ENTITY, note).await
        }
    };
    desk.show(shown.await)
}

async fn change(desk: &Desk, id: &str, topics: &[String]) -> Result<(StatusCode, Note), Stopped> {
    let words = desk.words();
    let notice = subscriptions::notice(&desk.site, desk.lang).ok_or(Stopped::Gone)?;
    let Ok(topics) = choose(&notice, topics) else {
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Some(words.choose_one)));
    };
    let now = desk.app.clock.now_ms();
    let mut write = desk.app.store.write().await?;
    let changed = subscriptions::change_topics(&mut write, &desk.site.id, id, &topics, now).await?;
    write.commit().await?;
    Ok((StatusCode::OK, changed.then_some(words.saved)))
}

async fn end(desk: &Desk, id: &str) -> Result<(), sqlx::Error> {
    let now = desk.app.clock.now_ms();
    let mut write = desk.app.store.write().await?;
    subscriptions::withdraw(&mut write, &desk.app.keys, &desk.site.id, id, now).await?;
    write.commit().await
}

async fn data(
    desk: &Desk,
    id: &str,
    status: StatusCode,
    note: Note,
) -> Result<(StatusCode, &'static str, Markup), Stopped> {
    let mut read = desk.app.store.read().await?;
    let subscriber = subscriptions::by_id(&mut read, &desk.site.id, id).await?;
    let subscriber = subscriber.ok_or(Stopped::Gone)?;
    let report = subscriptions::report(&mut read, &subscriber).await?;
    drop(read);
    let main = view::everything(desk, &report, &subscriber, note);
    Ok((status, desk.words().manage_title, main))
}
