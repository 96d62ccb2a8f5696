//! What the service makes of a real WordPress, and what the kit makes of its pages.

mod changes;
mod made;
mod outage;
mod pages;
mod reading;
mod sources;
