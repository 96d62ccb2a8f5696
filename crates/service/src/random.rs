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

/// A random name of nearly 96 bits, in letters, digits, `-` and `_`. None begins with a hyphen, which commands would take for an option.
#[must_use]
pub fn random_id() -> String {
    loop {
        let id = URL_SAFE_NO_PAD.encode(random::<12>());
        if !id.starts_with('-') {
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::random_id;

    #[test]
    fn no_id_looks_like_an_option() {
        // One in 64 would.
        for _ in 0..2_000 {
            let id = random_id();
            assert!(id.len() == 16 && !id.starts_with('-'), "{id}");
        }
    }
}
