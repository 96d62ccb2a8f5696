//! The only room that fetches. A feed is asked for once for all the elements of a page, retried where that may help, saved for the next
//! visit, and given up when no element waits for it any more.

mod address;
mod flight;
mod json;
mod request;
mod saved;

pub use address::{article_address, feed_address};
pub use json::JsNode;
pub use request::adopt_started;

use futures::future::{Either, select};
use std::pin::pin;

use crate::failure::Failure;

/// What comes of following an address, in this order: at most one saved copy, then the answer or the failure.
pub enum Arrival {
    /// The copy of an earlier visit, shown while the network answers. The time is in milliseconds since 1970.
    Saved(JsNode, f64),
    /// The server's answer.
    Fresh(JsNode),
    /// There is no fresh answer. A saved copy that was shown stays.
    Failed(Failure),
}

/// Follows an absolute address: tells `arrive` of a saved copy if there is one before the network answers, then of the answer.
/// `arrive` says whether it could use what it was given; only a useful answer is saved.
pub async fn follow(address: &str, mut arrive: impl AsyncFnMut(Arrival) -> bool) {
    let flight = flight::join(address);
    let mut answer = pin!(flight.landed());
    let mut copy = pin!(saved::read(address));
    let landed = match select(&mut answer, &mut copy).await {
        // A failure may come before the saved copy has been found: then the copy is all the more welcome.
        Either::Left((Err(failure), copy)) => {
            show_copy(copy.await, &mut arrive).await;
            Err(failure)
        }
        Either::Left((landed, _)) => landed,
        Either::Right((copy, answer)) => {
            show_copy(copy, &mut arrive).await;
            answer.await
        }
    };
    match landed {
        Ok(cargo) => {
            if arrive(Arrival::Fresh(cargo.json())).await {
                saved::write(address, &cargo.text());
            }
        }
        Err(failure) => {
            arrive(Arrival::Failed(failure)).await;
        }
    }
}

async fn show_copy(copy: Option<(JsNode, f64)>, arrive: &mut impl AsyncFnMut(Arrival) -> bool) {
    if let Some((node, time)) = copy {
        arrive(Arrival::Saved(node, time)).await;
    }
}

/// The answer of an address without the detour over a saved copy, unless there is no answer: then the saved copy.
/// For the further pages of a feed.
pub async fn fetch(address: &str) -> Result<JsNode, Failure> {
    let flight = flight::join(address);
    match flight.landed().await {
        Ok(cargo) => {
            saved::write(address, &cargo.text());
            Ok(cargo.json())
        }
        Err(failure) => saved::read(address)
            .await
            .map(|(node, _)| node)
            .ok_or(failure),
    }
}
