//! One HTTP GET with its time limits and retries.

use std::cell::RefCell;
use std::pin::pin;

use futures::future::{Either, select};
use gloo_net::http::{Request, Response};
use js_sys::{JsString, Map, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestInit};

use crate::{failure::Failure, page};

// Milliseconds. A server that says nothing for this long is given up; a body that keeps coming over a slow line may take longer.
const HEADERS_LIMIT: f64 = 10_000.0;
const BODY_LIMIT: f64 = 30_000.0;
const TRIES: u32 = 3;
const FIRST_PAUSE: f64 = 400.0;

/// A failure and its cause, which is for the console.
type Fault = (Failure, String);

thread_local! {
    static STARTED: RefCell<Option<Map>> = const { RefCell::new(None) };
}

/// Takes over the feeds that the loader has asked for: absolute address to a promise of the response. Each serves once.
pub fn adopt_started(started: &Map) {
    STARTED.set(Some(started.clone()));
}

/// The text behind an absolute address.
pub(super) async fn text(
    address: &str,
    abort: Option<&AbortController>,
) -> Result<JsString, Fault> {
    let begun = page::now();
    let mut pause = FIRST_PAUSE;
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let fault = match attempt(address, abort, begun).await {
            Ok(text) => return Ok(text),
            Err(fault) => fault,
        };
        // The server's own word on when to come again, else twice as long each time, never all at once.
        let wait = match fault.0 {
            Failure::Busy(seconds) if seconds > 0 => f64::from(seconds) * 1000.0,
            _ => pause * (0.5 + js_sys::Math::random()),
        };
        let in_time = page::now() - begun + wait < HEADERS_LIMIT;
        if tries == 0 || !fault.0.is_passing() || !in_time || aborted(abort) {
            return Err(fault);
        }
        page::pause(wait).await;
        pause *= 3.0;
    }
}

async fn attempt(
    address: &str,
    abort: Option<&AbortController>,
    begun: f64,
) -> Result<JsString, Fault> {
    let left = HEADERS_LIMIT - (page::now() - begun);
    let response = limited(left, abort, respond(address, abort)).await?;
    let retry_after = response
        .headers()
        .get("retry-after")
        .and_then(|value| value.trim().parse().ok())
        .unwrap_or(0);
    if let Some(failure) = Failure::of_status(response.status(), retry_after) {
        return Err((
            failure,
            bangtin_model::join(&["status ", &response.status_text()]),
        ));
    }
    // The text stays the browser's own: gloo-net would copy it here, and we back.
    let text = web_sys::Response::from(response)
        .text()
        .map_err(unreachable_because)?;
    let text = limited(BODY_LIMIT, abort, async {
        JsFuture::from(text).await.map_err(unreachable_because)
    });
    Ok(text.await?.unchecked_into())
}

async fn respond(address: &str, abort: Option<&AbortController>) -> Result<Response, Fault> {
    if let Some(started) = take_started(address) {
        let response = JsFuture::from(started).await.map_err(unreachable_because)?;
        return Ok(Response::from(
            response.unchecked_into::<web_sys::Response>(),
        ));
    }
    let init = RequestInit::new();
    init.set_signal(abort.map(|abort| abort.signal()).as_ref());
    // A ready request: gloo-net's own builder would rewrite the query and so miss a preloaded answer.
    let request =
        web_sys::Request::new_with_str_and_init(address, &init).map_err(unreachable_because)?;
    Request::from(request).send().await.map_err(broken)
}

pub(super) fn take_started(address: &str) -> Option<Promise> {
    let address = JsValue::from_str(address);
    STARTED.with_borrow(|started| {
        let started = started.as_ref()?;
        let promise = started.get(&address).dyn_into().ok()?;
        started.delete(&address);
        Some(promise)
    })
}

async fn limited<T>(
    limit: f64,
    abort: Option<&AbortController>,
    work: impl Future<Output = Result<T, Fault>>,
) -> Result<T, Fault> {
    match select(pin!(work), pin!(page::pause(limit))).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => {
            if let Some(abort) = abort {
                abort.abort();
            }
            Err((Failure::Slow, "no answer in time".into()))
        }
    }
}

fn aborted(abort: Option<&AbortController>) -> bool {
    abort.is_some_and(|abort| abort.signal().aborted())
}

fn broken(cause: gloo_net::Error) -> Fault {
    match cause {
        gloo_net::Error::JsError(cause) => (lost(), cause.message),
        _ => (lost(), "the request failed".into()),
    }
}

fn unreachable_because(cause: JsValue) -> Fault {
    (lost(), page::reason(&cause))
}

fn lost() -> Failure {
    if page::online() {
        Failure::Unreachable
    } else {
        Failure::Offline
    }
}
