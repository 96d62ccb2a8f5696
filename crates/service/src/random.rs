//! What nobody can guess.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Random bytes from the system.
///
/// # Panics
/// When the system has no randomness to give; nothing could be done safely then.
#[must_use]
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// A random name of 96 bits, in letters, digits, `-` and `_`.
#[must_use]
pub fn random_id() -> String {
    URL_SAFE_NO_PAD.encode(random::<12>())
}
