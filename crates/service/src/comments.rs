//! What readers write under a page. Nothing is shown before a moderator has approved it, and nothing is kept of the
//! writer but the name given.

mod add;
pub mod answer_mails;
mod arrival;
mod decide;
mod door;
mod housekeeping;
mod list;
mod official;
mod pile;
mod text;
mod waiting;
mod withdraw;

pub use add::{NewComment, add};
pub(crate) use arrival::likeness_of;
pub(crate) use arrival::words::{Word, hold, words};
pub use decide::{Decision, Undecided, decide, decide_all};
pub use door::{Closed, ClosedPage, Closing, Reason, close, closed, closed_pages, page_of_address};
pub use housekeeping::forget;
pub(crate) use housekeeping::keep_house;
pub(crate) use list::titles::titles;
pub use list::{
    Answered, CommentQuery, Cursor, EVER, Moderated, counts, newest, of_page, of_site, own, said,
};
pub use official::{Answering, LONGEST_ANSWER, answer};
pub use pile::Pile;
pub use text::{Unfit, beginning, line, line_if_any, passage};
pub use waiting::{measure, queue, span};
pub(crate) use waiting::{of_hour, times_of_hour};
pub use withdraw::{Remainder, erase, withdraw, written};

/// The most graphemes of a comment.
pub const LONGEST_TEXT: usize = 500;
/// The most graphemes of a name.
pub const LONGEST_NAME: usize = 60;

/// Whether this can be the id of a comment.
#[must_use]
pub fn is_id(id: &str) -> bool {
    let ours = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    (1..=32).contains(&id.len()) && id.chars().all(ours)
}

/// A time as answers carry it: RFC 3339 in Asia/Ho_Chi_Minh, to the second.
#[must_use]
pub fn iso(ms: i64) -> String {
    bangtin_model::Moment::from_unix(ms.div_euclid(1000), bangtin_model::Precision::Second).iso()
}
