//! Solves a challenge. This is a file of its own, which comes while the reader still writes.

// `wasm_split` links the two files through extern declarations.
#![allow(unsafe_code)]

use bangtin_sources::Node;
use sha2::{Digest, Sha256};
use wasm_split_helpers::wasm_split;

use crate::{client::JsNode, page, parts::SplitLoaderError};

// How long the page's other work waits at most, in milliseconds.
const SLICE: f64 = 8.0;

/// How far a search has come.
#[derive(Default)]
pub(super) struct Search {
    /// The counter to try next; at the end the one that was looked for.
    pub(super) counter: u32,
    /// The hash of that counter in hexadecimal digits, once it is found.
    pub(super) key: Option<String>,
    // The challenge is of a kind that this kit does not know.
    unknown: bool,
}

impl Search {
    pub(super) fn is_over(&self) -> bool {
        self.unknown || self.key.is_some()
    }
}

/// Searches on for a few milliseconds.
///
/// # Errors
/// [`SplitLoaderError`] where the file with this code cannot be had.
#[wasm_split(proof, fallible, wasm_split_path = crate::parts)]
pub(super) fn search(parameters: JsNode, mut search: Search) -> Result<Search, SplitLoaderError> {
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
    fn of(parameters: &JsNode) -> Option<Self> {
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
        while page::now() < until {
            let key = self.hash(search.counter);
            if key.starts_with(&self.prefix) {
                search.key = Some(hex(&key));
                return;
            }
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
