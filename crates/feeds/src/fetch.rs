//! One request to a source, or one read of a file: bounded in size and time.

mod location;

use std::path::Path;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{ACCEPT, ETAG, HeaderMap, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncReadExt;
use url::Url;

use bangtin_outgoing::{self as outgoing, Outgoing};

use crate::Failure;

pub use location::Location;

/// The most bytes of one page of a feed, unpacked.
pub const MOST: usize = 20 * 1024 * 1024;
/// The most time for one page, its body included.
const PATIENCE: Duration = Duration::from_secs(60);

/// What tells whether a page has changed (RFC 9110, 8.8); of a file its size and time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validator {
    /// The page's address or file.
    pub page: String,
    /// `ETag`; of a file its length and time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub modified: Option<String>,
}

/// A page as it came.
#[derive(Debug)]
pub struct Fetched {
    /// As it came, at most 20 MB.
    pub body: Vec<u8>,
    /// None of a file.
    pub headers: HeaderMap,
    /// Where it was found in the end.
    pub place: Location,
    /// By which it is asked for the next time.
    pub validator: Validator,
}

/// Asks for pages.
#[derive(Clone, Debug)]
pub struct Fetcher(Outgoing);

impl Fetcher {
    /// Asks by this client.
    #[must_use]
    pub fn new(outgoing: &Outgoing) -> Self {
        Self(outgoing.clone())
    }

    /// The page; `None` where it is as `known` says.
    pub async fn get(
        &self,
        place: &Location,
        known: Option<&Validator>,
    ) -> Result<Option<Fetched>, Failure> {
        match place {
            Location::Address(url) => self.ask(url, known).await,
            Location::File(file) => read(file, known).await,
        }
    }

    async fn ask(&self, url: &Url, known: Option<&Validator>) -> Result<Option<Fetched>, Failure> {
        let accept = "application/feed+json, application/json, application/rss+xml, application/atom+xml, text/xml;q=0.9, */*;q=0.5";
        let mut request = self.0.get(url.clone(), PATIENCE).header(ACCEPT, accept);
        if let Some(tag) = known.and_then(|known| known.etag.as_ref()) {
            request = request.header(IF_NONE_MATCH, tag);
        }
        if let Some(time) = known.and_then(|known| known.modified.as_ref()) {
            request = request.header(IF_MODIFIED_SINCE, time);
        }
        let response = request.send().await.map_err(unreachable)?;
        if known.is_some() && response.status() == StatusCode::NOT_MODIFIED {
            return Ok(None);
        }
        if !response.status().is_success() {
            return Err(Failure::Status(response.status().as_u16()));
        }
        let headers = response.headers().clone();
        let found = response.url().clone();
        let body = outgoing::body(response, MOST).await.map_err(unreachable)?;
        let body = body.ok_or(Failure::TooLarge)?;
        let header = |name| {
            let value = headers.get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let validator = Validator {
            page: url.as_str().to_owned(),
            etag: header(ETAG),
            modified: header(LAST_MODIFIED),
        };
        Ok(Some(Fetched {
            body,
            headers,
            place: Location::Address(found),
            validator,
        }))
    }
}

fn unreachable(error: reqwest::Error) -> Failure {
    if error.is_timeout() {
        return Failure::Slow;
    }
    Failure::Unreachable(outgoing::cause(error))
}

async fn read(file: &Path, known: Option<&Validator>) -> Result<Option<Fetched>, Failure> {
    let unreadable = |error: std::io::Error| Failure::File(error.to_string());
    let open = tokio::fs::File::open(file).await.map_err(unreadable)?;
    let about = open.metadata().await.map_err(unreadable)?;
    let changed = about.modified().ok();
    let changed = changed.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let validator = Validator {
        page: file.to_string_lossy().into_owned(),
        etag: changed.map(|time| format!("{}-{}", about.len(), time.as_nanos())),
        modified: None,
    };
    if validator.etag.is_some() && known == Some(&validator) {
        return Ok(None);
    }
    let mut body = Vec::new();
    let most = u64::try_from(MOST).unwrap_or(u64::MAX);
    let mut bounded = open.take(most + 1);
    bounded.read_to_end(&mut body).await.map_err(unreadable)?;
    if body.len() > MOST {
        return Err(Failure::TooLarge);
    }
    Ok(Some(Fetched {
        body,
        headers: HeaderMap::new(),
        place: Location::File(file.into()),
        validator,
    }))
}
