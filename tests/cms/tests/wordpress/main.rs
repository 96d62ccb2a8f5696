//! What the service makes of a real WordPress, and what the kit makes of its pages.

mod made;
mod reading;
