//! The page behind the mail's link: the address that is held, a button that confirms it and one that forgets it. Programs that look into mail
//! open links, so opening it does nothing.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use maud::html;

use super::words::words;
use crate::comments::answer_mails::{self, Confirmed, Held, open_held};
use crate::mail;
use crate::problem::Problem;
use crate::routes::link_page::{Fields, Link, LinkPage, PageError, Shown};

/// The page with the buttons.
#[utoipa::path(
    get, path = "/comments/answer-mail/address", tag = "comments",
    params(("site" = String, Path, description = "The site's id"), Link),
    responses(
        (status = 200, description = "A page with the address and what can be done with it", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, or nothing is held, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(in crate::routes::comments) async fn show(page: LinkPage) -> Response {
    page.show(buttons(&page).await)
}

/// Confirms the address (`act=confirm`) or forgets it (`act=forget`).
#[utoipa::path(
    post, path = "/comments/answer-mail/address", tag = "comments",
    params(("site" = String, Path, description = "The site's id"), Link),
    request_body(content = String, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Done, as a page", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, or nothing is held, as a page", body = String, content_type = "text/html"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, as a page", body = String, content_type = "text/html"),
    )
)]
pub(in crate::routes::comments) async fn act(page: LinkPage, body: Bytes) -> Response {
    let done = async {
        let id = open_held(&page.app, &page.site.id, &page.token)?;
        match Fields::of(&body).first("act") {
            "confirm" => confirm(&page, &id).await,
            "forget" => forget(&page, &id).await,
            _ => buttons(&page).await,
        }
    };
    page.show(done.await)
}

async fn buttons(page: &LinkPage) -> Shown {
    let id = open_held(&page.app, &page.site.id, &page.token)?;
    let mut read = page.app.store.read().await?;
    let held = answer_mails::held(&mut read, &page.site.id, &id).await?;
    let Held {
        address,
        confirmed_ms,
    } = held.ok_or(PageError::Gone)?;
    let words = words(page.lang);
    let title = match confirmed_ms {
        Some(_) => words.waiting_title,
        None => words.confirm_title,
    };
    let main = html! {
        (page.about(words.confirm_lead))
        dl { dt { (words.email) } dd { (address) } }
        @if confirmed_ms.is_none() {
            form method="post" {
                input type="hidden" name="act" value="confirm";
                p { button { (words.confirm_button) } }
            }
        }
        form method="post" {
            input type="hidden" name="act" value="forget";
            p { button.plain { (words.forget_button) } }
        }
    };
    Ok((StatusCode::OK, title, main))
}

async fn confirm(page: &LinkPage, id: &str) -> Shown {
    let mut write = page.app.store.write().await?;
    let confirmed = answer_mails::confirm(&mut write, &page.app, &page.site, id).await?;
    write.commit().await?;
    let words = words(page.lang);
    let (title, lead) = match confirmed {
        Confirmed::Yes => (words.confirmed_title, words.confirmed_lead),
        Confirmed::Answered => {
            mail::wake(&page.app);
            (words.answered_title, words.answered_lead)
        }
        Confirmed::Gone => return Err(PageError::Gone),
    };
    Ok((StatusCode::OK, title, html! { p { (lead) } }))
}

async fn forget(page: &LinkPage, id: &str) -> Shown {
    let mut write = page.app.store.write().await?;
    answer_mails::leave(&mut write, &page.app, &page.site.id, id).await?;
    write.commit().await?;
    let words = words(page.lang);
    let main = html! { p { (words.forgotten_lead) } };
    Ok((StatusCode::OK, words.forgotten_title, main))
}
