//! Mail: written down with whatever it tells of, sent afterwards, as often as it takes.
//!
//! [`enqueue`] puts a mail into the outbox in the caller's own transaction, so that either both are there or neither. A task
//! sends what is due, outside any transaction. A mail may arrive twice when the service dies at the wrong moment; both then
//! have the same `Message-ID`.

mod address;
mod bilingual;
mod budget;
mod cooldown;
mod delivery;
mod letter;
mod message;
mod outbox;
mod pause;
mod transport;

use crate::context::Context;

pub use address::{AddressError, EmailAddress};
pub(crate) use bilingual::Note;
pub use budget::{Budget, spend as spend_budget};
pub use cooldown::{Cooled, give_back as give_back_turn, take as take_turn};
pub use delivery::deliver;
pub(crate) use letter::{BUTTON, LINK, Letter, SOFT, frame};
pub(crate) use outbox::{Ended, note_ended, take_back, untried_of_many};
pub use outbox::{Held, NewMail, enqueue, erase, erase_of_site, forget, held};

/// Tells the task that sends mail to look into the outbox now; called after the commit. Without it the mail goes out some
/// seconds later.
pub fn wake(context: &Context) {
    context.mail_waits.notify_one();
}
