//! Foreign feeds read into `bangtin-model`: strict types inside, tolerance at the edge.
//!
//! One bad field costs that field, one bad item costs that item, never the feed.
//! Everything here also runs in the browser, where bytes count: no Unicode tables, no regular expressions, no
//! formatting machinery, no slicing that can panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic
    )
)]

pub mod artalk;
pub mod byline;
pub mod caption;
mod counters;
pub mod date;
mod fold;
pub mod json_feed;
pub mod text;

pub use bangtin_model::{FromNode, Node};
pub use counters::counters;
pub use fold::{fold, matches};
