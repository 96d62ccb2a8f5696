//! What a portal did in a period, as its agency hands it in: visits, what was read, what readers wrote and how soon it was answered.
//!
//! All of it is counted when it is asked for, from what the portal shows or keeps, so that each figure equals what a reader saw. What is
//! deleted when its time has come (comments that wait or were rejected, reports of errors) is missing from then on: a report is best made in the
//! month after.

mod comments;
mod figures;
mod monthly;
mod opinions;
mod period;
mod sources;
mod visits;

pub use comments::Comments;
pub use figures::{Activity, activity};
pub use monthly::mail_due;
pub(crate) use monthly::run;
pub use opinions::PollVotes;
pub use period::{Period, day_named, name_of_day};
pub use sources::{Failing, Silent};
pub use visits::{Day, PageViews};
