//! Throw-away servers for the tests, and what a browser does with a challenge.

mod postgres;
mod proof;
mod smtp;

pub use postgres::Postgres;
pub use proof::solve;
pub use smtp::{Mail, MailServer};
