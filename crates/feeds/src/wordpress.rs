//! WordPress: where its posts are, and how it is asked for some of them.

mod address;
mod answer;
mod find;

pub use crate::formats::wordpress::{feed, is_protected, modified, open};
pub use address::Endpoint;
pub use answer::{Answer, Wish, ask, number_of};
pub use find::{Blog, behind, expected};
