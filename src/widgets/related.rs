//! `<bangtin-related>`: what to read after an article. Its code is that of the article.

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["item", "limit", "heading"];

pub(super) use super::article::related::alone as related;
