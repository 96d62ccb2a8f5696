//! One HTTP GET with its time limits and retries.

use std::pin::{Pin, pin};

use bangtin_model::trim;
use futures::future::{Either, select};
use gloo_net::http::Request;
use js_sys::{JsString, Promise};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use crate::{failure::Failure, page};

// Milliseconds. A server that says nothing for this long is given up; a body that keeps coming over a slow line may take longer.
const HEADERS_LIMIT: f64 = 10_000.0;
const BODY_LIMIT: f64 = 30_000.0;
const TRIES: u32 = 3;
const FIRST_PAUSE: f64 = 400.0;

#[wasm_bindgen(module = "/src/client/answer.js")]
extern "C" {
    #[wasm_bindgen(js_name = textOf)]
    fn text_of(response: &web_sys::Response) -> Promise;
}

#[wasm_bindgen(module = "/src/first/brought.js")]
extern "C" {
    /// What needs no request: what the loader has begun, or what stands in an element's own tag.
    fn take(address: &str) -> Option<Promise>;
}

/// The text behind an absolute address.
pub(super) async fn text(
    address: &str,
    abort: Option<&AbortController>,
) -> Result<JsString, Failure> {
    let begun = page::now();
    let mut pause = FIRST_PAUSE;
    let mut tries = TRIES;
    loop {
        tries -= 1;
        let failure = match attempt(address, abort, begun).await {
            Ok(text) => return Ok(text),
            Err(failure) => failure,
        };
        // The server's own word on when to come again, else twice as long each time, never all at once.
        let wait = match failure {
            Failure::Busy(seconds) if seconds > 0 => f64::from(seconds) * 1000.0,
            _ => pause * (0.5 + js_sys::Math::random()),
        };
        let in_time = page::now() - begun + wait < HEADERS_LIMIT;
        if tries == 0 || !failure.is_passing() || !in_time || aborted(abort) {
            return Err(failure);
        }
        page::pause(wait).await;
        pause *= 3.0;
    }
}

async fn attempt(
    address: &str,
    abort: Option<&AbortController>,
    begun: f64,
) -> Result<JsString, Failure> {
    let left = HEADERS_LIMIT - (page::now() - begun);
    let answer = match take(address) {
        Some(started) => Box::pin(async move { JsFuture::from(started).await.map_err(lost) }),
        None => respond(get(address, abort)),
    };
    let answer = exchange(left, abort, answer).await?;
    match Failure::of_status(answer.status, answer.retry_after) {
        Some(failure) => Err(failure),
        None => Ok(answer.text),
    }
}

/// What a server answered, whatever it was.
pub(super) struct Answer {
    pub(super) status: u16,
    /// In how many seconds to come again, where the server says so; else 0.
    pub(super) retry_after: u16,
    pub(super) text: JsString,
}

/// A response or a text on its way. Boxed, so that there is one `limited` for all.
type Coming = Pin<Box<dyn Future<Output = Result<JsValue, Failure>>>>;

/// Waits for the headers at most `left` milliseconds, then for the body.
pub(super) async fn exchange(
    left: f64,
    abort: Option<&AbortController>,
    response: Coming,
) -> Result<Answer, Failure> {
    let response: web_sys::Response = limited(left, abort, response).await?.unchecked_into();
    // The text stays the browser's own: gloo-net would copy it here, and we back.
    let text = text_of(&response);
    let text: Coming = Box::pin(async move { JsFuture::from(text).await.map_err(lost) });
    let text = limited(BODY_LIMIT, abort, text).await?.unchecked_into();
    let retry_after = response.headers().get("retry-after").ok().flatten();
    Ok(Answer {
        status: response.status(),
        retry_after: retry_after.map_or(0, |value| {
            seconds(&value, js_sys::Date::parse(&value), page::now())
        }),
        text,
    })
}

/// The seconds of a `Retry-After` (RFC 9110, 10.2.3): a number, or a date, which is `date` in milliseconds. 0 where it is neither, or
/// over by the clock of the device.
fn seconds(value: &str, date: f64, now: f64) -> u16 {
    let after = trim(value).parse::<u32>().map(f64::from);
    // What is no number, or too large, becomes the nearest that can be.
    after.unwrap_or(((date - now) / 1000.0).ceil()) as u16
}

fn get(address: &str, abort: Option<&AbortController>) -> Result<web_sys::Request, JsValue> {
    // A ready request: gloo-net's own builder would rewrite the query and so miss a preloaded answer.
    make(address, &[signal(abort)])
}

/// The option by which a request can be given up.
pub(super) fn signal(abort: Option<&AbortController>) -> (&'static str, JsValue) {
    let signal = abort.map(|abort| abort.signal().into());
    ("signal", signal.unwrap_or_default())
}

/// A request. Its options have no prototype: what a page has added there would be read as an option.
pub(super) fn make(
    address: &str,
    options: &[(&str, JsValue)],
) -> Result<web_sys::Request, JsValue> {
    let options = page::object(options);
    web_sys::Request::new_with_str_and_init(address, options.unchecked_ref())
}

/// Sends a request.
pub(super) fn respond(request: Result<web_sys::Request, JsValue>) -> Coming {
    Box::pin(async move {
        let request = Request::from(request.map_err(lost)?);
        let response = request.send().await.map_err(lost)?;
        Ok(web_sys::Response::from(response).into())
    })
}

/// When a server says that it answered, in milliseconds since 1970.
pub(super) fn date(response: JsValue) -> Option<f64> {
    let response: web_sys::Response = response.unchecked_into();
    let date = response.headers().get("date").ok().flatten()?;
    let date = js_sys::Date::parse(&date);
    (!date.is_nan()).then_some(date)
}

async fn limited(
    limit: f64,
    abort: Option<&AbortController>,
    work: Coming,
) -> Result<JsValue, Failure> {
    match select(work, pin!(page::pause(limit))).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => {
            if let Some(abort) = abort {
                abort.abort();
            }
            Err(Failure::Slow)
        }
    }
}

fn aborted(abort: Option<&AbortController>) -> bool {
    abort.is_some_and(|abort| abort.signal().aborted())
}

/// What a request is that came to nothing. The browser has said why on its console.
fn lost(_: impl Sized) -> Failure {
    if page::online() {
        Failure::Unreachable
    } else {
        Failure::Offline
    }
}

/// Says on the console what became of an address.
pub(super) fn told(address: &str, failure: Failure) -> Failure {
    page::warn(&bangtin_model::join(&[address, ": ", failure.code()]));
    failure
}

#[cfg(test)]
mod tests {
    use super::seconds;

    #[test]
    fn when_to_come_again_is_a_number_or_a_date() {
        let now = 1_795_000_000_000.0;
        let at = |date: f64| seconds("Thu, 26 Nov 2026 03:00:00 GMT", date, now);
        assert_eq!(seconds(" 120 ", f64::NAN, now), 120);
        assert_eq!(at(now + 7_000.0), 7);
        assert_eq!(at(now + 6_001.0), 7, "not too soon");
        assert_eq!(at(now - 5_000.0), 0, "over already");
        assert_eq!(at(now + 1e12), u16::MAX);
        assert_eq!(seconds("soon", f64::NAN, now), 0);
    }
}
