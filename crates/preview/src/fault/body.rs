//! How a body reaches the client: at once, slowly, or only in part.

use std::convert::Infallible;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::Frame;

pub(super) type Body = UnsyncBoxBody<Bytes, io::Error>;

/// How many pieces a slow body comes in each second.
const BEAT: u64 = 20;

pub(super) fn whole(bytes: Bytes) -> Body {
    Full::new(bytes)
        .map_err(|never: Infallible| match never {})
        .boxed_unsync()
}

/// In pieces, at most so many bytes a second; with `breaks`, the connection ends in the middle.
pub(super) fn piecewise(bytes: Bytes, bytes_per_second: Option<usize>, breaks: bool) -> Body {
    let end = if breaks { bytes.len() / 2 } else { bytes.len() };
    let piece = bytes_per_second
        .map_or(64 * 1024, |pace| pace / BEAT as usize)
        .max(1);
    let pause = bytes_per_second.map(|_| Duration::from_millis(1000 / BEAT));
    StreamBody::new(pieces(bytes.slice(..end), piece, pause, breaks)).boxed_unsync()
}

fn pieces(
    bytes: Bytes,
    piece: usize,
    pause: Option<Duration>,
    breaks: bool,
) -> impl Stream<Item = io::Result<Frame<Bytes>>> + Send {
    stream::unfold(Some(bytes), move |left| async move {
        let mut left = left?;
        if left.is_empty() {
            let broken = io::Error::other("the fault that was asked for");
            return breaks.then_some((Err(broken), None));
        }
        if let Some(pause) = pause {
            tokio::time::sleep(pause).await;
        }
        let next = left.split_to(piece.min(left.len()));
        Some((Ok(Frame::data(next)), Some(left)))
    })
}
