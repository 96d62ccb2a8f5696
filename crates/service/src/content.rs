//! Content: fetched from feeds, made safe, kept, listed, searched and written out as files.
//!
//! `import` asks a source (`walk`, or `wordpress`, through `fetch`), turns whatever it sends into JSON Feed (`formats`), reads that with the
//! kit's own tolerant reader (`prepare`), and keeps what is new (`keep`). `list`, `search` and `site_info` are what is read.

mod base;
mod bounds;
mod counted;
mod cursor;
mod dates;
pub mod export;
mod fetch;
mod formats;
mod guard;
pub mod import;
mod item;
mod keep;
mod list;
mod markup;
mod page;
mod polls;
mod prepare;
mod reading;
mod related;
mod sanitize;
pub mod schedule;
pub mod search;
mod site_info;
mod state;
mod walk;
mod wordpress;
mod words;

pub(crate) use counted::count_in;
pub(crate) use cursor::Cursor;
pub(crate) use list::{Wanted, documents, list, one};
pub(crate) use page::Page;
pub use polls::poll;
pub(crate) use related::{related, shorten};
pub(crate) use site_info::{SiteInfo, site_info};
