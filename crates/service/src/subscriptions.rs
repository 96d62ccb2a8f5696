//! Who wants to be told what, and what they agreed to: signing up with double opt-in, withdrawing, seeing and erasing what is
//! held (law 91/2025 on personal data).
//!
//! A form only writes down a wish and a mail; the press of a button behind the mail's link makes it count. Whoever types
//! another person's address changes nothing for them.

mod act;
mod agree;
mod ask;
mod days;
mod elsewhere;
mod erase;
mod hour;
mod housekeeping;
mod lang;
mod letter;
mod links;
mod notice;
mod readers;
mod record;
mod report;
mod resting;
mod rhythm;
mod wish;

pub use act::{Confirmed, change_topics, confirm, withdraw};
pub use agree::{agree, change_rhythm, invite};
pub use ask::ask;
pub(crate) use ask::keep_text;
pub use days::Changes;
pub(crate) use days::changes;
use erase::erase;
pub use erase::{Erased, erase_everywhere, erase_of_site};
pub(crate) use hour::{of_hour, times_of_hour};
pub use housekeeping::forget;
pub(crate) use housekeeping::keep_house;
pub use lang::Lang;
pub use links::{Links, Opened, Refused, open_confirmation, open_holder, open_unsubscription};
pub(crate) use notice::version_of;
pub use notice::{notice, sends};
pub(crate) use readers::{Readership, readers, readership};
pub use record::{Subscriber, SubscriptionState, by_id, confirmed_of};
pub(crate) use report::rfc3339;
pub use report::{Report, report};
pub use resting::note_ended;
pub use rhythm::Rhythm;
pub use wish::{Typed, Wish, WishError, choose};

const DAY_MS: i64 = 24 * 60 * 60 * 1000;
/// How long a confirmation may take; what is not confirmed is deleted after it.
pub const PENDING_MS: i64 = 7 * DAY_MS;
/// How long an address is kept after its owner has unsubscribed.
const UNSUBSCRIBED_MS: i64 = 30 * DAY_MS;
/// How long the proof of an erasure is kept, without the address.
const ERASURE_MS: i64 = 2 * 365 * DAY_MS;
