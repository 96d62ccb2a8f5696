//! One request's way through its faults to the content and back.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, CONTENT_LENGTH,
    CONTENT_TYPE, HeaderMap, IF_NONE_MATCH, RANGE, RETRY_AFTER,
};
use hyper::{Method, Request, Response, StatusCode};

use super::body::{self, Body};
use super::parse::{Fault, parse};
use crate::answer::Answer;
use crate::deliver::deliver;
use crate::site::Site;

/// How long a fault may keep silent.
const SILENCE: Duration = Duration::from_secs(60);

/// The answer to one request; an error ends the connection.
pub(crate) async fn answer(
    site: Arc<Site>,
    request: Request<Incoming>,
) -> io::Result<Response<Body>> {
    let (head, _) = request.into_parts();
    if head.method == Method::OPTIONS {
        return respond(preflight(), &head.method, None, false);
    }
    if head.method != Method::GET && head.method != Method::HEAD {
        return respond(
            Answer::status(StatusCode::METHOD_NOT_ALLOWED).for_everyone(),
            &head.method,
            None,
            false,
        );
    }
    let Some((faults, path)) = parse(head.uri.path()) else {
        return respond(
            Answer::not_found().for_everyone(),
            &head.method,
            None,
            false,
        );
    };
    let mut answer = before(&site, &faults).await?;
    if answer.is_none() {
        answer = Some(content(site, path, head.headers, !faults.is_empty()).await?);
    }
    let answer = faults
        .iter()
        .rev()
        .fold(answer.unwrap_or_else(Answer::not_found), after);
    let pace = faults.iter().find_map(|fault| match fault {
        Fault::Slow { bytes_per_second } => Some(*bytes_per_second),
        _ => None,
    });
    respond(answer, &head.method, pace, faults.contains(&Fault::Cut))
}

/// Faults that need no content, outermost first; the first that answers is the answer.
async fn before(site: &Site, faults: &[Fault]) -> io::Result<Option<Answer>> {
    for fault in faults {
        match fault {
            Fault::Delay(time) => tokio::time::sleep(*time).await,
            Fault::Status { code, retry_after } => {
                return Ok(Some(refusal(*code, retry_after.as_deref())));
            }
            Fault::First { times, code, key } if site.is_among_first(*times, key) => {
                return Ok(Some(refusal(*code, None)));
            }
            Fault::Html => return Ok(Some(error_page())),
            Fault::Hang => {
                tokio::time::sleep(SILENCE).await;
                return Err(asked_for());
            }
            Fault::Drop => return Err(asked_for()),
            _ => {}
        }
    }
    Ok(None)
}

async fn content(
    site: Arc<Site>,
    path: String,
    mut headers: HeaderMap,
    befallen: bool,
) -> io::Result<Answer> {
    if befallen {
        // Half of a compressed body would be another fault than half of a body.
        headers.remove(ACCEPT_ENCODING);
        headers.remove(RANGE);
        // Whatever the client keeps from another time, here it gets it with the fault.
        headers.remove(IF_NONE_MATCH);
    }
    let work = move || deliver(site.answer(&path), &headers);
    tokio::task::spawn_blocking(work)
        .await
        .map_err(io::Error::other)
}

/// Faults that change the answer, innermost first.
fn after(mut answer: Answer, fault: &Fault) -> Answer {
    match fault {
        Fault::Mime(mime) => answer = answer.with(CONTENT_TYPE, mime),
        Fault::Truncate => answer.body.truncate(answer.body.len() / 2),
        Fault::Pad { bytes } => {
            let mut padded = answer.body.to_vec();
            padded.resize(padded.len().max(*bytes), b' ');
            answer.body = padded.into();
        }
        _ => {}
    }
    answer
}

fn respond(
    answer: Answer,
    method: &Method,
    pace: Option<usize>,
    breaks: bool,
) -> io::Result<Response<Body>> {
    let length = answer.body.len();
    let body = match (method, pace, breaks) {
        (&Method::HEAD, ..) => body::whole(Default::default()),
        (_, None, false) => body::whole(answer.body),
        (_, pace, breaks) => body::piecewise(answer.body, pace, breaks),
    };
    let mut response = Response::new(body);
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers;
    if answer.status != StatusCode::NOT_MODIFIED && answer.status != StatusCode::NO_CONTENT {
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
    }
    Ok(response)
}

fn refusal(code: StatusCode, retry_after: Option<&str>) -> Answer {
    let answer = Answer::status(code).for_everyone();
    match retry_after {
        Some(seconds) => answer.with(RETRY_AFTER, seconds),
        None => answer,
    }
}

fn error_page() -> Answer {
    let page = "<!doctype html><html lang=\"vi\"><title>Lỗi</title><h1>Hệ thống đang bảo trì</h1></html>\n";
    Answer::ok("text/html; charset=utf-8", page).for_everyone()
}

fn preflight() -> Answer {
    let answer = Answer {
        status: StatusCode::NO_CONTENT,
        ..Answer::ok("text/plain", "")
    };
    answer
        .for_everyone()
        .with(ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD")
        .with(ACCESS_CONTROL_ALLOW_HEADERS, "*")
}

fn asked_for() -> io::Error {
    io::Error::other("the fault that was asked for")
}
