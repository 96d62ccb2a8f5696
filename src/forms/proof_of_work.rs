//! Solves a challenge: ALTCHA's of version 2 with iterated SHA-256. The solver is a file of its own, which comes while the reader still
//! writes.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

use bangtin_sources::Node;
use sha2::{Digest, Sha256};
use wasm_split_helpers::wasm_split;

use crate::{
    client::{self, Refusal},
    failure::Failure,
    json::{JsNode, JsonObject},
    page,
    parts::SplitLoaderError,
};

// How long the page's other work waits at most, in milliseconds.
const SLICE: f64 = 8.0;
// How long a device works, in milliseconds, before it asks to wait in place of that.
const PATIENCE: f64 = 10_000.0;

/// Asks the service for a challenge and solves it, in slices that keep the page smooth. Gives the field `proof` of a form,
/// and when the challenge came. A device that has not done it in 10 s is `slow`: it asks for a challenge that is easy and counts after a
/// while only. The service gives few of these; without one the work goes on.
///
/// # Errors
/// [`Refusal`] where there is no challenge to be had, or one that this kit does not understand.
pub(super) async fn prove(address: &str, slow: &dyn Fn()) -> Result<(String, f64), Refusal> {
    let unreadable = || Refusal::Failure(Failure::Unreadable);
    let asked = client::ask_with_text(address).await;
    let (challenge, mut text) = asked.map_err(Refusal::Failure)?;
    let since = page::now();
    let mut parameters = challenge.get("parameters").ok_or_else(unreadable)?;
    let mut search = Search::default();
    let mut wait = 0.0;
    // From when the solver is there, and once.
    let mut until = f64::INFINITY;
    let mut is_slow = false;
    while !search.is_over() {
        search = search_on(parameters.clone(), search)
            .await
            .map_err(|SplitLoaderError| Refusal::Failure(Failure::Unreachable))?;
        let now = page::now();
        until = until.min(now + PATIENCE);
        if now >= until && !is_slow && !search.is_over() {
            is_slow = true;
            slow();
            if let Some((easy, its_text, milliseconds)) = easy(address).await {
                (parameters, text, wait) = (easy, its_text, milliseconds);
                search = Search::default();
            }
        }
        page::pause(0.0).await;
    }
    page::pause(wait).await;
    let key = search.key.ok_or_else(unreadable)?;
    let solution = JsonObject::default()
        .number("counter", search.counter)
        .text("derivedKey", &key);
    // The challenge goes back as it came.
    let payload = JsonObject::default()
        .raw("challenge", &text)
        .raw("solution", &solution.json());
    let proof = page::base64(&payload.json()).ok_or_else(unreadable)?;
    Ok((proof, since))
}

/// The parameters of a challenge for a slow device, its text, and how many milliseconds it has to wait.
async fn easy(address: &str) -> Option<(JsNode, String, f64)> {
    let address = bangtin_model::join(&[address, "?slow=true"]);
    let (challenge, text) = client::ask_with_text(&address).await.ok()?;
    let parameters = challenge.get("parameters")?;
    let wait = parameters.get("data")?.get("wait")?.number()?;
    Some((parameters, text, wait))
}

/// How far a search has come.
#[derive(Default)]
struct Search {
    // The counter to try next; at the end the one that was looked for.
    counter: u32,
    // The hash of that counter in hexadecimal digits, once it is found.
    key: Option<String>,
    // The challenge is of a kind that this kit does not know.
    unknown: bool,
}

impl Search {
    fn is_over(&self) -> bool {
        self.unknown || self.key.is_some()
    }
}

/// Searches on for a few milliseconds.
///
/// # Errors
/// [`SplitLoaderError`] where the file with this code cannot be had.
#[wasm_split(proof, fallible, wasm_split_path = crate::parts)]
fn search_on(parameters: JsNode, mut search: Search) -> Result<Search, SplitLoaderError> {
    match Puzzle::of(&parameters) {
        Some(mut puzzle) => puzzle.search(&mut search),
        None => search.unknown = true,
    }
    Ok(search)
}

/// What has to be found: a counter whose hash begins with the prefix.
struct Puzzle {
    // Salt, nonce and four bytes for the counter.
    start: Vec<u8>,
    prefix: Vec<u8>,
    cost: u32,
}

impl Puzzle {
    fn of(parameters: &impl Node) -> Option<Self> {
        let text = |name: &str| parameters.get(name)?.text();
        if text("algorithm")? != "SHA-256" {
            return None;
        }
        let mut start = Vec::new();
        bytes(&text("salt")?, &mut start)?;
        bytes(&text("nonce")?, &mut start)?;
        bytes("00000000", &mut start)?;
        let mut prefix = Vec::new();
        bytes(&text("keyPrefix")?, &mut prefix)?;
        let cost = parameters.get("cost")?.number()? as u32;
        Some(Self {
            start,
            prefix,
            cost,
        })
    }

    fn search(&mut self, search: &mut Search) {
        let until = page::now() + SLICE;
        while page::now() < until && search.key.is_none() {
            self.try_next(search);
        }
    }

    fn try_next(&mut self, search: &mut Search) {
        let key = self.hash(search.counter);
        if key.starts_with(&self.prefix) {
            search.key = Some(hex(&key));
        } else {
            search.counter = search.counter.wrapping_add(1);
        }
    }

    fn hash(&mut self, counter: u32) -> [u8; 32] {
        let place = self.start.len().saturating_sub(4);
        if let Some(end) = self.start.get_mut(place..) {
            end.copy_from_slice(&counter.to_be_bytes());
        }
        let mut key: [u8; 32] = Sha256::digest(&self.start).into();
        for _ in 1..self.cost {
            key = Sha256::digest(key).into();
        }
        key
    }
}

fn bytes(hex: &str, into: &mut Vec<u8>) -> Option<()> {
    let mut signs = hex.bytes();
    while let Some(high) = signs.next() {
        into.push(nibble(high)? << 4 | nibble(signs.next()?)?);
    }
    Some(())
}

fn nibble(sign: u8) -> Option<u8> {
    match sign {
        b'0'..=b'9' => Some(sign - b'0'),
        b'a'..=b'f' => Some(sign - b'a' + 10),
        b'A'..=b'F' => Some(sign - b'A' + 10),
        _ => None,
    }
}

fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| {
        char::from(if value < 10 {
            b'0' + value
        } else {
            b'a' + value - 10
        })
    };
    let mut hex = String::new();
    for byte in bytes {
        hex.push(digit(byte >> 4));
        hex.push(digit(byte & 15));
    }
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(parameters: &serde_json::Value) -> Option<Search> {
        let mut puzzle = Puzzle::of(&parameters)?;
        let mut search = Search::default();
        while search.key.is_none() {
            puzzle.try_next(&mut search);
        }
        Some(search)
    }

    #[test]
    fn the_first_counter_whose_hash_begins_right_is_found() {
        let parameters = serde_json::json!({
            "algorithm": "SHA-256", "salt": "00ff", "nonce": "a1B2", "keyPrefix": "00", "cost": 3,
        });
        let found = search(&parameters).unwrap();
        assert!(found.key.as_ref().is_some_and(|key| key.starts_with("00")));
        let hash = |counter: u32| {
            let start = [&[0, 0xff, 0xa1, 0xb2][..], &counter.to_be_bytes()].concat();
            (0..3).fold(start, |bytes, _| Sha256::digest(bytes).to_vec())
        };
        assert_eq!(found.key, Some(hex(&hash(found.counter))));
        assert!((0..found.counter).all(|counter| hash(counter)[0] != 0));
    }

    #[test]
    fn a_challenge_of_another_kind_is_not_tried() {
        for (member, value) in [("algorithm", "PBKDF2"), ("salt", "0"), ("nonce", "xy")] {
            let mut parameters = serde_json::json!({
                "algorithm": "SHA-256", "salt": "00", "nonce": "00", "keyPrefix": "0", "cost": 1,
            });
            parameters["keyPrefix"] = "00".into();
            parameters[member] = value.into();
            assert!(search(&parameters).is_none(), "{member}");
        }
    }
}
