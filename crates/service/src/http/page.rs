//! Pages for people: confirm, unsubscribe, moderate. They work without any script.

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

/// Which windows share a page's group of contexts (HTML, 7.1.3).
const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
/// Which pages may load an answer as a part of theirs (Fetch, 3.7).
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// A whole page around `main`. `lang` is `vi` or `en`. Nothing of it is kept by anybody.
#[must_use]
pub fn page(status: StatusCode, lang: &str, title: &str, main: &Markup) -> Response {
    let document = html! {
        (DOCTYPE)
        html lang=(lang) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                link rel="stylesheet" href="/service.css";
                link rel="icon" href="data:,";
            }
            body { main { h1 { (title) } (main) } }
        }
    };
    let mut response = (status, document.into_string()).into_response();
    let headers = response.headers_mut();
    let mut set = |name, value| headers.insert(name, HeaderValue::from_static(value));
    set(CONTENT_TYPE, "text/html; charset=utf-8");
    set(CACHE_CONTROL, "no-store");
    // The address of such a page holds a token. `same-origin` still lets our own forms name their origin.
    set(REFERRER_POLICY, "same-origin");
    set(
        CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    // No window that opened it, and none that it opened, reaches into it; no other site may load it as a part of a page.
    set(OPENER_POLICY, "same-origin");
    set(RESOURCE_POLICY, "same-origin");
    response
}
