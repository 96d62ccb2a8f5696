//! What is held about a subscriber, for programs: a copy, and the end of it.

use axum::extract::State;
use axum::http::header::{AUTHORIZATION, CACHE_CONTROL, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::client_address::ClientAddress;
use crate::http::Query;
use crate::problem::Problem;
use crate::routes::link_page::Link;
use crate::site::Site;
use crate::subscriptions::{self, Refused, Report, open_holder};

/// Everything that is held about a subscriber. The token is that of the mail's link `manage`.
#[utoipa::path(
    get, path = "/subscriptions/me", tag = "subscriptions",
    params(
        ("site" = String, Path, description = "The site's id"), Link,
        ("Authorization" = Option<String>, Header, description = "`Bearer` and the token, in place of `t`"),
    ),
    responses(
        (status = 200, body = Report),
        (status = 401, description = "No token, or not one of ours", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "token_expired; erased: nothing is held", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn export(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    link: LinkQuery,
) -> Response {
    let report = async {
        let id = holder(&app, &site, from, &headers, link)?;
        let report = copy(&app, &site, &id).await?;
        Ok(([(CACHE_CONTROL, "no-store")], axum::Json(report)).into_response())
    };
    answered(report.await)
}

/// Erases what is held about a subscriber. Again and again with the same answer.
#[utoipa::path(
    delete, path = "/subscriptions/me", tag = "subscriptions",
    params(
        ("site" = String, Path, description = "The site's id"), Link,
        ("Authorization" = Option<String>, Header, description = "`Bearer` and the token, in place of `t`"),
    ),
    responses(
        (status = 204, description = "Nothing is held any more"),
        (status = 401, description = "No token, or not one of ours", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No such site", body = Problem, content_type = "application/problem+json"),
        (status = 410, description = "token_expired", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "Too often", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database is busy", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(super) async fn erase(
    State(app): State<App>,
    site: Site,
    from: ClientAddress,
    headers: HeaderMap,
    link: LinkQuery,
) -> Response {
    let erased = async {
        let id = holder(&app, &site, from, &headers, link)?;
        forget(&app, &site.id, &id).await?;
        Ok((StatusCode::NO_CONTENT, [(CACHE_CONTROL, "no-store")]).into_response())
    };
    answered(erased.await)
}

/// A query that cannot be read has no token.
type LinkQuery = Result<Query<Link>, Problem>;

/// Erases a subscriber of a site. Whether there was one.
pub(super) async fn forget(app: &App, site: &str, id: &str) -> Result<bool, sqlx::Error> {
    let mut read = app.store.read().await?;
    let subscriber = subscriptions::by_id(&mut read, site, id).await?;
    drop(read);
    let Some(subscriber) = subscriber else {
        return Ok(false);
    };
    let mut write = app.store.write().await?;
    subscriptions::erase_of_site(&mut write, &app.keys, &subscriber, app.clock.now_ms()).await?;
    write.commit().await?;
    Ok(true)
}

async fn copy(app: &App, site: &Site, id: &str) -> Result<Report, Problem> {
    let mut read = app.store.read().await?;
    let subscriber = subscriptions::by_id(&mut read, &site.id, id).await?;
    let gone = || Problem::gone("erased", "Nothing is held about this subscriber.");
    let subscriber = subscriber.ok_or_else(gone)?;
    Ok(subscriptions::report(&mut read, &subscriber).await?)
}

/// The subscriber whom the token names.
fn holder(
    app: &App,
    site: &Site,
    from: ClientAddress,
    headers: &HeaderMap,
    link: LinkQuery,
) -> Result<String, Problem> {
    app.gate.rates.read(from)?;
    let bearer = headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let bearer = bearer.and_then(|value| value.split_once(' '));
    let bearer = bearer.filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
    let link = link.map(|Query(link)| link).unwrap_or_default();
    let token = bearer.map_or(link.t.as_str(), |(_, token)| token.trim());
    open_holder(app, &site.id, token).map_err(|refused| match refused {
        Refused::Expired => Problem::gone(
            "token_expired",
            "This token has expired: a newer mail has a newer one.",
        ),
        Refused::Broken => {
            Problem::unauthorized("token_invalid", "The token of the mail's link is needed.")
        }
    })
}

/// A 401 names the way to be let in (RFC 9110, 11.6.1).
fn answered(answer: Result<Response, Problem>) -> Response {
    let mut response = answer.into_response();
    if response.status() == StatusCode::UNAUTHORIZED {
        let bearer = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(WWW_AUTHENTICATE, bearer);
    }
    response
}
