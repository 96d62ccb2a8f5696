//! The published interface is the one that answers.

use reqwest::header::HeaderMap;
use reqwest::{Method, Response};
use serde_json::Value;

use crate::harness::{Database, Trial};
use crate::interface::{Interface, Operation};
use crate::on_both;

/// The ways to ask: how each is called, and the kind and the text of the body.
const BODIES: [(&str, &str, &str); 7] = [
    ("no body", "", ""),
    ("an empty object", "application/json", "{}"),
    ("a list", "application/json", "[]"),
    ("half an object", "application/json", "{\"a\":"),
    ("text", "text/plain", "một"),
    ("a form", "application/x-www-form-urlencoded", "t=a.b"),
    ("bytes", "application/octet-stream", "\u{0}\u{1}"),
];

/// What may stand in a path or a query where something else is meant.
const NAMES: [&str; 6] = ["khong-co", "%00", "%FF", "..%2F..%2Fetc", "'%22;--", "1"];

on_both! {
    async fn bad_and_empty_input_gets_a_documented_answer(trial: Trial) {
        let interface = Interface::of(&trial).await;
        let operations = interface.operations();
        assert!(operations.len() >= 3, "the document lists the routes");
        let mut breaches = Vec::new();
        for operation in &operations {
            for path in paths(operation) {
                for (what, kind, body) in BODIES {
                    if body.is_empty() || operation.takes_body() {
                        let answer = ask(&trial, &operation.method, &path, kind, body).await;
                        let breach = breach(operation, &answer);
                        breaches.extend(breach.map(|breach| format!("{breach} (to {what} at {path})")));
                    }
                }
            }
        }
        breaches.dedup();
        assert!(breaches.is_empty(), "{}", breaches.join("\n"));
        trial.end().await;
    }

    async fn every_operation_says_what_it_is(trial: Trial) {
        let document: Value = trial.get("/openapi.json").await.json().await.expect("JSON");
        assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
        for (path, methods) in document["paths"].as_object().expect("paths") {
            for (method, operation) in methods.as_object().expect("methods") {
                assert!(operation["summary"].is_string(), "{method} {path} has no summary");
                let names = path.matches('{').count();
                let documented = operation["parameters"].as_array().map_or(0, |parameters| {
                    parameters.iter().filter(|one| one["in"] == "path").count()
                });
                assert_eq!(documented, names, "{method} {path}: parameters of the path");
            }
        }
        trial.end().await;
    }
}

/// What the document refers to is in it.
#[tokio::test]
async fn the_document_is_whole() {
    let trial = Trial::start(Database::Sqlite).await;
    let document: Value = trial.get("/openapi.json").await.json().await.expect("JSON");
    let mut names = Vec::new();
    references(&document, &mut names);
    let missing = names.iter().filter(|name| {
        let place = name.strip_prefix('#').unwrap_or(name);
        document.pointer(place).is_none()
    });
    let missing: Vec<_> = missing.collect();
    assert!(missing.is_empty(), "{missing:?}");
    trial.end().await;
}

fn references(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(name)) = members.get("$ref") {
                names.push(name.clone());
            }
            members
                .values()
                .for_each(|member| references(member, names));
        }
        Value::Array(members) => members.iter().for_each(|member| references(member, names)),
        _ => {}
    }
}

/// The path with names that exist and names that do not, with and without a senseless query.
fn paths(operation: &Operation) -> Vec<String> {
    let known = operation.path.replace("{site}", "xa-song-ba");
    let mut paths = Vec::new();
    for name in NAMES {
        let path = fill(&known, name);
        paths.push(format!("{path}?q={name}&t={name}&page={name}&keys={name}&place={name}&cursor={name}&limit={name}"));
        paths.push(path);
    }
    paths.push(fill(&operation.path, "khong-co"));
    paths.sort();
    paths.dedup();
    paths
}

fn fill(path: &str, name: &str) -> String {
    let parts = path
        .split('/')
        .map(|part| if part.starts_with('{') { name } else { part });
    parts.collect::<Vec<_>>().join("/")
}

async fn ask(
    trial: &Trial,
    method: &Method,
    path: &str,
    kind: &str,
    body: &'static str,
) -> Response {
    let mut request = trial.request(method.clone(), path);
    if !kind.is_empty() {
        request = request.header("content-type", kind).body(body);
    }
    request.send().await.expect("an answer")
}

fn breach(operation: &Operation, answer: &Response) -> Option<String> {
    if answer.status().is_server_error() && !may_wait(answer.headers()) {
        return Some(format!(
            "{} {}: {}",
            operation.method,
            operation.path,
            answer.status()
        ));
    }
    operation.breach(answer)
}

/// 503 with a time to come again is an answer.
fn may_wait(headers: &HeaderMap) -> bool {
    headers.contains_key("retry-after")
}
