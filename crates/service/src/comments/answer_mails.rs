//! One mail to the writer of a comment, when the agency has answered it.
//!
//! No comment needs an address. Whoever wrote one gets a link with it to a page of the service; who gives an address there and ticks the
//! box gets a mail, and only the press of a button behind its link makes the address count. With the answer the mail is written and the address
//! is forgotten, in one transaction. It also goes with the comment, when that is turned down, by the link in the mail, and after 90 days.

mod ask;
mod forget;
mod hold;
mod letter;
mod links;
mod notice;
mod tell;

pub use ask::{Asked, ask};
pub use forget::{forget, forget_comment};
pub(super) use hold::confirmed;
pub use hold::{Confirmed, Held, confirm, held, leave};
pub use links::{asking_token, open_asking, open_held};
pub use notice::{Notice, notice};
pub(super) use tell::tell;

use bangtin_model::answers::CommentState;

use crate::config::SiteSettings;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long an address is kept that nobody has confirmed.
const PENDING_MS: i64 = 7 * DAY_MS;
/// How long a token lets the writer ask, and how long an address waits for an answer.
const KEPT_MS: i64 = 90 * DAY_MS;

/// Whether a comment in this state may still come to be answered.
pub(super) const fn may_be_answered(state: CommentState) -> bool {
    matches!(state, CommentState::Pending | CommentState::Approved)
}

/// Whether a site sends such mails.
#[must_use]
pub const fn offers(site: &SiteSettings) -> bool {
    site.comments.answers_by_mail && site.subscribing.is_some()
}
