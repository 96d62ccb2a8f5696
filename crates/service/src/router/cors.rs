//! Who may call from a page: the exact origins of the site, without credentials.
//!
//! It lies around the limits and the router: a page must be able to read why it was refused, whoever refused it.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ORIGIN, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::gate::origin_allowed;

const SITES: &str = "/v1/sites/";

pub(super) async fn apply(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(site) = site_named(request.uri().path()) else {
        return next.run(request).await;
    };
    let origin = request.headers().get(ORIGIN).cloned();
    let origin = origin.filter(|origin| {
        let named = origin.to_str().unwrap_or_default();
        let site = app.settings.site(site);
        site.is_some_and(|site| origin_allowed(&app, site, named))
    });
    let mut response = if request.method() == Method::OPTIONS {
        preflight()
    } else {
        next.run(request).await
    };
    allow(response.headers_mut(), origin);
    response
}

/// The site's id in an address of the interface. No route was looked for yet: for some errors there is none.
fn site_named(path: &str) -> Option<&str> {
    path.strip_prefix(SITES)?.split('/').next()
}

fn preflight() -> Response {
    let headers = [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, PUT, DELETE"),
        (
            ACCESS_CONTROL_ALLOW_HEADERS,
            "content-type, idempotency-key, authorization, if-none-match",
        ),
        (ACCESS_CONTROL_MAX_AGE, "86400"),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

fn allow(headers: &mut HeaderMap, origin: Option<HeaderValue>) {
    headers.append(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("date, etag, retry-after"),
        );
    }
}
