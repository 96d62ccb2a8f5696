//! Errors in articles that readers report: what they are, for moderators alone. No name is asked, and nothing of them is ever public.

mod add;
mod decide;
mod housekeeping;
mod kind;
mod list;
mod waiting;

pub use add::{NewReport, add};
pub use decide::{Decision, Undecided, decide_all};
pub use housekeeping::forget;
pub(crate) use housekeeping::keep_house;
pub use kind::{Kind, State};
pub use list::{Cursor, Kept, of_site, said};
pub use waiting::{measure, queue};

/// The most graphemes of what a reader writes.
pub const LONGEST_TEXT: usize = 500;
