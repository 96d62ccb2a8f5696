//! The handlers, one file for each resource. `router.rs` is their index.

pub mod alerts;
pub mod articles;
pub mod challenge;
pub mod comments;
mod content_list;
pub mod counters;
pub mod digests;
pub mod documents;
pub mod health;
pub mod hits;
mod link_page;
pub mod lists;
pub mod moderation;
pub mod pages;
pub mod polls;
pub mod portal;
pub mod rates;
pub mod ratings;
pub mod reports;
pub mod search;
pub mod site;
pub mod subscriptions;
mod too_many;
pub mod weather;
