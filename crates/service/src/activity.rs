//! What a portal did in a period, as its agency hands it in: visits, what was read, what readers wrote and how soon it was answered.
//!
//! All of it is counted when it is asked for, from what the portal shows or keeps, so that each figure equals what a reader saw. What is
//! deleted when its time has come (rejected comments, reports of errors, subscribers who have left) is missing from then on: a report is best
//! made in the month after.

mod figures;
mod period;

pub use figures::{Activity, Day, Failing, PageViews, PollVotes, Silent, Written, activity};
pub use period::{Period, day_named, name_of_day};
