//! The service behind the kit: what a portal must remember (subscriptions, counts, comments, ratings, votes), and content
//! that is fetched from feeds and kept.
//!
//! One binary on SQLite, or any number of replicas on PostgreSQL. `router.rs` is the index of its HTTP interface.

pub mod app;
pub mod client_address;
pub mod clock;
pub mod config;
pub mod gate;
pub mod http;
pub mod keys;
pub mod problem;
mod router;
pub mod routes;
pub mod server;
pub mod site;
pub mod store;
pub mod tasks;

pub use app::App;
pub use config::Settings;
pub use problem::Problem;
pub use server::Service;
