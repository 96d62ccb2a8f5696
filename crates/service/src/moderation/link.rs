//! Links that log in: 15 minutes, once. The link itself shows a button, since mail programs look at links by themselves.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::context::Context;
use crate::mail::{EmailAddress, NewMail, Note};
use crate::on;
use crate::random::random;
use crate::store::Write;

const LIFE_MS: i64 = 15 * 60 * 1000;

/// A new link for this account. What is kept of it is a hash.
///
/// # Errors
/// When the database cannot be written.
pub async fn new(
    context: &Context,
    write: &mut Write,
    moderator: &str,
) -> Result<String, sqlx::Error> {
    let token = URL_SAFE_NO_PAD.encode(random::<24>());
    on!(write, c => {
        let insert = "INSERT INTO moderator_links (token_hash, moderator, expires_ms) VALUES ($1, $2, $3)";
        sqlx::query(insert)
            .bind(hash(&token))
            .bind(moderator)
            .bind(context.clock.now_ms() + LIFE_MS)
            .execute(c)
            .await?;
    });
    Ok(format!("{}/moderation/link?t={token}", context.public_url))
}

/// Uses a link up: the id of its account, the first time.
///
/// # Errors
/// When the database cannot be written.
pub async fn spend(
    write: &mut Write,
    token: &str,
    now_ms: i64,
) -> Result<Option<String>, sqlx::Error> {
    Ok(on!(write, c => {
        let delete = "DELETE FROM moderator_links WHERE token_hash = $1 AND expires_ms >= $2 RETURNING moderator";
        sqlx::query_scalar(delete).bind(hash(token)).bind(now_ms).fetch_optional(c).await?
    }))
}

/// The mail that carries a link.
#[must_use]
pub fn letter(to: EmailAddress, address: &str, now_ms: i64) -> NewMail {
    const SUBJECT: &str = "Liên kết đăng nhập trang kiểm duyệt – Moderation login link";
    const VI: &str = "Vui lòng mở liên kết dưới đây và bấm nút để vào trang kiểm duyệt. Liên kết dùng được một lần, trong 15 phút.";
    const EN: &str = "Please open the link below and press the button to go to the moderation page. It works once, within 15 minutes.";
    let note = Note {
        kind: "login",
        site: "",
        subject: SUBJECT.into(),
        vi: VI,
        en: EN,
        link: address,
        until_ms: now_ms + LIFE_MS,
    };
    note.to(to)
}

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}
