//! Brotli as the kit is delivered.

use anyhow::Result;
use brotli::enc::BrotliEncoderParams;
use brotli::enc::backward_references::BrotliEncoderMode::{BROTLI_MODE_FONT, BROTLI_MODE_GENERIC};

/// The smaller of two: which of the modes guesses better differs from file to file, by up to 1 %.
pub fn packed(bytes: &[u8]) -> Result<Vec<u8>> {
    // A window that holds all of a small file; the larger one costs a byte.
    let lgwin = if bytes.len() < 1 << 16 { 16 } else { 22 };
    let pack = |mode| -> Result<Vec<u8>> {
        let params = BrotliEncoderParams {
            mode,
            quality: 11,
            lgwin,
            ..BrotliEncoderParams::default()
        };
        let (mut from, mut to) = (bytes, Vec::new());
        brotli::BrotliCompress(&mut from, &mut to, &params)?;
        Ok(to)
    };
    let (one, other) = (pack(BROTLI_MODE_GENERIC)?, pack(BROTLI_MODE_FONT)?);
    Ok(if other.len() < one.len() { other } else { one })
}
