//! The handlers, one file for each resource. `router.rs` is their index.

pub mod challenge;
pub mod health;
