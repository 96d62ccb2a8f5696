//! Throw-away servers and programs for the tests, and what a browser does with a challenge.

mod folder;
mod artalk;
mod postgres;
mod process;
mod proof;
mod smtp;

pub use folder::quick_folder;
pub use artalk::{Artalk, ArtalkState};
pub use postgres::Postgres;
pub use process::{Owned, free_port};
pub use proof::solve;
pub use smtp::{Mail, MailServer};
