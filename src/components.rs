//! Pieces that widgets share. None of them fetches.

mod announce;
mod field;
mod lazy;
pub mod loaded;
pub mod misconfigured;
mod section;
mod status;

pub use crate::resource::{Phase, Progress};
pub use announce::announce as announce_progress;
pub use field::typed;
pub use lazy::{Lazy, LazyView, Load, Loading};
pub use loaded::{announce, failed, loading, saved_note, unavailable};
pub use misconfigured::misconfigured;
pub use section::Section;
pub use status::{Failed, LoadingNote, Misconfiguration, Nothing, SavedNote, Skeleton, Unavailable};
