//! Tokens that only this service (all its replicas) can have made.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use crate::on;
use crate::random::random;
use crate::store::Store;

/// The shared key. Each purpose has a key of its own, derived from it.
#[derive(Clone)]
pub struct Keys {
    root: [u8; 32],
}

/// Why a token was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It was not made here, or was changed, or was made for another purpose.
    #[error("the token is not one of ours")]
    Invalid,
    /// It was ours, and its time is over.
    #[error("the token has expired")]
    Expired,
}

#[derive(Serialize, serde::Deserialize)]
struct Sealed<T> {
    #[serde(rename = "e")]
    expires_ms: i64,
    #[serde(rename = "v")]
    value: T,
}

impl Keys {
    /// The key of the settings; without one, a random key that is kept in the database and so shared by all replicas.
    ///
    /// # Errors
    /// When the database cannot be read or written.
    pub async fn open(secret: Option<&str>, store: &Store) -> Result<Self, sqlx::Error> {
        if let Some(secret) = secret {
            return Ok(Self {
                root: Sha256::digest(secret.as_bytes()).into(),
            });
        }
        let fresh: [u8; 32] = random();
        let mut write = store.write().await?;
        on!(write, c => {
            let insert = "INSERT INTO secrets (name, value) VALUES ('root', $1) ON CONFLICT DO NOTHING";
            sqlx::query(insert).bind(fresh.to_vec()).execute(c).await?;
        });
        let kept: Vec<u8> = on!(write, c => {
            sqlx::query_scalar("SELECT value FROM secrets WHERE name = 'root'").fetch_one(c).await?
        });
        write.commit().await?;
        Ok(Self {
            root: Sha256::digest(kept).into(),
        })
    }

    /// HMAC-SHA-256 of `message` with the key of `purpose`.
    #[must_use]
    pub fn mac(&self, purpose: &str, message: &[u8]) -> [u8; 32] {
        let key = hmac(&self.root, purpose.as_bytes());
        hmac(&key, message)
    }

    /// A token that carries `value` in the clear, and its signature. Good until `expires_ms`.
    #[must_use]
    pub fn seal<T: Serialize>(&self, purpose: &str, value: &T, expires_ms: i64) -> String {
        let sealed = Sealed { expires_ms, value };
        // Our own types always become JSON.
        let body = serde_json::to_vec(&sealed).unwrap_or_default();
        let mac = self.mac(purpose, &body);
        format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(body),
            URL_SAFE_NO_PAD.encode(mac.get(..16).unwrap_or(&mac))
        )
    }

    /// What a token carries.
    ///
    /// # Errors
    /// [`TokenError`]
    pub fn open_token<T: DeserializeOwned>(
        &self,
        purpose: &str,
        token: &str,
        now_ms: i64,
    ) -> Result<T, TokenError> {
        let (body, mac) = token.split_once('.').ok_or(TokenError::Invalid)?;
        let body = URL_SAFE_NO_PAD
            .decode(body)
            .map_err(|_| TokenError::Invalid)?;
        let mac = URL_SAFE_NO_PAD
            .decode(mac)
            .map_err(|_| TokenError::Invalid)?;
        let ours = self.mac(purpose, &body);
        if mac.len() != 16 || !bool::from(ours.get(..16).unwrap_or(&ours).ct_eq(&mac)) {
            return Err(TokenError::Invalid);
        }
        let sealed: Sealed<T> = serde_json::from_slice(&body).map_err(|_| TokenError::Invalid)?;
        if sealed.expires_ms < now_ms {
            return Err(TokenError::Expired);
        }
        Ok(sealed.value)
    }
}

fn hmac(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a key of any length will do");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

#[cfg(test)]
mod tests {
    use super::{Keys, TokenError};

    #[test]
    fn a_token_opens_only_for_its_purpose_and_only_in_time() {
        let keys = Keys { root: [7; 32] };
        let token = keys.seal("confirm", &"a@b.vn", 1_000);
        assert_eq!(
            keys.open_token::<String>("confirm", &token, 999),
            Ok("a@b.vn".into())
        );
        assert_eq!(
            keys.open_token::<String>("confirm", &token, 1_001),
            Err(TokenError::Expired)
        );
        assert_eq!(
            keys.open_token::<String>("erase", &token, 0),
            Err(TokenError::Invalid)
        );
        let other = Keys { root: [8; 32] };
        assert_eq!(
            other.open_token::<String>("confirm", &token, 0),
            Err(TokenError::Invalid)
        );
        for broken in ["", ".", "a.b", &token[1..], &token[..token.len() - 1]] {
            assert_eq!(
                keys.open_token::<String>("confirm", broken, 0),
                Err(TokenError::Invalid)
            );
        }
    }
}
