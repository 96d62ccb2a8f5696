//! Digests: for names that change with the content, for stamps of what was built, for subresource integrity.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// Eight hexadecimal digits: enough that two contents of one name do not meet in the versions that anybody keeps.
pub fn short(bytes: &[u8]) -> String {
    let mut digits = full(bytes);
    digits.truncate(8);
    digits
}

pub fn full(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The value of an `integrity` attribute.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}
