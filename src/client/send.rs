//! What a reader sends to the service: one JSON body, and an answer or a problem (RFC 9457).

use bangtin_model::{FromNode, answers::Problem};
use wasm_bindgen::JsValue;
use web_sys::AbortController;

use super::request::{self, told};
use crate::{failure::Failure, json::JsNode, page};

// Milliseconds for one try; the service itself gives a request 15 s.
const LIMIT: f64 = 20_000.0;
const PAUSE: f64 = 800.0;

/// Why the service did not take what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It was not reached, or could not at the moment: the same may be sent again.
    Failure(Failure),
    /// It said what is wrong: the problem's code, and the first wrong field with its code.
    Problem(String, Option<(String, String)>),
    /// It takes no more for now: the number to call where it is urgent.
    Full(String),
}

/// Sends a JSON body; a second time where the first did not come through. `key` makes two of one: the service takes each key once.
///
/// # Errors
/// [`Refusal`]
pub async fn send(
    method: &'static str,
    address: &str,
    body: &str,
    key: Option<&str>,
) -> Result<JsNode, Refusal> {
    let mut again = key.is_some();
    loop {
        let failure = match attempt(method, address, body, key).await {
            Ok(answer) => return answer,
            Err(failure) => failure,
        };
        if !again || !failure.is_passing() {
            return Err(Refusal::Failure(told(address, failure)));
        }
        again = false;
        page::pause(PAUSE * (0.5 + js_sys::Math::random())).await;
    }
}

/// Sends a JSON body to a server that is not our service, once: the status, and the answer.
///
/// # Errors
/// [`Failure`] where there is no answer, or none in JSON.
pub async fn post(address: &str, body: &str) -> Result<(u16, JsNode), Failure> {
    let abort = AbortController::new().ok();
    let request = request("POST", address, body, None, abort.as_ref());
    let answer = request::exchange(LIMIT, abort.as_ref(), request::respond(request)).await;
    let answer = answer.map_err(|failure| told(address, failure))?;
    let failure = Failure::of_status(answer.status, answer.retry_after);
    match JsNode::parse(&answer.text) {
        Some(node) => Ok((answer.status, node)),
        None => Err(told(address, failure.unwrap_or(Failure::Unreadable))),
    }
}

async fn attempt(
    method: &str,
    address: &str,
    body: &str,
    key: Option<&str>,
) -> Result<Result<JsNode, Refusal>, Failure> {
    let abort = AbortController::new().ok();
    let request = request(method, address, body, key, abort.as_ref());
    let answer = request::exchange(LIMIT, abort.as_ref(), request::respond(request)).await?;
    let node = JsNode::parse(&answer.text);
    match Failure::of_status(answer.status, answer.retry_after) {
        // A success without the service's own word is some other server's page: nothing was taken.
        None => node.map(Ok).ok_or(Failure::Unreadable),
        // Only the service's own word says what is wrong with the form; a proxy's page says nothing. That it is busy passes.
        Some(failure) => match node.as_ref().and_then(problem) {
            Some(Refusal::Problem(code, _)) if code == "busy" => Err(failure),
            Some(refusal) => Ok(Err(refusal)),
            None => Err(failure),
        },
    }
}

fn request(
    method: &str,
    address: &str,
    body: &str,
    key: Option<&str>,
    abort: Option<&AbortController>,
) -> Result<web_sys::Request, JsValue> {
    let json = ("content-type", "application/json".into());
    let headers = match key {
        Some(key) => page::object(&[json, ("idempotency-key", key.into())]),
        None => page::object(&[json]),
    };
    let options = [
        ("method", method.into()),
        ("headers", headers),
        ("body", body.into()),
        request::signal(abort),
    ];
    request::make(address, &options)
}

fn problem(node: &JsNode) -> Option<Refusal> {
    let problem = Problem::from_node(node)?;
    if let Some(telephone) = problem.telephone {
        return Some(Refusal::Full(telephone));
    }
    let field = problem.errors.into_iter().next();
    Some(Refusal::Problem(
        problem.code,
        field.map(|error| (error.field, error.code)),
    ))
}
