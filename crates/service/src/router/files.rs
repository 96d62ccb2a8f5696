//! The kit and the sample's content, from the folder `public_dir`.

use std::path::PathBuf;

use axum::Router;
use axum::extract::Request;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, HeaderName};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::services::ServeDir;

use crate::app::App;
use crate::problem::Problem;

const STYLE: &str = include_str!("../../assets/service.css");

pub(super) fn add(router: Router, app: &App) -> Router {
    let css = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, "public, max-age=3600"),
    ];
    let router = router.route("/service.css", get(async move || (css, STYLE)));
    let Some(folder) = app.settings.public_dir.clone() else {
        return router;
    };
    let https = app.public_url.starts_with("https:");
    let files = Router::new()
        .nest_service(
            "/bangtin",
            files_of(folder.join("bangtin")).precompressed_br(),
        )
        .nest_service("/sample", files_of(folder.join("sample")))
        .layer(middleware::from_fn(move |request: Request, next: Next| {
            embeddable(https, request, next)
        }));
    router.merge(files)
}

/// A folder is no file. `ServeDir` would send who asks for one to the same address with a slash, and knows neither where it is
/// mounted nor what else a browser takes for a host.
fn files_of(folder: PathBuf) -> ServeDir {
    ServeDir::new(folder)
        .append_index_html_on_directories(false)
        .redirect_to_trailing_slash(false)
}

/// Files for pages of any origin. A released kit never changes: its version is in the address. While it is worked on (no
/// HTTPS), the loader does, and the page's integrity hint would refuse an old one.
async fn embeddable(https: bool, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let kit = path.starts_with("/bangtin/");
    let loader = path.ends_with("/bangtin.js");
    let mut response = next.run(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        response = Problem::not_found().into_response();
    }
    let status = response.status();
    let good = status.is_success() || status == StatusCode::NOT_MODIFIED;
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        HeaderName::from_static("cross-origin-resource-policy"),
        HeaderValue::from_static("cross-origin"),
    );
    let life = if loader && !https {
        "no-cache"
    } else if kit {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
    };
    // What went wrong this time must not be kept for a year.
    let life = if good { life } else { "no-store" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(life));
    response
}
