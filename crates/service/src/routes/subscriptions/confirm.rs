//! The link that confirms. Programs that look into mail open links, so opening it does nothing; a button does.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use crate::problem::Problem;
use crate::routes::link_page::{Link, LinkPage, PageError, Shown};
use crate::subscriptions::{self, Confirmed, Links, open_confirmation};

/// The page with the button that confirms.
#[utoipa::path(
    get, path = "/subscriptions/confirm", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id"), Link),
    responses(
        (status = 200, description = "A page with a button", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn show(page: LinkPage) -> Response {
    page.show(button(&page))
}

/// Confirms. Again and again with the same answer.
#[utoipa::path(
    post, path = "/subscriptions/confirm", tag = "subscriptions",
    params(("site" = String, Path, description = "The site's id"), Link),
    responses(
        (status = 200, description = "Confirmed (or withdrawn since), as a page", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, or its data were erased, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn act(page: LinkPage) -> Response {
    page.show(confirm(&page).await)
}

fn button(page: &LinkPage) -> Shown {
    open_confirmation(&page.app, &page.site.id, &page.token)?;
    let words = page.words();
    let main = html! {
        (page.about(words.confirm_lead))
        // Without an address of its own the form goes to this page's, which has the token.
        form method="post" { button { (words.confirm_button) } }
    };
    Ok((StatusCode::OK, words.confirm_title, main))
}

async fn confirm(page: &LinkPage) -> Shown {
    let opened = open_confirmation(&page.app, &page.site.id, &page.token)?;
    let mut write = page.app.store.write().await?;
    let now = page.app.clock.now_ms();
    let confirmed = subscriptions::confirm(&mut write, &page.site.id, &opened, now).await?;
    write.commit().await?;
    let words = page.words();
    let (title, lead) = match confirmed {
        Confirmed::Yes => (words.confirmed_title, words.confirmed_lead),
        Confirmed::Withdrawn => (words.withdrawn_title, words.withdrawn_lead),
        Confirmed::Gone => return Err(PageError::Gone),
    };
    let main = html! { (page.about(lead)) (manage(page, &opened.subscriber)) };
    Ok((StatusCode::OK, title, main))
}

/// The way to the page with everything.
fn manage(page: &LinkPage, subscriber: &str) -> Markup {
    let links = Links::new(&page.app, &page.site.id, subscriber, None, page.lang);
    html! { p { a href=(links.manage) { (page.words().manage_link) } } }
}
