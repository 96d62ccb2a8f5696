//! Pages with the kit in them.

use std::fs;

use hyper::header::{HeaderName, HeaderValue};

use super::{Site, file};
use crate::answer::Answer;

const HTML: &str = "text/html; charset=utf-8";

/// The portal page.
pub(super) fn portal(site: &Site) -> Answer {
    page(site, "index.html")
}

/// A page that fights back, with its own headers.
pub(super) fn host(site: &Site, name: &str) -> Answer {
    let Some(stem) = name.strip_suffix(".html") else {
        return file::public(&site.path("tests/hosts"), name);
    };
    if stem.contains(['/', '\\']) {
        return Answer::not_found();
    }
    let mut answer = page(site, &format!("tests/hosts/{name}"));
    let headers =
        fs::read_to_string(site.path(format!("tests/hosts/{stem}.headers"))).unwrap_or_default();
    for (name, value) in headers.lines().filter_map(header) {
        answer.headers.append(name, value);
    }
    answer
}

fn page(site: &Site, relative: &str) -> Answer {
    match fs::read_to_string(site.path(relative)) {
        Ok(html) => Answer::ok(HTML, filled(site, &html)),
        Err(_) => Answer::not_found(),
    }
}

/// A line `name: value`.
fn header(line: &str) -> Option<(HeaderName, HeaderValue)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().parse().ok()?, value.trim().parse().ok()?))
}

fn filled(site: &Site, html: &str) -> String {
    let kit = format!("{}/bangtin/{}", site.kit_origin, env!("CARGO_PKG_VERSION"));
    let snippet = fs::read_to_string(site.path("target/kit/embed.html"));
    let snippet =
        snippet.unwrap_or_else(|_| "<!-- the kit is not built: cargo xtask build -->".into());
    without_service(html)
        .replace("{{snippet}}", snippet.trim_end())
        .replace("{{kit}}", &kit)
        .replace("{{source}}", r#"src="/sample/feed.json" "#)
        .replace("{{origin}}", &site.kit_origin)
}

/// The page without what needs a service.
fn without_service(html: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("{{#service}}") {
        kept += before;
        rest = after
            .split_once("{{/service}}")
            .map_or("", |(_, after)| after);
    }
    kept + rest
}
