//! Compressed once, kept for every server of this process: tests start hundreds of them.

use std::collections::HashMap;
use std::io::Read;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use bytes::Bytes;

/// The digest of a body, its length and the quality.
type Key = (u64, usize, u32);

/// The body in brotli.
pub(crate) fn brotli(body: &Bytes, digest: u64, quality: u32) -> Bytes {
    static KEPT: Mutex<Option<HashMap<Key, Arc<OnceLock<Bytes>>>>> = Mutex::new(None);
    let place = {
        let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get_or_insert_default()
            .entry((digest, body.len(), quality))
            .or_default()
            .clone()
    };
    // Whoever asks for the same meanwhile waits here instead of compressing it too.
    place.get_or_init(|| compress(body, quality)).clone()
}

fn compress(body: &Bytes, quality: u32) -> Bytes {
    let mut packed = Vec::new();
    match brotli::CompressorReader::new(&body[..], 1 << 16, quality, 22).read_to_end(&mut packed) {
        Ok(_) => packed.into(),
        Err(_) => unreachable!("reading and writing memory does not fail"),
    }
}
