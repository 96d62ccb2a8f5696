//! The portal page: the sample of a page with the kit, or an operator's own in its place.

use std::path::Path;

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::http::{HeaderName, HeaderValue};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use tokio::fs::read_to_string;

use crate::app::App;
use crate::problem::Problem;

/// The page with the kit's snippet in it, which names this service and the first site. It is read for each reader: the
/// snippet says what the kit's files must hold, and the folder may get a new kit at any time.
pub(super) async fn show(folder: &Path, app: &App) -> Result<Response, Problem> {
    let page = read_to_string(folder.join("index.html")).await;
    let page = page.map_err(|_| Problem::not_found())?;
    let snippet = read_to_string(folder.join("embed.html")).await;
    let site = app.settings.sites.first().map_or("", |site| &site.id);
    let loader = format!(r#"<script type="module" data-service="/" data-site="{site}""#);
    let snippet = snippet
        .unwrap_or_default()
        .replace(r#"<script type="module""#, &loader);
    let page = page
        .replace("{{snippet}}", snippet.trim_end())
        .replace("{{#service}}", "")
        .replace("{{/service}}", "")
        .replace("{{source}}", "");
    // The page is on our own origin, whatever name the reader knows it by.
    let page = page.replace("{{origin}}", "");
    let policy = policy(&page);
    let mut response = Html(page).into_response();
    let headers = response.headers_mut();
    let policy = HeaderValue::from_str(&policy).map_err(|error| Problem::internal(&error))?;
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    let alone = HeaderValue::from_static("same-origin");
    for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
        headers.insert(HeaderName::from_static(name), alone.clone());
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(response)
}

/// What the page may do: what the kit asks of any page (README.md), the scripts and styles that stand in the page's own file,
/// and pictures and films from wherever the articles have theirs. No frame of another site may hold it.
fn policy(page: &str) -> String {
    let styles = hashes(page, "style");
    let scripts = hashes(page, "script");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' http: https: data:; media-src 'self' http: https:; connect-src 'self'; font-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
         require-trusted-types-for 'script'; trusted-types bangtin"
    )
}

/// The hashes by which a policy lets in what stands between the tags (CSP Level 3, 6.7.2.4); of an element that is empty, such
/// as a script with an address, none.
fn hashes(page: &str, tag: &str) -> String {
    let (opening, closing) = (format!("<{tag}"), format!("</{tag}"));
    let mut found = String::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(&opening) {
        let Some((inside, next)) = after
            .split_once('>')
            .and_then(|(_, inside)| inside.split_once(&closing))
        else {
            break;
        };
        if !inside.is_empty() {
            let hash = STANDARD.encode(Sha256::digest(inside.as_bytes()));
            found.push_str(&format!(" 'sha256-{hash}'"));
        }
        rest = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{hashes, policy};

    #[test]
    fn what_stands_in_the_page_is_named_by_its_hash() {
        let page = "<style>a{}</style><script src=\"/x.js\"></script><style media=print>\nb{}</style><script>go()</script>";
        // printf 'a{}' | openssl dgst -sha256 -binary | base64
        let styles = " 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=' 'sha256-";
        assert!(
            hashes(page, "style").starts_with(styles),
            "{}",
            hashes(page, "style")
        );
        assert_eq!(hashes(page, "style").matches("sha256").count(), 2);
        assert_eq!(hashes(page, "script").matches("sha256").count(), 1);
        assert!(!policy(page).contains("unsafe-inline"));
        assert_eq!(hashes("<style>cut off", "style"), "");
    }
}
