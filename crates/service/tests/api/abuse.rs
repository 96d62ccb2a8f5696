//! What people with bad intentions try, and what they get: each on both databases, through the real HTTP interface. A body of
//! 5 MB and slow senders are in `limits.rs`, the proof of work itself in `gate.rs`.

mod addresses;
mod doors;
mod forms;
mod letters;
mod names;
mod pages;
mod search;

use reqwest::{Method, Response};
use serde_json::Value;

use crate::harness::{Trial, number};
use crate::interface::Interface;

/// The status and the code of a refusal; an answer that `/openapi.json` does not promise ends the test.
async fn refusal(trial: &Trial, method: &Method, path: &str, answer: Response) -> (u16, String) {
    let path = trial.url(path);
    let path = path.trim_start_matches(&trial.app.public_url);
    let path = path.split('?').next().unwrap_or_default();
    let promised = Interface::of(trial).await.find(method, path);
    let promised = promised.unwrap_or_else(|| panic!("{method} {path} is not documented"));
    assert_eq!(promised.breach(&answer), None);
    let status = answer.status().as_u16();
    let problem: Value = answer.json().await.expect("a problem");
    (
        status,
        problem["code"].as_str().unwrap_or_default().to_owned(),
    )
}
