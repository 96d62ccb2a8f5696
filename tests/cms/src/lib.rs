//! The service and the kit beside a real content management system.
//!
//! [`WordPress`] is the one of Debian's packages, on a free port of loopback, with a database and a folder of its own that end with the
//! test program. `cargo xtask wordpress` fetches what it needs and runs the tests.

mod portal;
mod wordpress;

pub use portal::{Article, Portal};
pub use wordpress::{Post, WordPress};
