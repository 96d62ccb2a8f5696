//! What a path holds, before it is fitted to one request.

use bytes::Bytes;
use hyper::StatusCode;
use hyper::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_TYPE,
    HeaderMap, HeaderName, HeaderValue,
};

/// A status, headers and a whole body.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn ok(mime: &str, body: impl Into<Bytes>) -> Self {
        let empty = Self {
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            body: body.into(),
        };
        empty
            .with(CONTENT_TYPE, mime)
            .with(CACHE_CONTROL, "no-cache")
    }

    /// A refusal with a word for whoever reads it.
    pub(crate) fn status(status: StatusCode) -> Self {
        let mut answer = Self::ok("text/plain; charset=utf-8", format!("{status}\n"));
        answer.status = status;
        answer.with(CACHE_CONTROL, "no-store")
    }

    pub(crate) fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND)
    }

    /// Sets a header; a value that no header can hold is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Pages of every origin may read it.
    pub(crate) fn for_everyone(self) -> Self {
        self.with(ACCESS_CONTROL_ALLOW_ORIGIN, "*")
            .with(ACCESS_CONTROL_EXPOSE_HEADERS, "retry-after")
            .with(
                HeaderName::from_static("cross-origin-resource-policy"),
                "cross-origin",
            )
    }

    /// Its name changes with its content.
    pub(crate) fn immutable(self) -> Self {
        self.with(CACHE_CONTROL, "public, max-age=31536000, immutable")
    }

    pub(crate) fn is_immutable(&self) -> bool {
        self.header(CACHE_CONTROL).ends_with("immutable")
    }

    /// The value of a header, empty when it is not there.
    pub(crate) fn header(&self, name: HeaderName) -> &str {
        self.headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    }
}
