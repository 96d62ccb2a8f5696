//! What lies around every answer: limits, compression, security headers, a log line without personal data.

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, CONTENT_SECURITY_POLICY, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, VARY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use super::{cors, people};
use crate::app::App;
use crate::problem::Problem;

pub(super) fn around(router: Router, app: &App) -> Router {
    let limits = &app.settings.limits;
    let life = Duration::from_secs(limits.request_seconds);
    let hsts = hsts(app);
    router
        .layer(CatchPanicLayer::custom(|_| {
            Problem::internal(&"a handler panicked").into_response()
        }))
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(RequestBodyLimitLayer::new(limits.body_bytes))
        .layer(RequestBodyTimeoutLayer::new(life))
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            within(life, request, next)
        }))
        .layer(middleware::from_fn_with_state(app.clone(), cors::apply))
        .layer(middleware::from_fn(people::apply))
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            secured(hsts.clone(), request, next)
        }))
        .layer(middleware::from_fn(observed))
}

async fn within(life: Duration, request: Request, next: Next) -> Response {
    match tokio::time::timeout(life, next.run(request)).await {
        Ok(response) => plain_refusals_are_problems(response),
        Err(_) => Problem::new(
            StatusCode::REQUEST_TIMEOUT,
            "too_slow",
            "The request took longer than this service waits.",
        )
        .into_response(),
    }
}

/// The limits and the router refuse with a status and a line of text; callers get a problem like any other.
fn plain_refusals_are_problems(response: Response) -> Response {
    let is_text = response
        .headers()
        .get("content-type")
        .is_none_or(|kind| kind.as_bytes().starts_with(b"text/plain"));
    match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE if is_text => Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "too_large",
            "The body is larger than this service takes.",
        )
        .into_response(),
        StatusCode::METHOD_NOT_ALLOWED => {
            let mut problem = Problem::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "wrong_method",
                "This address does not take this method.",
            )
            .into_response();
            for name in [ALLOW, ACCESS_CONTROL_ALLOW_ORIGIN] {
                if let Some(value) = response.headers().get(&name) {
                    problem.headers_mut().insert(name, value.clone());
                }
            }
            problem
        }
        StatusCode::BAD_REQUEST if is_text => {
            Problem::bad_request("bad_request", "The request cannot be read.").into_response()
        }
        _ => response,
    }
}

/// For how long browsers come by https alone (RFC 6797), where readers come by it at all. The names below ours may belong to others
/// of the agency, so only a setting speaks for them.
fn hsts(app: &App) -> Option<HeaderValue> {
    let https = app.public_url.starts_with("https:");
    https.then(|| {
        HeaderValue::from_static(if app.settings.hsts_subdomains {
            "max-age=31536000; includeSubDomains"
        } else {
            "max-age=31536000"
        })
    })
}

async fn secured(hsts: Option<HeaderValue>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    join_vary(headers);
    let mut default = |name: HeaderName, value| {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    };
    default(X_CONTENT_TYPE_OPTIONS, "nosniff");
    default(REFERRER_POLICY, "strict-origin-when-cross-origin");
    default(
        HeaderName::from_static("cross-origin-resource-policy"),
        "cross-origin",
    );
    default(
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'",
    );
    if let Some(hsts) = hsts {
        headers.insert(STRICT_TRANSPORT_SECURITY, hsts);
    }
    response
}

/// A method as a label. HTTP takes any word as a method; each would be a figure for the life of the process.
fn known(method: &Method) -> &str {
    const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    let method = method.as_str();
    if KNOWN.contains(&method) {
        method
    } else {
        "other"
    }
}

/// One line for what an answer depends on: some proxies look at the last line only (nginx before 1.23).
fn join_vary(headers: &mut HeaderMap) {
    let lines: Vec<&str> = headers
        .get_all(VARY)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .collect();
    if lines.len() > 1
        && let Ok(joined) = HeaderValue::from_str(&lines.join(", "))
    {
        headers.insert(VARY, joined);
    }
}

/// The route, the status and the time it took. Not the address with its query, not who asked: both can name a person.
async fn observed(request: Request<Body>, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    let route = route.as_ref().map_or("-", MatchedPath::as_str);
    let status = response.status().as_u16();
    let seconds = start.elapsed().as_secs_f64();
    let labels = [
        ("method", known(&method).to_owned()),
        ("route", route.to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("bangtin_requests_total", &labels).increment(1);
    metrics::histogram!("bangtin_request_seconds", "route" => route.to_owned()).record(seconds);
    let ms = seconds * 1000.0;
    // 503 is an answer by design, and may come in thousands when there is a rush.
    if response.status().is_server_error() && status != 503 {
        tracing::warn!(%method, route, status, ms, "answered");
    } else {
        tracing::debug!(%method, route, status, ms, "answered");
    }
    response
}
