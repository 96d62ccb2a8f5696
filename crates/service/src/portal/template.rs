//! The portal page of `public_dir`: the sample, or an operator's own in its place.
//!
//! Two marks in it are filled for each address: `<!-- bangtin:head -->` and `<!-- bangtin:content -->`. What stands from such a
//! mark to `<!-- /bangtin:head -->` is for whoever shows the page without this service, and goes. A page without marks is served
//! as it is.

use std::path::Path;

use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use tokio::fs::read_to_string;

use super::known::Known;
use super::{Sheet, views};
use crate::problem::Problem;

/// The page with the kit's snippet in it.
pub(crate) struct Template {
    page: String,
    policy: HeaderValue,
    mark: String,
}

impl Template {
    /// Reads it. That is done for each reader: the snippet says what the kit's files must hold, and the folder may get a new kit
    /// at any time.
    ///
    /// # Errors
    /// 404 where the folder has no page.
    pub(crate) async fn read(folder: &Path, site: &str) -> Result<Self, Problem> {
        let page = read_to_string(folder.join("index.html")).await;
        let page = page.map_err(|_| Problem::not_found())?;
        let snippet = read_to_string(folder.join("embed.html")).await;
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
        // Before anything foreign is put in: what an article holds lets no script in.
        let policy = HeaderValue::from_str(&policy(&page));
        let digest = Sha256::digest(page.as_bytes());
        Ok(Self {
            policy: policy.map_err(|error| Problem::internal(&error))?,
            mark: URL_SAFE_NO_PAD.encode(digest.get(..9).unwrap_or_default()),
            page,
        })
    }

    /// Another word for each page that the folder may hold.
    pub(crate) fn mark(&self) -> &str {
        &self.mark
    }

    /// The page with nothing filled in.
    pub(crate) fn plain(&self) -> String {
        self.page.clone()
    }

    /// The page of an address.
    pub(crate) fn fill(&self, sheet: &Sheet, known: &Known, origin: &str) -> String {
        let head = sheet.head.markup(known, origin).into_string();
        let content = views::frame(sheet, known).into_string();
        // Each half is looked through before foreign text comes into it.
        match marked(&self.page, "bangtin:content") {
            Some((before, behind)) => {
                [&filled(before, "bangtin:head", &head), &content, behind].concat()
            }
            None => filled(&self.page, "bangtin:head", &head),
        }
    }

    /// What a browser is told of the page beside it.
    pub(crate) fn guard(&self, response: &mut Response) {
        let headers = response.headers_mut();
        headers.insert(CONTENT_SECURITY_POLICY, self.policy.clone());
        for name in ["cross-origin-opener-policy", "cross-origin-resource-policy"] {
            let alone = HeaderValue::from_static("same-origin");
            headers.insert(HeaderName::from_static(name), alone);
        }
    }
}

fn filled(page: &str, mark: &str, with: &str) -> String {
    match marked(page, mark) {
        Some((before, behind)) => [before, with, behind].concat(),
        None => page.to_owned(),
    }
}

/// What stands before a mark, and behind it or behind its end.
fn marked<'a>(page: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (before, behind) = page.split_once(&format!("<!-- {mark} -->"))?;
    let end = format!("<!-- /{mark} -->");
    let behind = behind.split_once(&end).map_or(behind, |(_, rest)| rest);
    Some((before, behind))
}

/// What the page may do: what the kit asks of any page (README.md), the scripts and styles that stand in the page's own file,
/// the service worker and the manifest, and pictures and films from wherever the articles have theirs. No frame of another site
/// may hold it.
fn policy(page: &str) -> String {
    let styles = hashes(page, "style");
    let scripts = hashes(page, "script");
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; \
         img-src 'self' http: https: data:; media-src 'self' http: https:; connect-src 'self'; font-src 'self'; \
         worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; \
         require-trusted-types-for 'script'; trusted-types bangtin bangtin-portal"
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
    use super::{filled, hashes, policy};

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

    #[test]
    fn a_mark_is_filled_with_its_end_or_without() {
        let fill = |page| filled(page, "bangtin:head", "<title>$1</title>");
        let expected = "<head><title>$1</title><body>";
        assert_eq!(fill("<head><!-- bangtin:head --><body>"), expected);
        let page = "<head><!-- bangtin:head --><title>x</title><!-- /bangtin:head --><body>";
        assert_eq!(fill(page), expected);
        assert_eq!(fill("<head><body>"), "<head><body>");
    }
}
