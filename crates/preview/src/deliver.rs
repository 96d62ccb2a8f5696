//! Fits an answer to one request: unchanged, a range of it, or compressed.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use hyper::StatusCode;
use hyper::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderMap,
    HeaderName, IF_NONE_MATCH, RANGE, VARY,
};

use crate::answer::Answer;
use crate::cache;

/// What the headers of the request ask of an answer with status 200; others pass as they are.
pub(crate) fn deliver(answer: Answer, request: &HeaderMap) -> Answer {
    if answer.status != StatusCode::OK {
        return answer;
    }
    let digest = digest(&answer.body);
    let tag = format!("\"{digest:016x}\"");
    let answer = answer.with(ETAG, &tag);
    if asks(request, IF_NONE_MATCH)
        .split(',')
        .any(|known| known.trim().trim_start_matches("W/") == tag)
    {
        return Answer {
            status: StatusCode::NOT_MODIFIED,
            body: Default::default(),
            ..answer
        };
    }
    if is_compressible(&answer) {
        compressed(answer, digest, asks(request, ACCEPT_ENCODING))
    } else {
        ranged(answer.with(ACCEPT_RANGES, "bytes"), asks(request, RANGE))
    }
}

fn asks(request: &HeaderMap, name: HeaderName) -> &str {
    request
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}

fn digest(body: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    body.hash(&mut hasher);
    hasher.finish()
}

fn is_compressible(answer: &Answer) -> bool {
    let mime = answer.header(CONTENT_TYPE);
    let text = mime.starts_with("text/")
        || mime.contains("json")
        || mime.contains("javascript")
        || mime.contains("svg");
    (text || mime == "application/wasm") && answer.body.len() > 256
}

fn compressed(mut answer: Answer, digest: u64, accepted: &str) -> Answer {
    answer = answer.with(VARY, "accept-encoding");
    if accepted
        .split(',')
        .any(|coding| coding.trim().split(';').next() == Some("br"))
    {
        let quality = if answer.is_immutable() { 11 } else { 5 };
        answer.body = cache::brotli(&answer.body, digest, quality);
        answer = answer.with(CONTENT_ENCODING, "br");
    }
    answer
}

fn ranged(mut answer: Answer, asked: &str) -> Answer {
    let whole = answer.body.len();
    match asked.strip_prefix("bytes=").map(|spec| range(spec, whole)) {
        // No range, several, or one in a unit of the future: the whole is a right answer too.
        None | Some(Asked::Other) => answer,
        Some(Asked::Part(part)) => {
            let place = format!("bytes {}-{}/{whole}", part.start, part.end - 1);
            answer.body = answer.body.slice(part);
            answer.status = StatusCode::PARTIAL_CONTENT;
            answer.with(CONTENT_RANGE, &place)
        }
        Some(Asked::Nothing) => Answer::status(StatusCode::RANGE_NOT_SATISFIABLE)
            .with(CONTENT_RANGE, &format!("bytes */{whole}")),
    }
}

enum Asked {
    Part(Range<usize>),
    Nothing,
    Other,
}

/// `0-99`, `100-` or `-50` (the last fifty).
fn range(spec: &str, whole: usize) -> Asked {
    let Some((from, to)) = spec.split_once('-') else {
        return Asked::Other;
    };
    let part = match (from.trim().parse::<usize>(), to.trim().parse::<usize>()) {
        (Ok(from), Ok(to)) => from..whole.min(to.saturating_add(1)),
        (Ok(from), Err(_)) if to.trim().is_empty() => from..whole,
        (Err(_), Ok(last)) if from.trim().is_empty() => whole.saturating_sub(last)..whole,
        _ => return Asked::Other,
    };
    if part.is_empty() {
        Asked::Nothing
    } else {
        Asked::Part(part)
    }
}
