//! The link that unsubscribes: by one press in a mail program (RFC 8058), or on a page with a button.

use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use crate::problem::Problem;
use crate::routes::link_page::{Link, LinkPage, Shown};
use crate::subscriptions::{self, open_unsubscription};

/// The page with the button that unsubscribes.
#[utoipa::path(
    get, path = "/subscriptions/unsubscribe", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id"), Link),
    responses(
        (status = 200, description = "A page with a button", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn show(page: LinkPage) -> Response {
    page.show(button(&page))
}

/// Unsubscribes. Again and again with the same answer, also for what was erased. A mail program sends
/// `List-Unsubscribe=One-Click` as a form; the token says everything, so the body is not read.
#[utoipa::path(
    post, path = "/subscriptions/unsubscribe", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id"), Link),
    responses(
        (status = 200, description = "Unsubscribed, as a page", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn act(page: LinkPage) -> Response {
    page.show(unsubscribe(&page).await)
}

fn button(page: &LinkPage) -> Shown {
    open_unsubscription(&page.app, &page.site.id, &page.token)?;
    let words = page.words();
    let main = html! {
        (page.about(words.unsubscribe_lead))
        form method="post" { button { (words.unsubscribe_button) } }
    };
    Ok((StatusCode::OK, words.unsubscribe_title, main))
}

async fn unsubscribe(page: &LinkPage) -> Shown {
    let subscriber = open_unsubscription(&page.app, &page.site.id, &page.token)?;
    let now = page.app.clock.now_ms();
    let mut write = page.app.store.write().await?;
    subscriptions::withdraw(&mut write, &page.app.keys, &page.site.id, &subscriber, now).await?;
    write.commit().await?;
    let words = page.words();
    // No link to what is held: this token travels with mail providers and shows nothing.
    Ok((
        StatusCode::OK,
        words.unsubscribed_title,
        page.about(words.unsubscribed_lead),
    ))
}
