//! The service behind the kit: what a portal must remember (subscriptions, counts, comments, ratings, votes), and content
//! that is fetched from feeds and kept.
//!
//! One binary on SQLite, or any number of replicas on PostgreSQL. `router.rs` is the index of its HTTP interface.

pub mod activity;
pub mod alerts;
mod app;
mod background;
pub mod backup;
pub mod check;
pub mod client_address;
pub mod clock;
pub mod command;
pub mod comments;
pub mod config;
pub mod content;
pub mod context;
pub mod counting;
pub mod digests;
pub mod doctor;
pub mod external_data;
pub mod gate;
pub mod http;
mod json_list;
pub mod keys;
pub mod mail;
pub mod moderation;
pub mod pages;
pub mod polls;
mod portal;
pub mod problem;
pub mod random;
pub mod ratings;
pub mod reminders;
pub mod reports;
mod router;
pub mod routes;
pub mod server;
pub mod site;
mod spreadsheet;
pub mod store;
pub mod subscriptions;
mod sums;
mod tasks;
pub mod telemetry;
pub mod voter;
pub mod waves;

pub use app::App;
pub use config::Settings;
pub use problem::Problem;
pub use server::Service;
