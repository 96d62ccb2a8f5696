//! The server, seen from a client.
#![allow(
    unreachable_pub,
    reason = "nothing of a test program is reachable from outside"
)]

mod client;
mod faults;
mod serving;
