//! Content: fetched from feeds, made safe, kept, listed, searched and written out as files.
//!
//! `import` asks a source through the crate `bangtin_feeds`, which also reads and mends what it sends, and keeps what is new (`keep`).
//! What does not fit what a source sent before (`fit`) waits for a person (`held`). `list`, `most_read`, `search` and `site_info` are what is read.

mod counted;
mod cursor;
pub(crate) mod documents;
pub mod export;
mod failure;
mod fit;
pub mod held;
pub mod import;
mod keep;
mod list;
mod most_read;
mod named_list;
mod page;
mod polls;
mod reading;
mod related;
pub mod schedule;
pub mod search;
mod site_info;
mod source_pages;
mod state;
mod telephone;
mod wordpress;

pub(crate) use cursor::Cursor;
pub(crate) use list::{Filter, Listing, Which, count, list, numbered, one, places};
pub(crate) use most_read::most_read;
pub(crate) use named_list::named_list;
pub(crate) use page::{Extent, Page};
pub use polls::poll;
pub(crate) use related::{keep_media, related, shorten};
pub(crate) use site_info::{SiteInfo, site_info};
pub(crate) use telephone::telephone;
