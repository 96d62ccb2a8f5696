//! Recovery codes: 80 random bits each, so that a fast hash, with the account in it, keeps them safe.

use sha2::{Digest, Sha256};

use super::secret::in_groups;
use crate::on;
use crate::random::random;
use crate::store::Write;

const HOW_MANY: usize = 10;

/// New codes for this account, as they are shown once. Those before are worth nothing.
pub(super) async fn renew(write: &mut Write, id: &str) -> Result<Vec<String>, sqlx::Error> {
    on!(write, c => {
        sqlx::query("DELETE FROM moderator_recovery_codes WHERE moderator = $1").bind(id).execute(c).await?;
    });
    let mut shown = Vec::with_capacity(HOW_MANY);
    for _ in 0..HOW_MANY {
        // Base 32 has no 0, 1, 8 and 9, which are taken for letters on paper.
        let code = totp_rs::Secret::new(Box::new(random::<10>())).to_base32();
        on!(write, c => {
            let insert = "INSERT INTO moderator_recovery_codes (moderator, code_hash) VALUES ($1, $2)";
            sqlx::query(insert).bind(id).bind(hash(id, &code)).execute(c).await?;
        });
        shown.push(in_groups(&code, "-"));
    }
    Ok(shown)
}

/// Uses a code up. True the first time.
pub(super) async fn spend(write: &mut Write, id: &str, code: &str) -> Result<bool, sqlx::Error> {
    let spent = on!(write, c => {
        let delete = "DELETE FROM moderator_recovery_codes WHERE moderator = $1 AND code_hash = $2";
        sqlx::query(delete).bind(id).bind(hash(id, code)).execute(c).await?.rows_affected()
    });
    Ok(spent > 0)
}

fn hash(id: &str, code: &str) -> Vec<u8> {
    Sha256::digest([id.as_bytes(), b"\0", code.as_bytes()].concat()).to_vec()
}
