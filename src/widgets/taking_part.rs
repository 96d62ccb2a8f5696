//! What the elements share that let a resident do something: the form, its code, its sending. It stands in a file of its own,
//! which the first of them brings.

mod code;
mod form;
mod pieces;
mod proof;
mod puzzle;

pub(super) use code::Progress as CodeProgress;
pub(super) use form::{Form, Status, Target};
pub(super) use pieces::{outcome, service_missing, trap, typed};
