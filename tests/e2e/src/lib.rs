//! The kit in real browser engines.
//!
//! One test program (`tests/engines`) holds a file for each element or topic. A session costs seconds, so a
//! browser stays for many cases, and every case gets a [`Page`] with a server (an origin, so a storage) of its own. Run one with
//! `cargo test -p bangtin-e2e --test engines -- chromium/news`.
//!
//! The harness panics freely: in a test, a panic with a good sentence is the report.

mod corpus;
mod engine;
mod feed;
mod page;
mod portal;
mod session;
mod suite;

pub use corpus::{Payload, payloads};
pub use engine::{Engine, Missing, Viewport};
pub use feed::{Feed, Item};
pub use page::{Key, Leaks, Media, Page, Violation};
pub use portal::{Portal, SITE};
pub use session::Session;
pub use suite::{Case, run};

/// Chromium, Firefox and WebKit.
pub const EVERYWHERE: &[Engine] = &[Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// Where a second visit finds what the first has stored: WebKit's driver empties its storage with every page that is left.
pub const KEEPS_STORAGE: &[Engine] = &[Engine::Chromium, Engine::Firefox];
/// Chromium only: what needs its protocol (network, media features, memory).
pub const CHROMIUM: &[Engine] = &[Engine::Chromium];

/// The folder that holds the whole project.
pub fn repo_root() -> &'static std::path::Path {
    std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// Where the built kit is served: `/bangtin/<version>`.
pub const KIT: &str = concat!("/bangtin/", env!("CARGO_PKG_VERSION"));
