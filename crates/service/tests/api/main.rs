//! The HTTP interface on both databases: the real service on a free port. One file for each resource.
#![allow(unreachable_pub)]

mod abuse;
mod articles;
mod blog;
mod browsers;
mod cms;
mod comments;
mod counting;
mod dates;
mod errors;
mod export;
mod feeds;
mod gate;
mod harness;
mod headers;
mod identity;
mod import;
mod interface;
mod limits;
mod moderation;
mod openapi;
mod operation;
mod pages;
mod polls;
mod portal;
mod program;
mod rates;
mod ratings;
mod ready;
mod search;
mod settings;
mod source;
mod subscriptions;
mod texts;
mod weather;
mod wordpress;
