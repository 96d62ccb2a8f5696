//! What the elements share that let a resident do something: the form, its challenge, its sending. It stands in a file of its own, which
//! the first of them brings.

mod challenge;
mod count;
mod form;
mod mail;
mod pieces;
mod proof_of_work;

pub use challenge::{Challenge, ChallengeProgress};
pub use count::{Count, MOST, graphemes};
pub use form::{Body, Form, Status, Target, lines};
pub use mail::slip;
pub use pieces::{Outcome, Submit, Trap, service_missing};
