//! What readers write under a page. Nothing is shown before a moderator has approved it, and nothing is kept of the
//! writer but the name given.

mod add;
mod decide;
mod list;
mod text;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use add::{Added, NewComment, add};
pub use decide::{Decision, Undecided, decide, forget};
pub use list::{
    Asked, Cursor, Moderated, Own, Page, Reply, Thread, counts, of_page, of_site, own, said,
};
pub use text::{Unfit, line, passage};

/// The most graphemes of a comment.
pub const LONGEST_TEXT: usize = 500;
/// The most graphemes of a name.
pub const LONGEST_NAME: usize = 60;

/// How far a comment has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = CommentState)]
pub enum State {
    /// Nobody has decided yet.
    Pending,
    /// Shown.
    Approved,
    /// Not shown, for what it says.
    Rejected,
    /// Not shown, for what it is.
    Spam,
}

impl State {
    /// All, in the order of the queue's filter.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Approved, Self::Rejected, Self::Spam];

    /// Its name in the database and in requests.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Spam => "spam",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

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
