//! Throw-away servers and programs for the tests, and what a browser does with a challenge.

mod artalk;
mod folder;
mod line;
mod network;
mod postgres;
mod process;
mod proof;
mod relay;
mod smtp;

pub use artalk::{Artalk, ArtalkState};
pub use folder::quick_folder;
pub use line::Line;
pub use network::Network;
pub use postgres::Postgres;
pub use process::{Owned, free_port};
pub use proof::solve;
pub use smtp::{Mail, MailServer};
