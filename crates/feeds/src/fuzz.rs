//! Damaged feeds through every reader: none panics, none takes long. `BANGTIN_FUZZ_SECONDS` says for how long each; `--nocapture` shows
//! how many bodies it read, and the time of the slowest.

use std::cell::Cell;
use std::path::Path;
use std::time::{Duration, Instant};

use bangtin_sources::{byline, caption, date, fold, text};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderValue};

use crate::FeedKind;
use crate::base::Base;
use crate::formats::{posts, read};
use crate::guard::{Deadline, PATIENCE};
use crate::prepare::{Course, prepare};
use crate::sanitize::sanitize;
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

/// What a page names where it has no feed of its own.
const PAGE: &str = r#"<!DOCTYPE html><html><head><meta charset="utf-8"><link rel="alternate" type="application/rss+xml" title="Tin" href="/feed/">
<link rel="https://api.w.org/" href="https://a.vn/wp-json/"><title>Xã</title></head><body><p>Tin</p></body></html>"#;
/// Posts as WordPress sends them, with what `_embed` adds.
const POSTS: &str = r#"[{"id": 1, "slug": "mot", "date_gmt": "2026-11-25T01:02:03", "title": {"rendered": "M\u1ed9t"}, "content": {"rendered": "<p>a</p>"},
"_embedded": {"author": [{"name": "A"}], "wp:term": [[{"taxonomy": "category", "name": "Tin", "slug": "tin"}]], "wp:featuredmedia": [{"source_url": "https://a.vn/a.jpg"}]}}]"#;

/// A reader: its name, which samples it is given (by their ends; none: all), and what is done with a body. That tells the lines of
/// what was left out.
struct Reader {
    name: &'static str,
    samples: &'static [&'static str],
    read: fn(&[u8]) -> Vec<String>,
}

const BYTES: Reader = Reader {
    name: "bytes",
    samples: &[],
    read: |body| {
        let types = [
            "text/xml; charset=utf-16",
            "text/html; charset=windows-1258",
            "application/json",
        ];
        let read = types.iter().flat_map(|kind| {
            let kind = HeaderValue::from_static(kind);
            whole(None, body, &HeaderMap::from_iter([(CONTENT_TYPE, kind)]))
        });
        read.collect()
    },
};
const RSS: Reader = Reader {
    name: "rss",
    samples: &[".xml", ".rdf"],
    read: |body| whole(Some(FeedKind::Rss), body, &HeaderMap::new()),
};
const JSON_FEED: Reader = Reader {
    name: "json-feed",
    samples: &[".json"],
    read: |body| whole(Some(FeedKind::JsonFeed), body, &HeaderMap::new()),
};
const WORDPRESS: Reader = Reader {
    name: "wordpress",
    samples: &["wordpress-odd-posts.json", "posts"],
    read: |body| {
        let headers = HeaderMap::new();
        let _ = posts(body, &headers, Deadline::after(PATIENCE));
        whole(Some(FeedKind::Wordpress), body, &headers)
    },
};
const PAGES: Reader = Reader {
    name: "pages",
    samples: &[".html", "page"],
    read: |body| whole(None, body, &HeaderMap::new()),
};
const HTML: Reader = Reader {
    name: "html",
    samples: &[],
    read: |body| {
        let html = sanitize(&String::from_utf8_lossy(body), &Base::None);
        let _ = fold(&text::plain(&html));
        Vec::new()
    },
};
const LINES: Reader = Reader {
    name: "lines",
    samples: &[],
    read: |body| {
        let text = String::from_utf8_lossy(body);
        let _ = fold(&text::plain(&text));
        for line in text.lines().chain([&*text]) {
            let _ = (date::parse(line), byline::parse(line), caption::parse(line));
        }
        Vec::new()
    },
};

/// Reads a body as a source is read, up to the articles; the lines of what was left out.
fn whole(kind: Option<FeedKind>, body: &[u8], headers: &HeaderMap) -> Vec<String> {
    let deadline = Deadline::after(PATIENCE);
    let Ok(read) = read(kind, body, headers, deadline) else {
        return Vec::new();
    };
    let page = SourcePage {
        feed: read.feed,
        dropped: read.dropped,
        base: Base::None,
        own_bases: false,
        category: None,
    };
    prepare(page, None, &mut Course::default(), &|_| None, deadline)
        .map_or_else(|_| Vec::new(), |page| page.dropped)
}

fn samples(of: &Reader) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["testdata", "../sources/src/json_feed/testdata"];
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("samples"))
        .map(|file| file.expect("a file").path());
    let mut samples: Vec<(String, Vec<u8>)> = files
        .map(|file| {
            let name = file.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), std::fs::read(&file).expect("a sample"))
        })
        .chain([
            ("page".to_owned(), PAGE.into()),
            ("posts".to_owned(), POSTS.into()),
        ])
        .filter(|(name, _)| {
            of.samples.is_empty() || of.samples.iter().any(|end| name.ends_with(end))
        })
        .collect();
    samples.sort();
    samples.into_iter().map(|(_, body)| body).collect()
}

/// The bodies of one round.
const CASES: u32 = 100;
/// How long a body of some kilobytes may take. Without optimisation all is slower.
const LONGEST: Duration = if cfg!(debug_assertions) {
    Duration::from_secs(5)
} else {
    Duration::from_secs(1)
};

/// What the reader makes of a body, and how long it took: where Linux tells, on the processor, so that what else a machine has to do does
/// not count; else by the clock.
fn timed(reader: &Reader, body: &[u8]) -> (Vec<String>, Duration) {
    let (begun, before) = (Instant::now(), on_processor());
    let lines = (reader.read)(body);
    let passed = begun.elapsed();
    let worked = on_processor().zip(before);
    let worked = worked.map(|(after, before)| after.saturating_sub(before));
    (lines, worked.map_or(passed, |worked| worked.min(passed)))
}

/// How long this thread has been on a processor; a tick of some milliseconds is the least that it tells.
fn on_processor() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = told.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

/// Damaged samples through one reader, other ones each time; one that fails is made small and printed.
fn fuzz(reader: &Reader) {
    let seconds = std::env::var("BANGTIN_FUZZ_SECONDS").ok();
    let seconds = seconds.and_then(|seconds| seconds.parse().ok());
    let end = Instant::now() + Duration::from_secs(seconds.unwrap_or(2));
    let samples = samples(reader);
    let damages =
        proptest::collection::vec((0_u8..7, 0_usize..1000, 0_usize..60, 0_usize..256), 0..6);
    let strategy = (0..samples.len(), damages);
    let config = Config {
        cases: CASES,
        failure_persistence: None,
        ..Config::default()
    };
    let told = Cell::new((0_u64, Duration::ZERO));
    let mut rounds = 0;
    while Instant::now() < end {
        rounds += 1;
        // One that has read its cases reads no more.
        let run = TestRunner::new(config.clone()).run(&strategy, |(sample, damages)| {
            let (bodies, slowest) = told.get();
            let (lines, time) = timed(reader, &damaged(&samples[sample], &damages));
            told.set((bodies + 1, slowest.max(time)));
            let ours = lines
                .iter()
                .find(|line| line.contains("our reader broke off"));
            prop_assert!(ours.is_none(), "{ours:?}");
            prop_assert!(time < LONGEST, "{time:?}");
            Ok(())
        });
        run.unwrap_or_else(|error| panic!("{}: {error}", reader.name));
    }
    let (bodies, slowest) = told.get();
    assert_eq!(bodies, rounds * u64::from(CASES), "a round read nothing");
    println!("{}: {bodies} bodies, the slowest {slowest:?}", reader.name);
}

#[test]
fn bytes_of_any_charset() {
    fuzz(&BYTES);
}

#[test]
fn rss_and_atom() {
    fuzz(&RSS);
}

#[test]
fn json_feed() {
    fuzz(&JSON_FEED);
}

#[test]
fn wordpress() {
    fuzz(&WORDPRESS);
}

#[test]
fn pages() {
    fuzz(&PAGES);
}

#[test]
fn html() {
    fuzz(&HTML);
}

#[test]
fn dates_bylines_and_captions() {
    fuzz(&LINES);
}
