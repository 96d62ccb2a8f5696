//! The HTTP interface on both databases: the real service on a free port. One file for each resource.
#![allow(unreachable_pub)]

mod articles;
mod cms;
mod export;
mod import;
mod search;
mod abuse;
mod comments;
mod counting;
mod gate;
mod harness;
mod headers;
mod interface;
mod limits;
mod moderation;
mod openapi;
mod pages;
mod polls;
mod operation;
mod program;
mod rates;
mod settings;
mod ratings;
mod source;
mod subscriptions;
mod weather;
