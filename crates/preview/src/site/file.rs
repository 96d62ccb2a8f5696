//! Files as they lie in a folder.

use std::fs;
use std::path::{Component, Path};

use crate::answer::Answer;

/// A file that pages of any origin may use.
pub(super) fn public(folder: &Path, relative: &str) -> Answer {
    file(folder, relative).for_everyone()
}

/// A file of the kit: for ever if its name changes with its content.
pub(super) fn kit(folder: &Path, relative: &str) -> Answer {
    let answer = public(folder, relative);
    if answer.status.is_success() && has_hash(relative) {
        answer.immutable()
    } else {
        answer
    }
}

fn file(folder: &Path, relative: &str) -> Answer {
    let relative = if relative.is_empty() || relative.ends_with('/') {
        format!("{relative}index.html")
    } else {
        relative.into()
    };
    let inside = Path::new(&relative)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    match fs::read(folder.join(&relative)) {
        Ok(bytes) if inside => Answer::ok(mime(&relative), bytes),
        _ => Answer::not_found(),
    }
}

/// `kit-0123456789.wasm`: as xtask names it.
fn has_hash(name: &str) -> bool {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() == 10 && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "avif" => "image/avif",
        "css" => "text/css; charset=utf-8",
        "gif" => "image/gif",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "pdf" => "application/pdf",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "txt" | "md" => "text/plain; charset=utf-8",
        "vtt" => "text/vtt; charset=utf-8",
        "wasm" => "application/wasm",
        "webm" => "video/webm",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}
