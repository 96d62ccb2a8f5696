//! What all answers have in common.

mod cached;
mod json;
mod page;

pub use cached::{Cache, Rendered, cached};
pub use json::{Answer, Json, Query};
pub use page::page;
