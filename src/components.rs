//! Pieces that widgets share. None of them fetches.

mod announce;
mod clipboard;
mod configured;
mod description;
mod display;
mod field;
mod icon;
mod lazy;
mod picture;
mod player;
mod section;
mod speech;
mod status;

pub use announce::announce;
pub use clipboard::{Clipboard, Copied, CopyButton};
pub use configured::configured;
pub use description::{Description, Subject, describe};
pub use display::{Display, pressed, tell_choice};
pub use field::Field;
pub use icon::{Icon, panel};
pub use lazy::{Lazy, LazyPart, LazyView, LazyWithin, Load};
pub use picture::{Shot, held, press_picture, unnamed};
pub use player::{Film, Place, Video, place};
pub use section::Section;
pub use speech::{Ask, Heard, Speech, Spoken, heard, tell_of_the_article};
pub use status::{
    AsItIs, Failed, LoadingNote, Misconfiguration, Nothing, SavedNote, Skeleton, Unavailable,
};
