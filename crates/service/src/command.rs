//! The commands of the binary, one file for each. Those that work in the database are the cases of [`Work`]: they are done here, or in
//! the running service where that holds SQLite's file (`beside`).

pub mod articles;
pub mod backup;
pub mod beside;
pub mod check;
pub mod comments;
mod console;
pub mod convert;
pub mod digest;
pub mod doctor;
pub mod erase;
pub mod export;
pub mod health;
pub mod import;
pub mod moderator;
pub mod restore;
pub mod subscribers;
mod work;

pub use work::{Work, run};
