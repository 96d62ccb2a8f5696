//! The link that confirms. Programs that look into mail open links, so opening it does nothing; a button does.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::pages::{Desk, Link, LinkQuery, Stopped};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::problem::Problem;
use crate::site::Site;
use crate::subscriptions::{self, Confirmed, open_confirmation};

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
pub(super) async fn show(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    link: LinkQuery,
) -> Response {
    let desk = Desk::new(app, site, link);
    desk.show(button(&desk, from))
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
pub(super) async fn act(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    link: LinkQuery,
) -> Response {
    let desk = Desk::new(app, site, link);
    desk.show(confirm(&desk, from).await)
}

fn button(desk: &Desk, from: ClientAddress) -> Result<(StatusCode, &'static str, Markup), Stopped> {
    desk.app.gate.rates.read(from)?;
    open_confirmation(&desk.app, &desk.site.id, &desk.token)?;
    let words = desk.words();
    let main = html! {
        (desk.about(words.confirm_lead))
        // Without an address of its own the form goes to this page's, which has the token.
        form method="post" { button { (words.confirm_button) } }
    };
    Ok((StatusCode::OK, words.confirm_title, main))
}

async fn confirm(
    desk: &Desk,
    from: ClientAddress,
) -> Result<(StatusCode, &'static str, Markup), Stopped> {
    desk.app.gate.rates.read(from)?;
    let opened = open_confirmation(&desk.app, &desk.site.id, &desk.token)?;
    let mut write = desk.app.store.write().await?;
    let now = desk.app.clock.now_ms();
    let confirmed = subscriptions::confirm(&mut write, &desk.site.id, &opened, now).await?;
    write.commit().await?;
    let words = desk.words();
    let (title, lead) = match confirmed {
        Confirmed::Yes => (words.confirmed_title, words.confirmed_lead),
        Confirmed::Withdrawn => (words.withdrawn_title, words.withdrawn_lead),
        Confirmed::Gone => return Err(Stopped::Gone),
    };
    let main = html! { (desk.about(lead)) (desk.manage(&opened.subscriber)) };
    Ok((StatusCode::OK, title, main))
}
