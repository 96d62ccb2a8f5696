//! The page on which the writer of a comment asks for a mail when it is answered. Its link came with the comment, whose proof of work
//! paid for the three addresses that it is good for.

pub(super) mod address;
mod words;

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use tokio::time::Instant;

use crate::client_address::ClientAddress;
use crate::comments::answer_mails::{self, Asked, Notice, notice, open_asking};
use crate::mail::{self, EmailAddress};
use crate::problem::Problem;
use crate::routes::link_page::{Fields, Link, LinkPage, PageError, Shown};
use crate::routes::subscriptions::LEAST;
use words::words;

/// What was given, and what is wrong with it.
#[derive(Default)]
struct Typed {
    email: String,
    wrong: Option<&'static str>,
}

/// The page with the form.
#[utoipa::path(
    get, path = "/comments/answer-mail", tag = "comments",
    params(("site" = String, Path, description = "The site's id"), Link),
    responses(
        (status = 200, description = "A page with a form for an address", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, or the site sends no such mails, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn show(page: LinkPage) -> Response {
    page.show(asked(&page).map(|(_, notice)| form(&page, &notice, &Typed::default())))
}

/// Takes an address (`email`), where the box was ticked (`consent=on`) beside the text of today (`version`), and sends it a mail with a link that
/// confirms it.
#[utoipa::path(
    post, path = "/comments/answer-mail", tag = "comments",
    params(("site" = String, Path, description = "The site's id"), Link),
    request_body(content = String, content_type = "application/x-www-form-urlencoded"),
    responses(
        (status = 200, description = "Taken, or the comment is answered already, as a page", body = String, content_type = "text/html"),
        (status = 400, description = "A broken link, as a page", body = String, content_type = "text/html"),
        (status = 404, description = "No such site; a page where a browser navigates", content((Problem = "application/problem+json"), (String = "text/html"))),
        (status = 410, description = "The link has expired, the comment is gone, or the site sends no such mails, as a page", body = String, content_type = "text/html"),
        (status = 413, description = "Too large", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "No address, the box not ticked, or the text has changed, as a page", body = String, content_type = "text/html"),
        (status = 429, description = "Too often, or too many addresses for this comment, as a page", body = String, content_type = "text/html"),
        (status = 503, description = "The database is busy, or too many mails were asked for in this hour, as a page", body = String, content_type = "text/html"),
    )
)]
pub(super) async fn take(page: LinkPage, from: ClientAddress, body: Bytes) -> Response {
    let answered = Instant::now() + LEAST;
    let taken = async {
        page.app.gate.rates.form(from)?;
        let (comment, notice) = asked(&page)?;
        let fields = Fields::of(&body);
        let words = words(page.lang);
        let email = EmailAddress::parse(fields.first("email"));
        let wrong = match &email {
            Err(_) => Some(words.email_wrong),
            Ok(_) if fields.first("consent") != "on" => Some(words.tick_consent),
            Ok(_) if fields.first("version") != notice.version => Some(words.text_changed),
            Ok(_) => None,
        };
        match (email, wrong) {
            (Ok(email), None) => ask(&page, &comment, &email, &notice).await,
            _ => {
                let email = fields.first("email").to_owned();
                Ok(form(&page, &notice, &Typed { email, wrong }))
            }
        }
    };
    let taken = taken.await;
    tokio::time::sleep_until(answered).await;
    page.show(taken)
}

/// The comment of the link, and what is to be agreed to.
fn asked(page: &LinkPage) -> Result<(String, Notice), PageError> {
    let comment = open_asking(&page.app, &page.site.id, &page.token)?;
    let notice = notice(&page.site, page.lang).ok_or(PageError::Gone)?;
    Ok((comment, notice))
}

async fn ask(page: &LinkPage, comment: &str, email: &EmailAddress, notice: &Notice) -> Shown {
    let words = words(page.lang);
    let mut write = page.app.store.write().await?;
    let wish = (email, notice, page.lang);
    let asked = answer_mails::ask(&mut write, &page.app, &page.site, comment, wish).await?;
    let (status, title, lead) = match asked {
        Asked::Yes => {
            write.commit().await?;
            mail::wake(&page.app);
            (StatusCode::OK, words.sent_title, words.sent_lead)
        }
        Asked::Answered => (StatusCode::OK, words.answered_title, words.answered_lead),
        Asked::Gone => (StatusCode::GONE, words.gone_title, words.gone_lead),
        Asked::TooOften => (
            StatusCode::TOO_MANY_REQUESTS,
            words.too_often_title,
            words.too_often_lead,
        ),
    };
    Ok((status, title, html! { p { (lead) } }))
}

fn form(page: &LinkPage, notice: &Notice, typed: &Typed) -> (StatusCode, &'static str, Markup) {
    let words = words(page.lang);
    let status = match typed.wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let main = html! {
        (page.about(words.lead))
        form method="post" {
            @if let Some(wrong) = typed.wrong { p.error id="wrong" role="alert" { (wrong) } }
            label for="email" { (words.email) }
            input type="email" id="email" name="email" autocomplete="email" required value=(typed.email)
                aria-describedby=[typed.wrong.map(|_| "wrong")];
            input type="hidden" name="version" value=(notice.version);
            label.check {
                input type="checkbox" name="consent" value="on" required;
                span { (notice.consent) }
            }
            ul.soft { @for detail in &notice.details { li { (detail) } } }
            p { button { (words.button) } }
        }
    };
    (status, words.title, main)
}
