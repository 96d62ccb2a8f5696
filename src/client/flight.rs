//! One request under way, shared by every element that waits for the same address.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, JsString, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::AbortController;

use super::{JsNode, request};
use crate::{failure::Failure, page};

// An answer serves elements that are made this soon after it, in milliseconds.
const FRESH: f64 = 20_000.0;

struct Flight {
    address: String,
    cargo: Promise,
    abort: Option<AbortController>,
    waiting: Cell<u32>,
    // When the answer came; `None` while under way, infinitely long ago once failed.
    landed: Rc<Cell<Option<f64>>>,
}

thread_local! {
    static FLIGHTS: RefCell<Vec<Rc<Flight>>> = const { RefCell::new(Vec::new()) };
}

/// A place on a flight. The request is given up when the last place is dropped before the answer is there.
pub(super) struct Place(Rc<Flight>);

/// What a flight brought: the text and its parsed value, as `[text, value]`.
pub(super) struct Cargo(Array);

/// Waits for an answer of this address with all who already do, or asks for it.
pub(super) fn join(address: &str) -> Place {
    let now = page::now();
    let known = FLIGHTS.with_borrow_mut(|flights| {
        flights.retain(|flight| flight.landed.get().is_none_or(|time| now - time < FRESH));
        flights
            .iter()
            .find(|flight| flight.address == address)
            .cloned()
    });
    let flight = known.unwrap_or_else(|| {
        let flight = Rc::new(depart(address));
        FLIGHTS.with_borrow_mut(|flights| flights.push(flight.clone()));
        flight
    });
    flight.waiting.set(flight.waiting.get() + 1);
    Place(flight)
}

fn depart(address: &str) -> Flight {
    let landed = Rc::new(Cell::new(None));
    let abort = AbortController::new().ok();
    let task = carry(address.into(), abort.clone(), landed.clone());
    Flight {
        address: address.into(),
        cargo: future_to_promise(task),
        abort,
        waiting: Cell::new(0),
        landed,
    }
}

async fn carry(
    address: String,
    abort: Option<AbortController>,
    landed: Rc<Cell<Option<f64>>>,
) -> Result<JsValue, JsValue> {
    let answer =
        request::text(&address, abort.as_ref())
            .await
            .and_then(|text| match JsNode::parse(&text) {
                Some(node) => Ok(Array::of2(&text, node.value()).into()),
                None => Err((Failure::Unreadable, "no JSON".into())),
            });
    landed.set(Some(if answer.is_ok() {
        page::now()
    } else {
        f64::NEG_INFINITY
    }));
    answer.map_err(|(failure, cause)| {
        page::warn(&bangtin_model::join(&[&address, ": ", &cause]));
        failure.into()
    })
}

impl Place {
    pub(super) async fn landed(&self) -> Result<Cargo, Failure> {
        let cargo = JsFuture::from(self.0.cargo.clone()).await?;
        Ok(Cargo(cargo.unchecked_into()))
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let Self(flight) = self;
        flight.waiting.set(flight.waiting.get().saturating_sub(1));
        if flight.waiting.get() == 0 && flight.landed.get().is_none() {
            flight.landed.set(Some(f64::NEG_INFINITY));
            if let Some(abort) = &flight.abort {
                abort.abort();
            }
        }
    }
}

impl Cargo {
    pub(super) fn json(&self) -> JsNode {
        JsNode::of(self.0.get(1))
    }

    pub(super) fn text(&self) -> JsString {
        self.0.get(0).unchecked_into()
    }
}
