//! One request to a source: never for long, never for much. A file of this machine (sample values) is read by the same bounds.

use std::time::Duration;

use tokio::io::AsyncReadExt;
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
    /// A file that cannot be read.
    #[error("no file: {0}")]
    File(std::io::ErrorKind),
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
    if is_file(&url) {
        let slow = |_| Failure::Unreachable("the file takes too long".into());
        return tokio::time::timeout(PATIENCE, file(&url))
            .await
            .map_err(slow)?;
    }
    let unreachable = |error: reqwest::Error| Failure::Unreachable(outgoing::cause(error));
    let request = client.get(url, PATIENCE);
    let answer = request.send().await.map_err(unreachable)?;
    if answer.status() != reqwest::StatusCode::OK {
        return Err(Failure::Status(answer.status().as_u16()));
    }
    let body = outgoing::body(answer, MOST_BYTES).await;
    body.map_err(unreachable)?.ok_or(Failure::TooLarge)
}

/// Whether an address of the settings is a file of this machine.
pub(super) fn is_file(url: &Url) -> bool {
    url.scheme() == "file"
}

async fn file(url: &Url) -> Result<Vec<u8>, Failure> {
    let lost = |error: std::io::Error| Failure::File(error.kind());
    let path = url.to_file_path();
    let path = path.map_err(|()| Failure::File(std::io::ErrorKind::InvalidInput))?;
    let file = tokio::fs::File::open(path).await.map_err(lost)?;
    let mut body = Vec::new();
    let bound = MOST_BYTES as u64 + 1;
    file.take(bound)
        .read_to_end(&mut body)
        .await
        .map_err(lost)?;
    if body.len() > MOST_BYTES {
        return Err(Failure::TooLarge);
    }
    Ok(body)
}
