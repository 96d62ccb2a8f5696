//! Passwords: Argon2id with the crate's defaults (19 MiB, 2 passes), which are OWASP's.

mod strength;

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;

use super::Moderator;

/// The fewest characters (NIST SP 800-63B-4: 15 where the password is all that is asked for).
pub const SHORTEST: usize = 15;
/// The most bytes.
pub const LONGEST: usize = 1024;

/// Hashing is slow on purpose: a flood of tries may take two cores and 38 MiB, no more.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Stands in for the hash of an account that does not exist or has no password: finding that out takes as long.
static NOBODY: LazyLock<String> =
    LazyLock::new(|| hashed(&crate::random::random_id()).unwrap_or_default());

/// Why a password was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Too short.
    #[error("a password has at least {SHORTEST} characters")]
    Short,
    /// Too long.
    #[error("a password has at most {LONGEST} bytes")]
    Long,
    /// One of those that are tried first.
    #[error(
        "this password is easy to guess: it is among the common ones, or made of common words, keys or numbers in a row"
    )]
    Common,
    /// The same again and again.
    #[error("this password repeats a few characters: use several words")]
    Repeated,
    /// Made of the owner's name.
    #[error("this password holds the name or the address of its owner, which strangers know")]
    OwnName,
    /// The hash cannot be made.
    #[error("the password cannot be hashed")]
    Hash,
}

/// The hash of a new password of this owner, as it is stored.
///
/// # Errors
/// [`PasswordError`]
pub async fn hash(password: &str, owner: &Moderator) -> Result<String, PasswordError> {
    if password.chars().count() < SHORTEST {
        return Err(PasswordError::Short);
    }
    if password.len() > LONGEST {
        return Err(PasswordError::Long);
    }
    let Ok(_turn) = AT_ONCE.acquire().await else {
        return Err(PasswordError::Hash);
    };
    let (password, owner) = (password.to_owned(), owner.clone());
    let hash = tokio::task::spawn_blocking(move || {
        strength::judge(&password, &owner)?;
        hashed(&password).ok_or(PasswordError::Hash)
    });
    hash.await.unwrap_or(Err(PasswordError::Hash))
}

/// Whether this is the password. It takes as long without a stored hash.
pub async fn matches(password: &str, stored: Option<String>) -> bool {
    if password.len() > LONGEST {
        return false;
    }
    let Ok(_turn) = AT_ONCE.acquire().await else {
        return false;
    };
    let password = password.to_owned();
    let judged = tokio::task::spawn_blocking(move || {
        let known = stored.is_some();
        let hash = stored.unwrap_or_else(|| NOBODY.clone());
        let right = Argon2::default().verify_password(password.as_bytes(), hash.as_str());
        right.is_ok() && known
    });
    judged.await.unwrap_or(false)
}

fn hashed(password: &str) -> Option<String> {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.ok().map(|hash| hash.to_string())
}
