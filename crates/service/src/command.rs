//! The commands of the binary, one file for each.

pub mod articles;
pub mod backup;
pub mod check;
pub mod comments;
pub mod digest;
pub mod erase;
pub mod export;
pub mod health;
pub mod import;
pub mod moderator;
pub mod restore;
pub mod subscribers;
