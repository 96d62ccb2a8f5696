//! The news by mail: for each site and rhythm one digest at 7:00 in Viet Nam, of what was first seen since the one before it.
//!
//! A digest is made once, by whoever writes its row; then mails are written for its readers, some at a time, each in the transaction
//! that notes for whom. So a process that dies in between writes none twice and forgets nobody; the outbox does the rest.

mod due;
mod entries;
mod keep;
mod letter;
mod list;
mod make;
mod send;

pub(crate) use due::{Due, due};
pub(crate) use entries::Entry;
pub use keep::look;
pub(crate) use keep::{keep_house, run};
pub(crate) use letter::{address_of, feed_address, title};
pub(crate) use list::{Made, latest, told};
pub use send::{Trial, send_trial, trial};

pub use crate::subscriptions::sends;
