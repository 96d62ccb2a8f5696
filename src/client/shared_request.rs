//! One request under way, shared by every element that waits for the same address.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use js_sys::{Array, Function, JsString, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::AbortController;

use super::request;
use crate::{failure::Failure, json::JsNode, page};

// An answer serves elements that are made this soon after it, in milliseconds.
const FRESH: f64 = 20_000.0;

struct SharedRequest {
    address: String,
    // Of a `Response`, or of a failure as a number.
    response: Promise,
    abort: Option<AbortController>,
    waiting: Cell<u32>,
    // When the answer came; `None` while under way, infinitely long ago once failed.
    done: Cell<Option<f64>>,
}

thread_local! {
    static REQUESTS: RefCell<Vec<Rc<SharedRequest>>> = const { RefCell::new(Vec::new()) };
}

/// A place among those who wait. The request is given up when the last is dropped before the answer is there.
pub(super) struct Waiting(Rc<SharedRequest>);

/// What was answered: the text and its parsed value, as `[text, value]`.
pub(super) struct Response(Array);

/// Waits for an answer of this address with all who already do, or asks for it.
pub(super) fn join(address: &str) -> Waiting {
    let now = page::now();
    let known = REQUESTS.with_borrow_mut(|requests| {
        requests.retain(|request| request.done.get().is_none_or(|time| now - time < FRESH));
        let mut known = requests.iter();
        known.find(|request| request.address == address).cloned()
    });
    let request = known.unwrap_or_else(|| {
        let request = start(address);
        REQUESTS.with_borrow_mut(|requests| requests.push(request.clone()));
        request
    });
    request.waiting.set(request.waiting.get() + 1);
    Waiting(request)
}

fn start(address: &str) -> Rc<SharedRequest> {
    let mut keep: Option<Function> = None;
    let request = Rc::new(SharedRequest {
        address: address.into(),
        response: Promise::new(&mut |resolve, _| keep = Some(resolve)),
        abort: AbortController::new().ok(),
        waiting: Cell::new(0),
        done: Cell::new(None),
    });
    let asked = request.clone();
    page::spawn(Box::pin(async move {
        let response = asked.ask().await;
        let _ = keep.map(|keep| keep.call1(&JsValue::UNDEFINED, &response));
    }));
    request
}

impl SharedRequest {
    async fn ask(&self) -> JsValue {
        let text = request::text(&self.address, self.abort.as_ref()).await;
        let answer = text.and_then(|text| match JsNode::parse(&text) {
            Some(node) => Ok(Array::of2(&text, node.value())),
            None => Err(Failure::Unreadable),
        });
        self.done.set(Some(match answer {
            Ok(_) => page::now(),
            Err(_) => f64::NEG_INFINITY,
        }));
        match answer {
            Ok(response) => response.into(),
            Err(failure) => request::told(&self.address, failure).into(),
        }
    }
}

impl Waiting {
    pub(super) async fn done(&self) -> Result<Response, Failure> {
        let response = JsFuture::from(self.0.response.clone()).await?;
        match response.dyn_into() {
            Ok(response) => Ok(Response(response)),
            Err(failure) => Err(failure.into()),
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        let Self(request) = self;
        request.waiting.set(request.waiting.get().saturating_sub(1));
        if request.waiting.get() == 0 && request.done.get().is_none() {
            request.done.set(Some(f64::NEG_INFINITY));
            if let Some(abort) = &request.abort {
                abort.abort();
            }
        }
    }
}

impl Response {
    pub(super) fn json(&self) -> JsNode {
        JsNode::of(self.0.get(1))
    }

    pub(super) fn text(&self) -> JsString {
        self.0.get(0).unchecked_into()
    }
}
