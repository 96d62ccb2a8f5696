//! Each fault, seen from the client.

use std::time::{Duration, Instant};

use crate::client::{Client, Repo, repo};
use bangtin_preview::Preview;

const FEED: &str = "{\"items\":[1,2,3,4]}";

fn start(name: &str) -> (Repo, Preview, Client) {
    let repo = repo(name);
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let client = Client::of(&preview);
    (repo, preview, client)
}

#[test]
fn statuses_come_instead() {
    let (_repo, _preview, client) = start("statuses");
    let busy = client.get("/fault/retry-after/7/503/sample/feed.json");
    assert_eq!(
        (
            busy.status,
            busy.header("retry-after"),
            busy.header("access-control-allow-origin")
        ),
        (503, "7", "*")
    );
    assert_eq!(client.get("/fault/status/404/sample/feed.json").status, 404);
    assert_eq!(
        client
            .get("/fault/status/404/status/500/sample/feed.json")
            .status,
        404
    );
    assert_eq!(client.get("/fault/nonsense/sample/feed.json").status, 404);
}

#[test]
fn delays_add_up() {
    let (_repo, _preview, client) = start("delays");
    let start = Instant::now();
    assert_eq!(
        client
            .get("/fault/delay/150/fault/delay/150/sample/feed.json")
            .text(),
        FEED
    );
    assert!(start.elapsed() >= Duration::from_millis(300));
}

#[test]
fn only_the_first_requests_fail() {
    let (_repo, _preview, client) = start("first");
    let statuses: Vec<_> = (0..4)
        .map(|_| client.get("/fault/first/2/503/a/sample/feed.json").status)
        .collect();
    assert_eq!(statuses, [503, 503, 200, 200]);
    assert_eq!(
        client.get("/fault/first/1/500/b/sample/feed.json").status,
        500
    );
}

#[test]
fn bodies_are_spoilt() {
    let (_repo, preview, client) = start("bodies");
    assert_eq!(
        client.get("/fault/truncate/sample/feed.json").text(),
        FEED[..FEED.len() / 2]
    );
    let page = client.get("/fault/html/sample/feed.json");
    assert_eq!(
        (page.status, page.header("content-type")),
        (200, "text/html; charset=utf-8")
    );
    let padded = client.get("/fault/pad/2/sample/feed.json");
    assert_eq!(padded.body.len(), 2_000_000);
    assert_eq!(padded.text().trim_end(), FEED);
    let wasm = client.get("/fault/mime/text%2Fplain/bangtin/1.0.0/kit-0123456789.wasm");
    assert_eq!(
        (wasm.header("content-type"), wasm.text().as_str()),
        ("text/plain", "\0asm")
    );
    preview.put("/made/a.json", "application/json", "12345678");
    assert_eq!(client.get("/fault/truncate/made/a.json").text(), "1234");
}

#[test]
fn connections_end() {
    let (_repo, _preview, client) = start("connections");
    assert!(client.try_get("/fault/drop/sample/feed.json").is_err());
    assert!(client.try_get("/fault/cut/sample/feed.json").is_err());
    assert_eq!(client.get("/sample/feed.json").text(), FEED);
}

#[test]
fn silence_ends_with_the_server() {
    let (_repo, preview, client) = start("silence");
    let waiting =
        std::thread::spawn(move || client.try_get("/fault/hang/sample/feed.json").is_err());
    std::thread::sleep(Duration::from_millis(200));
    assert!(!waiting.is_finished());
    drop(preview);
    assert!(waiting.join().unwrap());
}

#[test]
fn a_slow_body_takes_its_time() {
    let (_repo, preview, client) = start("slow");
    preview.put("/made/b.txt", "text/plain", "x".repeat(2_000));
    let start = Instant::now();
    assert_eq!(client.get("/fault/slow/4000/made/b.txt").body.len(), 2_000);
    assert!(start.elapsed() >= Duration::from_millis(450));
}

#[test]
fn a_whole_kit_is_befallen() {
    let (_repo, _preview, client) = start("kit");
    assert_eq!(
        client.get("/fault/delay/1/bangtin/1.0.0/bangtin.js").status,
        200
    );
    assert_eq!(
        client
            .get("/fault/status/503/bangtin/1.0.0/kit-0123456789.wasm")
            .status,
        503
    );
}
