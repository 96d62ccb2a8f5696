//! Answers to reads: an ETag, how long they may be kept, and a short memory of those just made.

use std::io::Read;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use moka::future::Cache as Memory;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::problem::Problem;

/// How long an answer may be kept, by whom, and shown late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cache(&'static str);

impl Cache {
    /// Articles, documents, site data: a minute, nine more while a new one is fetched, a day when we are down. What is taken down is gone
    /// within ten minutes.
    pub const CONTENT: Self =
        Self("public, max-age=60, stale-while-revalidate=540, stale-if-error=86400");
    /// Alerts: who keeps one longer learns of a storm too late, and shows what is over.
    pub const ALERTS: Self = Self("public, max-age=10");
    /// The visitor counters.
    pub const COUNTERS: Self = Self("public, max-age=15, stale-while-revalidate=60");
    /// Views, ratings and numbers of comments; comments; polls.
    pub const PAGES: Self = Self("public, max-age=30, stale-while-revalidate=120");
    /// Rates and weather.
    pub const RATES: Self =
        Self("public, max-age=600, stale-while-revalidate=3600, stale-if-error=86400");
}

/// A body that was made, with its tag.
#[derive(Debug)]
struct Made {
    body: Bytes,
    // With brotli, made for the first who takes it: it costs more than all the rest of an answer.
    packed: OnceLock<Bytes>,
    tag: HeaderValue,
    kind: &'static str,
    cache: Cache,
}

/// Bodies below this are not worth packing, in bytes.
const LEAST_TO_PACK: usize = 1_000;
/// Of 11. Four fifths of what 11 saves, in a fiftieth of the time.
const PACKING: u32 = 5;

/// Answers made a moment ago, so that a rush of readers asks the database once.
#[derive(Clone, Debug)]
pub struct Rendered {
    memory: Memory<String, Arc<Made>>,
}

impl Default for Rendered {
    fn default() -> Self {
        let weigh = |key: &String, made: &Arc<Made>| {
            u32::try_from(key.len() + made.body.len()).unwrap_or(u32::MAX)
        };
        Self {
            memory: Memory::builder()
                .max_capacity(64 * 1024 * 1024)
                .weigher(weigh)
                .time_to_live(Duration::from_secs(2))
                .build(),
        }
    }
}

impl Rendered {
    /// The answer under this key, made by `make` unless it was made in the last 2 s. One caller makes it, the others wait.
    /// The key must name the site and everything that `make` depends on.
    ///
    /// # Errors
    /// What `make` returned.
    pub async fn answer<T: Serialize>(
        &self,
        key: String,
        headers: &HeaderMap,
        cache: Cache,
        kind: &'static str,
        make: impl Future<Output = Result<T, Problem>>,
    ) -> Result<Response, Problem> {
        let made = async {
            let value = make.await?;
            let body = serde_json::to_vec(&value).map_err(|error| Problem::internal(&error))?;
            Ok((body, cache))
        };
        self.bytes(key, headers, kind, made).await
    }

    /// The same for what is no JSON: the bytes that `make` returned, and how long they may be kept.
    ///
    /// # Errors
    /// What `make` returned.
    pub async fn bytes(
        &self,
        key: String,
        headers: &HeaderMap,
        kind: &'static str,
        make: impl Future<Output = Result<(Vec<u8>, Cache), Problem>>,
    ) -> Result<Response, Problem> {
        let made = self.memory.try_get_with(key, async {
            let (body, cache) = make.await?;
            Ok::<_, Problem>(Arc::new(Made::new(body, kind, cache)))
        });
        let made = made.await.map_err(|problem| Problem::clone(&problem))?;
        Ok(made.respond(headers))
    }

    /// Forgets everything, after content has changed.
    pub fn forget(&self) {
        self.memory.invalidate_all();
    }
}

/// An answer to a read that is not worth a memory of ours: with its tag, 304 where the reader has it already.
///
/// # Errors
/// 500 when the value cannot become JSON.
pub fn cached(
    value: &impl Serialize,
    headers: &HeaderMap,
    cache: Cache,
) -> Result<Response, Problem> {
    let body = serde_json::to_vec(value).map_err(|error| Problem::internal(&error))?;
    Ok(Made::new(body, "application/json", cache).respond(headers))
}

impl Made {
    fn new(body: Vec<u8>, kind: &'static str, cache: Cache) -> Self {
        let digest = Sha256::digest(&body);
        // Weak: the compressed forms of a body share it.
        let tag = URL_SAFE_NO_PAD.encode(digest.get(..12).unwrap_or_default());
        let tag = HeaderValue::from_str(&format!("W/\"{tag}\""));
        Self {
            body: body.into(),
            packed: OnceLock::new(),
            tag: tag.unwrap_or_else(|_| HeaderValue::from_static("W/\"\"")),
            kind,
            cache,
        }
    }

    fn respond(&self, headers: &HeaderMap) -> Response {
        let lines = headers.get_all(IF_NONE_MATCH);
        let mut response = if lines.iter().any(|line| names(line, &self.tag)) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            self.whole(takes_brotli(headers))
        };
        let headers = response.headers_mut();
        headers.insert(ETAG, self.tag.clone());
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(self.cache.0));
        response
    }
}

impl Made {
    fn whole(&self, packed: bool) -> Response {
        let packed = packed && self.body.len() >= LEAST_TO_PACK;
        let body = if packed {
            self.packed.get_or_init(|| pack(&self.body))
        } else {
            &self.body
        };
        let mut response = Response::new(Body::from(body.clone()));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        if packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
            headers.append(VARY, HeaderValue::from_static("accept-encoding"));
        }
        response
    }
}

fn pack(body: &[u8]) -> Bytes {
    let mut packed = Vec::new();
    let mut reader = brotli::CompressorReader::new(body, 1 << 14, PACKING, 22);
    // Reading from memory cannot fail.
    let _ = reader.read_to_end(&mut packed);
    packed.into()
}

/// Whether the reader takes brotli: it is named, and not with a weight of zero.
fn takes_brotli(headers: &HeaderMap) -> bool {
    let lines = headers.get_all(ACCEPT_ENCODING).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .map(|one| one.split(';').map(str::trim))
        .any(|mut one| {
            one.next() == Some("br")
                && !one.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        })
}

/// Whether a line of `If-None-Match` names this tag (RFC 9110, 13.1.2: weak comparison).
fn names(line: &HeaderValue, tag: &HeaderValue) -> bool {
    let (Ok(line), Ok(tag)) = (line.to_str(), tag.to_str()) else {
        return false;
    };
    let plain = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    line.split(',')
        .any(|one| one.trim() == "*" || plain(one) == plain(tag))
}
