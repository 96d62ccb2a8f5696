//! The only room that fetches. A feed is asked for once for all the elements of a page, retried where that may help, saved for the next
//! visit, and given up when no element waits for it any more.

mod address;
mod request;
mod saved;
mod send;
mod shared_request;

pub use address::{article_address, feed_address, own_address, service_address};
pub use send::{Refusal, post, send};

use futures::future::{Either, select};
use std::pin::{Pin, pin};

use crate::{failure::Failure, json::JsNode};

/// What comes of following an address, in this order: at most one saved copy, then the answer or the failure.
pub enum Arrival {
    /// The copy of an earlier visit, shown while the network answers. The time is in milliseconds since 1970.
    Saved(JsNode, f64),
    /// The server's answer.
    Fresh(JsNode),
    /// The server's answer is the saved copy, to the last letter.
    Unchanged,
    /// There is no fresh answer. A saved copy that was shown stays.
    Failed(Failure),
}

/// Whether an arrival could be used. Boxed, so that there is one `follow` for all elements.
pub type Used = Pin<Box<dyn Future<Output = bool>>>;

/// Follows an absolute address: tells `arrive` of a saved copy if there is one before the network answers, then of the answer.
/// `arrive` says whether it could use what it was given; only a useful answer is saved.
pub async fn follow(address: &str, arrive: &dyn Fn(Arrival) -> Used) {
    let request = shared_request::join(address);
    let mut answer = pin!(request.done());
    let mut copy = pin!(saved::read(address));
    let (copy, response) = match select(&mut answer, &mut copy).await {
        // A failure may come before the saved copy has been found: then the copy is all the more welcome.
        Either::Left((Err(failure), copy)) => (copy.await, Some(Err(failure))),
        Either::Left((response, _)) => (None, Some(response)),
        Either::Right((copy, _)) => (copy, None),
    };
    let mut shown = None;
    if let Some((text, time)) = copy
        && let Some(node) = JsNode::parse(&text)
        && arrive(Arrival::Saved(node, time)).await
    {
        shown = Some(text);
    }
    let response = match response {
        Some(response) => response,
        None => answer.await,
    };
    let arrival = match &response {
        Ok(response) if shown.as_ref() == Some(&response.text()) => Arrival::Unchanged,
        Ok(response) => Arrival::Fresh(response.json()),
        Err(failure) => Arrival::Failed(*failure),
    };
    // An unchanged answer is saved too: the copy is as old as the last time that it was true.
    let is_used = arrive(arrival).await;
    match response {
        Ok(response) if is_used => saved::write(address, &response.text()),
        // What was taken down must not be read on.
        Err(Failure::NotFound) => saved::forget(address),
        _ => {}
    }
}

/// The answer of an address without the detour over a saved copy, unless there is no answer: then the saved copy.
/// For the further pages of a feed.
pub async fn fetch(address: &str) -> Result<JsNode, Failure> {
    let request = shared_request::join(address);
    match request.done().await {
        Ok(response) => {
            saved::write(address, &response.text());
            Ok(response.json())
        }
        Err(Failure::NotFound) => {
            saved::forget(address);
            Err(Failure::NotFound)
        }
        Err(failure) => {
            let copy = saved::read(address).await;
            copy.and_then(|(text, _)| JsNode::parse(&text))
                .ok_or(failure)
        }
    }
}

/// The answer of an address, asked for anew: for what counts once.
pub async fn ask(address: &str) -> Result<JsNode, Failure> {
    ask_with_text(address).await.map(|(node, _)| node)
}

/// The time of the server behind an address, in milliseconds since 1970, where it can be known: another origin's only where it lets pages
/// read its header `Date`.
pub async fn server_time(address: &str) -> Option<f64> {
    let options = [("method", "HEAD".into()), ("cache", "no-store".into())];
    let response = request::respond(request::make(address, &options));
    request::date(response.await.ok()?)
}

/// The same with the text that it was parsed from, for what goes back as it came.
pub async fn ask_with_text(address: &str) -> Result<(JsNode, String), Failure> {
    let text = request::text(address, None).await;
    let answer = text.and_then(|text| match JsNode::parse(&text) {
        Some(node) => Ok((node, text.into())),
        None => Err(Failure::Unreadable),
    });
    answer.map_err(|failure| request::told(address, failure))
}
