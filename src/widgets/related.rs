//! `<bangtin-related>`: what to read after an article. Its code is that of the article.

use super::{article, reader};
use crate::elements::host::Host;

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["item", "limit", "heading"];

/// Brings the headlines; nothing until there is an article to start from.
pub fn open(host: Host) {
    reader::follow(host, "box", |host, item| {
        article::bring(host, item, article::Kind::Related)
    });
}
