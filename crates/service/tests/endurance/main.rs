//! The real program on both databases: killed at random moments under load, on a disk that is full for a while, and as
//! three replicas behind a balancer.
//! What clients were told is written down by them, and compared with what the database holds.
#![allow(unreachable_pub)]

mod balancer;
mod database;
mod digests;
mod disk;
mod forms;
mod hits;
mod kills;
mod ledger;
mod moderator;
mod place;
mod program;
mod proofs;
mod replicas;
mod week;
