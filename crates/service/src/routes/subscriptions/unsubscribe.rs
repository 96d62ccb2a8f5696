//! The link that unsubscribes: by one press in a mail program (RFC 8058), or on a page with a button.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};

use super::pages::{Desk, Link, LinkQuery, Stopped};
use crate::app::App;
use crate::client_address::ClientAddress;
use crate::problem::Problem;
use crate::site::Site;
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
pub(super) async fn show(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    link: LinkQuery,
) -> Response {
    let desk = Desk::new(app, site, link);
    desk.show(button(&desk, from))
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
pub(super) async fn act(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    link: LinkQuery,
) -> Response {
    let desk = Desk::new(app, site, link);
    desk.show(unsubscribe(&desk, from).await)
}

fn button(desk: &Desk, from: ClientAddress) -> Result<(StatusCode, &'static str, Markup), Stopped> {
    desk.app.gate.rates.read(from)?;
    open_unsubscription(&desk.app, &desk.site.id, &desk.token)?;
    let words = desk.words();
    let main = html! {
        (desk.about(words.unsubscribe_lead))
        form method="post" { button { (words.unsubscribe_button) } }
    };
    Ok((StatusCode::OK, words.unsubscribe_title, main))
}

async fn unsubscribe(
    desk: &Desk,
    from: ClientAddress,
) -> Result<(StatusCode, &'static str, Markup), Stopped> {
    desk.app.gate.rates.read(from)?;
    let subscriber = open_unsubscription(&desk.app, &desk.site.id, &desk.token)?;
    let now = desk.app.clock.now_ms();
    let mut write = desk.app.store.write().await?;
    subscriptions::withdraw(&mut write, &desk.app.keys, &desk.site.id, &subscriber, now).await?;
    write.commit().await?;
    let words = desk.words();
    // No link to what is held: this token travels with mail providers and shows nothing.
    Ok((
        StatusCode::OK,
        words.unsubscribed_title,
        desk.about(words.unsubscribed_lead),
    ))
}
