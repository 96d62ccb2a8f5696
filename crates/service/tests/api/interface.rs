//! What `/openapi.json` promises, for tests that hold answers to it.

use reqwest::{Method, Response};
use serde_json::Value;

use crate::harness::Trial;

/// The published interface.
pub struct Interface(Value);

/// One promise: a method on a path.
pub struct Operation {
    pub method: Method,
    /// As published, such as `/v1/sites/{site}/articles`.
    pub path: String,
    promised: Value,
}

impl Interface {
    pub async fn of(trial: &Trial) -> Self {
        Self(trial.get("/openapi.json").await.json().await.expect("JSON"))
    }

    pub fn operations(&self) -> Vec<Operation> {
        let paths = self.0["paths"].as_object().expect("paths");
        let mut all = Vec::new();
        for (path, methods) in paths {
            for (method, promised) in methods.as_object().expect("methods") {
                // `parameters` and `summary` may stand beside the methods.
                if !["get", "put", "post", "patch", "delete", "head"].contains(&method.as_str()) {
                    continue;
                }
                all.push(Operation {
                    method: method.to_uppercase().parse().expect("a method"),
                    path: path.clone(),
                    promised: promised.clone(),
                });
            }
        }
        all
    }

    /// The operation that a request with this method and path (without a query) is.
    pub fn find(&self, method: &Method, path: &str) -> Option<Operation> {
        let all = self.operations().into_iter();
        let mut fitting: Vec<_> = all
            .filter(|one| one.method == method && fits(&one.path, path))
            .collect();
        // A fixed path goes before one with a parameter.
        fitting.sort_by_key(|one| one.path.replace("{site}", "").matches('{').count());
        fitting.into_iter().next()
    }
}

impl Operation {
    /// What was promised for this status.
    fn answer(&self, status: u16) -> Option<&Value> {
        self.promised["responses"].get(status.to_string())
    }

    /// Whether it takes a body.
    pub fn takes_body(&self) -> bool {
        self.promised.get("requestBody").is_some()
    }

    /// Why the answer is not one that was promised.
    pub fn breach(&self, answer: &Response) -> Option<String> {
        let status = answer.status().as_u16();
        let kind = answer.headers().get("content-type");
        let kind = kind.map_or("", |kind| kind.to_str().unwrap_or("not text"));
        let kind = kind.split(';').next().unwrap_or_default().trim();
        let Some(promised) = self.answer(status) else {
            return Some(format!(
                "{} {}: {status} is not promised",
                self.method, self.path
            ));
        };
        let kinds = promised.get("content").and_then(Value::as_object);
        let known = kinds.map_or(kind.is_empty(), |kinds| kinds.contains_key(kind));
        (!known).then(|| {
            format!(
                "{} {}: {status} is not promised as `{kind}`",
                self.method, self.path
            )
        })
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (mut wanted, mut given) = (template.split('/'), path.split('/'));
    loop {
        match (wanted.next(), given.next()) {
            (None, None) => return true,
            (Some(wanted), Some(given)) if wanted == given || wanted.starts_with('{') => {}
            _ => return false,
        }
    }
}
