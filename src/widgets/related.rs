//! `<bangtin-related>`: what to read after an article. Its code is that of the article.

use super::article::{OfItem, Shown};
use crate::{
    elements::host::Host,
    view::{View, view},
};

/// The attributes of its own.
pub const ATTRIBUTES: &[&str] = &["item", "limit", "heading"];

/// Brings the headlines; nothing until there is an article to start from.
pub fn view(host: Host) -> View {
    view! { <OfItem host place="box" shown=Shown::Related/> }
}
