//! What everybody must know for a while: storms, floods, power cuts. Moderators write them, and each has an end.
//!
//! Where the settings ask for two people (`alerts_by_two`), words are shown once a second moderator has approved them. What is to take
//! the place of words that are shown waits beside them, so that a correction takes nothing off the pages.

mod act;
mod housekeeping;
mod list;
mod sample;
mod wish;

pub use act::{About, Done, Undone, approve, change, end, write};
pub use housekeeping::forget;
pub(crate) use housekeeping::keep_house;
pub use list::{Kept, Stage, coming, of_site, running};
pub use sample::show_sample;
pub use wish::{Fit, Given, LONGEST_TEXT, LONGEST_TITLE, LONGEST_WAY_MS, judge, relative_or_https};
