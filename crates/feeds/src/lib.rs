//! Foreign content as it really comes: fetched, turned from bytes into text and from whatever it is into items of the model, made safe.
//!
//! No database and no server: what a source sends goes in, what can be kept comes out. `walk` follows the pages of a source (or
//! `wordpress`, which is asked by its interface), `formats` turns each into JSON Feed, `prepare` reads that with the kit's own tolerant
//! reader. `whole` does all of it at once, and `facts` tells what came of it. A new format is a file in `formats`. `guard` bounds what any
//! of it may cost.

mod base;
mod bounds;
mod dates;
pub mod facts;
mod failure;
pub mod fetch;
mod formats;
#[cfg(test)]
mod fuzz;
pub mod guard;
pub mod hex;
pub mod item;
mod markup;
pub mod prepare;
mod references;
mod sanitize;
pub mod walk;
pub mod whole;
pub mod wordpress;
pub mod words;

use serde::{Deserialize, Serialize};

pub use base::Base;
pub use failure::Failure;

/// The format of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeedKind {
    /// JSON Feed, with or without `_bangtin`.
    JsonFeed,
    /// RSS 2.0 or Atom.
    Rss,
    /// The REST interface of WordPress: the address of the site, or of its posts (`/wp-json/wp/v2/posts`, `/?rest_route=/wp/v2/posts`).
    Wordpress,
}
