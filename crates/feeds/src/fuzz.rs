//! Damaged feeds through every reader: none panics, none takes long. `BANGTIN_FUZZ_SECONDS` says for how long.

use std::path::Path;
use std::time::{Duration, Instant};

use bangtin_sources::{byline, caption, date, fold, text};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::header::HeaderMap;

use crate::FeedKind;
use crate::base::Base;
use crate::formats::read;
use crate::guard::{Deadline, PATIENCE};
use crate::prepare::{Course, prepare};
use crate::walk::SourcePage;

/// What feeds break on.
const PIECES: [&str; 32] = [
    "<",
    ">",
    "&",
    "\"",
    "'",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?xml encoding='utf-16'?>",
    "<!DOCTYPE a [<!ENTITY b 'c'>",
    "&b;",
    "&#x",
    "&#0;",
    "</",
    "/>",
    "<item>",
    "</item>",
    "<entry>",
    "<a:b xmlns:a='c'>",
    "xmlns:",
    "type='x'",
    "\u{feff}",
    "\0",
    "\u{1b}",
    "{",
    "[",
    "\\ud800",
    "\\",
    "“a@b.vn",
    "99999999999999999999",
    "<p><b><table>",
];

/// One change of a body: what, where in thousandths of it, how many bytes, and which piece.
type Damage = (u8, usize, usize, usize);

fn damaged(body: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut body = body.to_vec();
    for (what, place, length, piece) in damages {
        let start = body.len() * place / 1000;
        let end = (start + length).min(body.len());
        let inside = body[start..end].to_vec();
        let target = body.len() * (place * 7 % 1000) / 1000;
        match what {
            0 => drop(body.drain(start..end)),
            1 => drop(body.splice(target..target, inside)),
            2 => body.truncate(end),
            3 => drop(body.splice(start..start, inside.repeat(200))),
            4 => drop(body.splice(start..end, PIECES[piece % PIECES.len()].bytes())),
            5 => drop(body.splice(
                start..start,
                PIECES[piece % PIECES.len()].repeat(300).into_bytes(),
            )),
            _ => body
                .get_mut(start)
                .into_iter()
                .for_each(|byte| *byte ^= *piece as u8),
        }
    }
    body
}

fn samples() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["testdata", "../sources/src/json_feed/testdata"];
    let mut files: Vec<_> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("samples"))
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let mut samples: Vec<_> = files
        .iter()
        .map(|file| std::fs::read(file).expect("a sample"))
        .collect();
    samples.push(br#"[{"id": 1, "title": {"rendered": "M\u1ed9t"}, "content": {"rendered": "<p>a</p>"}, "_embedded": {"author": [{"name": "A"}]}}]"#.to_vec());
    samples
}

/// Reads a body in every way; the lines of what was left out.
fn through_every_reader(body: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    for kind in [
        None,
        Some(FeedKind::Rss),
        Some(FeedKind::JsonFeed),
        Some(FeedKind::Wordpress),
    ] {
        let deadline = Deadline::after(PATIENCE);
        let Ok(read) = read(kind, body, &HeaderMap::new(), deadline) else {
            continue;
        };
        let page = SourcePage {
            feed: read.feed,
            dropped: read.dropped,
            base: Base::None,
            own_bases: false,
            category: None,
        };
        if let Ok(page) = prepare(page, None, &mut Course::default(), &|_| None, deadline) {
            lines.extend(page.dropped);
        }
    }
    let text = String::from_utf8_lossy(body);
    let _ = fold(&text::plain(&text));
    for line in text.lines().chain([&*text]) {
        let _ = (date::parse(line), byline::parse(line), caption::parse(line));
    }
    lines
}

#[test]
fn no_damage_makes_a_reader_panic_or_labour() {
    let seconds = std::env::var("BANGTIN_FUZZ_SECONDS").ok();
    let seconds = seconds
        .and_then(|seconds| seconds.parse().ok())
        .unwrap_or(5);
    let end = Instant::now() + Duration::from_secs(seconds);
    let samples = samples();
    let damages =
        proptest::collection::vec((0_u8..7, 0_usize..1000, 0_usize..60, 0_usize..256), 0..6);
    let strategy = (0..samples.len(), damages);
    let config = Config {
        cases: 100,
        failure_persistence: None,
        ..Config::default()
    };
    // Other cases each time; one that fails is made small and printed.
    let mut runner = TestRunner::new(config);
    while Instant::now() < end {
        let run = runner.run(&strategy, |(sample, damages)| {
            let begun = Instant::now();
            let lines = through_every_reader(&damaged(&samples[sample], &damages));
            let ours = lines
                .iter()
                .find(|line| line.contains("our reader broke off"));
            prop_assert!(ours.is_none(), "{ours:?}");
            prop_assert!(
                begun.elapsed() < Duration::from_secs(5),
                "{:?}",
                begun.elapsed()
            );
            Ok(())
        });
        run.unwrap_or_else(|error| panic!("{error}"));
    }
}
