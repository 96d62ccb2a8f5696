//! The code of a form ("Bấm vào đây để nhận mã"): a proof of work, ALTCHA's of version 2 with iterated SHA-256.

use bangtin_sources::Node;
use wasm_bindgen::JsValue;

use super::puzzle::{self, Search};
use crate::{
    client::{self, Body, Refusal},
    failure::Failure,
    page,
    parts::SplitLoaderError,
};

/// Asks the service for a challenge and solves it, in slices that keep the page smooth. Gives the field `proof` of a form,
/// and when the challenge came.
///
/// # Errors
/// [`Refusal`] where there is no challenge to be had, or one that this kit does not understand.
pub(super) async fn prove(address: &str) -> Result<(String, f64), Refusal> {
    let unreadable = || Refusal::Failure(Failure::Unreadable);
    let challenge = client::ask(address).await.map_err(Refusal::Failure)?;
    let since = page::now();
    let parameters = challenge.get("parameters").ok_or_else(unreadable)?;
    let mut search = Search::default();
    while !search.is_over() {
        search = puzzle::search(parameters.clone(), search)
            .await
            .map_err(|SplitLoaderError| Refusal::Failure(Failure::Unreachable))?;
        page::pause(0.0).await;
    }
    let key = search.key.ok_or_else(unreadable)?;
    let solution = Body::default()
        .with("counter", &JsValue::from(search.counter))
        .text("derivedKey", &key);
    let payload = Body::default()
        .with("challenge", challenge.value())
        .with("solution", solution.value());
    let proof = payload
        .json()
        .and_then(|json| page::window()?.btoa(&String::from(json)).ok());
    Ok((proof.ok_or_else(unreadable)?, since))
}
