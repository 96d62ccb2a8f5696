//! Pieces that widgets share. None of them fetches.

pub mod loaded;
pub mod misconfigured;

pub use loaded::{Phase, Progress, announce, failed, loading, saved_note, unavailable};
pub use misconfigured::misconfigured;
