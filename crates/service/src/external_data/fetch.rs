//! One request to a source: never for long, never for much.

use std::time::Duration;

use url::Url;

use bangtin_outgoing::{self as outgoing, Outgoing};

/// How long a source may take for the whole answer.
pub(super) const PATIENCE: Duration = Duration::from_secs(20);
/// Thirty currencies are 4 KB, four days of weather 2 KB.
const MOST_BYTES: usize = 256 * 1024;

/// Why a source was not believed. None of it names the address, which can hold a key.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// No answer, or not in time.
    #[error("no answer: {0}")]
    Unreachable(String),
    /// An answer of another status than 200.
    #[error("status {0}")]
    Status(u16),
    /// More than a source has to say.
    #[error("more than 256 KB")]
    TooLarge,
    /// Not the format that it should be, or cut short.
    #[error("unreadable: {0}")]
    Unreadable(&'static str),
    /// Values that cannot be.
    #[error("absurd: {0}")]
    Absurd(String),
}

/// The body of a source's answer.
///
/// # Errors
/// [`Failure`], after 20 s at the latest.
pub(super) async fn get(client: &Outgoing, url: Url) -> Result<Vec<u8>, Failure> {
    let unreachable = |error: reqwest::Error| Failure::Unreachable(outgoing::cause(error));
    let request = client.get(url, PATIENCE);
    let answer = request.send().await.map_err(unreachable)?;
    if answer.status() != reqwest::StatusCode::OK {
        return Err(Failure::Status(answer.status().as_u16()));
    }
    let body = outgoing::body(answer, MOST_BYTES).await;
    body.map_err(unreachable)?.ok_or(Failure::TooLarge)
}
