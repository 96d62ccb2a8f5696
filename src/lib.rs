//! Bangtin: news, articles and more for public portals, as custom elements.
//!
//! The loader (`public/bangtin.js`) calls [`start`] once; each element on the page then calls [`connect`] when it comes near the
//! reader's view, [`changed`] when the page changes one of its attributes, and [`disconnect`] when it is taken away.
//! ARCHITECTURE.md tells the walk of an article through these rooms.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        reason = "in a test a panic is the report"
    )
)]

// What `view!` writes names this crate from outside and inside alike.
extern crate self as bangtin;

/// A sheet of `style/`, minified by `build.rs`.
macro_rules! style {
    ($name:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $name, ".css"))
    };
}

/// The standard library's allocator is 2 KB larger (brotli), which every reader would load.
#[cfg(target_family = "wasm")]
#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

pub mod attributes;
pub mod client;
pub mod components;
pub mod elements;
pub mod failure;
pub mod first;
pub mod forms;
pub mod host;
pub mod html;
pub mod i18n;
pub mod json;
pub mod page;
pub mod parts;
pub mod portal;
pub mod resource;
pub mod view;
pub mod widgets;

pub use elements::{changed, connect, disconnect, elements, moved, online, start};
