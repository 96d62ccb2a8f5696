//! The files around the portal's pages: manifest, service worker, style, icon.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use maud::{PreEscaped, html};
use serde_json::json;
use tokio::fs::read;

use super::visit::Visit;
use crate::app::App;
use crate::http::page;
use crate::portal::COLOUR;
use crate::problem::Problem;

const SCRIPT: &str = "text/javascript; charset=utf-8";
const WORKER: &str = include_str!("../../../assets/portal/sw.js");
/// In its place where nothing is to be kept any more.
const WORKER_THAT_ENDS: &str = include_str!("../../../assets/portal/sw-end.js");
const PAGE_SCRIPT: &str = include_str!("../../../assets/portal/portal.js");
const STYLE: &str = include_str!("../../../assets/portal/portal.css");
const AN_HOUR: &str = "public, max-age=3600";

/// So that a phone can put the portal among its apps.
pub(super) async fn manifest(visit: Visit) -> Result<Response, Problem> {
    visit
        .list(
            "manifest".into(),
            "application/manifest+json",
            async |_, _, known| {
                let manifest = json!({
                    "id": "/",
                    "name": known.title,
                    "short_name": known.name,
                    "lang": known.language,
                    "start_url": "/",
                    "scope": "/",
                    "display": "minimal-ui",
                    "theme_color": COLOUR,
                    "background_color": "#ffffff",
                    "icons": [{"src": "/icon.svg", "type": "image/svg+xml", "sizes": "any", "purpose": "any"}],
                });
                Ok(manifest.to_string().into_bytes())
            },
        )
        .await
}

/// A browser asks for it again at every visit, so that a new one, or the one that ends it, comes at once. It fetches from this
/// origin alone.
pub(super) async fn worker(State(app): State<App>) -> Response {
    let script = if app.settings.portal_offline {
        WORKER
    } else {
        WORKER_THAT_ENDS
    };
    let headers = [
        (CONTENT_TYPE, SCRIPT),
        (CACHE_CONTROL, "no-cache"),
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; connect-src 'self'; frame-ancestors 'none'",
        ),
    ];
    (headers, script).into_response()
}

pub(super) async fn script() -> Response {
    (
        [(CONTENT_TYPE, SCRIPT), (CACHE_CONTROL, AN_HOUR)],
        PAGE_SCRIPT,
    )
        .into_response()
}

pub(super) async fn style() -> Response {
    let kind = (CONTENT_TYPE, "text/css; charset=utf-8");
    ([kind, (CACHE_CONTROL, AN_HOUR)], STYLE).into_response()
}

/// The agency's own where its folder has one.
pub(super) async fn icon(State(app): State<App>) -> Result<Response, Problem> {
    let folder = app.settings.public_dir.as_ref();
    let folder = folder.ok_or_else(Problem::not_found)?;
    let icon = read(folder.join("icon.svg")).await;
    let icon = icon.map_err(|_| Problem::not_found())?;
    let headers = [
        (CONTENT_TYPE, "image/svg+xml"),
        (CACHE_CONTROL, AN_HOUR),
        // An icon may have a style of its own; opened by itself it does nothing else.
        (
            CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ),
    ];
    Ok((headers, icon).into_response())
}

/// What a reader sees without a network in place of a page that was not read before. The service worker puts in what was.
pub(super) async fn offline() -> Response {
    let main = html! {
        p { "Thiết bị đang mất kết nối mạng và trang này chưa được lưu trên máy. Bà con kiểm tra lại mạng rồi bấm "
            a href="" { "Thử lại" } "." }
        (PreEscaped("<!-- bangtin:read -->"))
    };
    let mut response = page(StatusCode::OK, "vi", "Đang mất mạng", &main);
    let robots = HeaderName::from_static("x-robots-tag");
    let unlisted = axum::http::HeaderValue::from_static("noindex");
    response.headers_mut().insert(robots, unlisted);
    response
}
