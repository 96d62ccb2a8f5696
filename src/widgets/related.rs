//! `<bangtin-related>`: what to read after an article: what its editor named, then what has its category or a tag of it.
//!
//! Its code is that of the article.

use crate::{attributes::attributes, i18n::ArticleMessage};

attributes! {
    ITEM: Of("item", super::article);
    LINKS: Of("links", super::article);
    /// The most headlines.
    LIMIT: Number("limit", 1..=10, default 5);
    /// The heading; off for none.
    HEADING: Heading("heading", ArticleMessage::Related);
}

pub(super) use super::article::related::alone as related;
