//! What Bangtin shows, in types of its own: no input, no output.
//!
//! Foreign formats become these types in `bangtin-sources`; widgets see nothing else.
//! What is unknown is absent (`None`, an empty list), never zero.
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

mod album;
pub mod answers;
mod article;
mod content_id;
mod document;
mod feed;
mod figures;
mod headline;
mod link;
mod media;
mod moment;
#[cfg(any(test, feature = "native"))]
mod native;
mod node;
mod poll;
mod rating;
mod site;
mod text;

pub use bangtin_from_node::FromNode;

pub use album::{Album, Photo, Thumbnail};
pub use article::{Article, Body, Extras, Source};
pub use content_id::ContentId;
pub use document::{Document, Reference, ReferenceKind};
pub use feed::FeedHead;
pub use figures::{decimal, digits, file_size, grouped};
pub use headline::{Category, Headline, Picture};
pub use link::Link;
pub use media::{Attachment, Media, MediaKind};
pub use moment::{Civil, Moment, Precision};
pub use node::{FromNode, Node};
pub use poll::{Poll, PollOption};
pub use rating::Rating;
pub use site::{Address, Dialled, Licence, Phone, Site, Successor};
pub use text::{is_hidden, is_space, join, rsplit_once, split, split_once, trim};
