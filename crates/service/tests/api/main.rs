//! The HTTP interface on both databases: the real service on a free port. One file for each resource.
#![allow(unreachable_pub)]

mod gate;
mod harness;
