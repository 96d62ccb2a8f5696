//! Feeds damaged copies of the test feeds to the reader; a panic prints the round that repeats it. To run:
//! `cargo run --release -p bangtin-sources --features native --example fuzz_feed -- 100000 [first round]`

use bangtin_sources::json_feed::{FeedReader, Seen};
use bangtin_sources::{byline, caption, date, fold, text};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::{env, fs, path::Path};

fn main() {
    let mut arguments = env::args()
        .skip(1)
        .map(|argument| argument.parse::<u64>().expect("a number"));
    let rounds = arguments.next().unwrap_or(10_000);
    let first = arguments.next().unwrap_or(1);
    let seeds = seeds();
    let mut feeds = 0;
    for round in first..first + rounds {
        let bytes = damaged(
            &seeds,
            &mut Random(round.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
        );
        match catch_unwind(AssertUnwindSafe(|| fuzz_feed(&bytes))) {
            Ok(read) => feeds += u64::from(read),
            Err(panic) => {
                eprintln!("round {round} panicked; repeat it with: -- 1 {round}");
                resume_unwind(panic);
            }
        }
    }
    println!("{rounds} rounds from {first}: {feeds} were feeds, none panicked");
}

/// Reads bytes in every way this crate has; whether they were a feed.
fn fuzz_feed(bytes: &[u8]) -> bool {
    let lossy = String::from_utf8_lossy(bytes);
    for line in lossy.lines() {
        let _ = (
            date::parse(line),
            byline::parse(line),
            caption::parse(line),
            fold(&text::plain(line)),
        );
    }
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) else {
        return false;
    };
    let Ok(feed) = FeedReader::new(&value, |url| Some(url.to_owned())) else {
        return false;
    };
    let _ = (feed.head(), feed.site());
    for headline in feed.headlines(&mut Seen::default()).flatten() {
        assert!(
            feed.find(&headline.id).is_some(),
            "an item is not found by its id"
        );
    }
    let _ = (0..feed.len())
        .filter(|index| feed.article(*index).is_ok())
        .count();
    true
}

fn seeds() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/json_feed/testdata");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("testdata")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|file| fs::read(file).expect("a readable file"))
        .collect()
}

/// One seed with a few bytes overwritten, or pieces copied, cut out or moved within it.
fn damaged(seeds: &[Vec<u8>], random: &mut Random) -> Vec<u8> {
    let mut bytes = seeds[random.below(seeds.len())].clone();
    for _ in 0..random.below(6) {
        let start = random.below(bytes.len() + 1);
        let end = (start + random.below(40)).min(bytes.len());
        let piece = bytes[start..end].to_vec();
        match random.below(5) {
            0 => drop(bytes.drain(start..end)),
            1 => drop(bytes.splice(start..start, piece)),
            2 => {
                let target = random.below(bytes.len() + 1);
                drop(bytes.splice(target..target, piece));
            }
            3 => bytes.insert(start, b"0159-./:<>&;#(){}[],\" "[random.below(22)]),
            _ => {
                if let Some(byte) = bytes.get_mut(start) {
                    *byte = random.below(256) as u8;
                }
            }
        }
    }
    bytes
}

/// xorshift: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % limit
    }
}
