//! What the server gives without faults.

use crate::client::{Client, repo};
use bangtin_preview::Preview;

#[test]
fn pages_hold_the_kit_and_their_own_headers() {
    let repo = repo("pages");
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let client = Client::of(&preview);
    let portal = client.get("/");
    assert_eq!(portal.status, 200);
    assert_eq!(
        portal.text(),
        r#"<html><head><link href="/bangtin/1.0.0/kit.wasm"></head>/bangtin/1.0.0</html>"#
    );
    let host = client.get("/hosts/strict.html");
    assert_eq!(
        host.header("content-security-policy"),
        "default-src 'self'; style-src 'none'"
    );
    assert_eq!(host.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(client.get("/hosts/absent.html").status, 404);
}

#[test]
fn pages_can_take_the_kit_from_another_origin() {
    let repo = repo("other-origin");
    let preview = Preview::builder(repo.path())
        .kit_origin("http://127.0.0.1:9")
        .start(0)
        .unwrap();
    let portal = Client::of(&preview).get("/").text();
    assert!(
        portal.contains(r#"href="http://127.0.0.1:9/bangtin/1.0.0/kit.wasm""#),
        "{portal}"
    );
}

#[test]
fn hashed_files_are_kept_for_ever_and_others_are_asked_for_again() {
    let repo = repo("caching");
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let client = Client::of(&preview);
    let wasm = client.get("/bangtin/1.0.0/kit-0123456789.wasm");
    assert_eq!(
        wasm.header("cache-control"),
        "public, max-age=31536000, immutable"
    );
    assert_eq!(wasm.header("content-type"), "application/wasm");
    assert_eq!(wasm.header("access-control-allow-origin"), "*");
    assert_eq!(wasm.header("cross-origin-resource-policy"), "cross-origin");
    let loader = client.get("/bangtin/1.0.0/bangtin.js");
    assert_eq!(loader.header("cache-control"), "no-cache");
    let again = client
        .with("if-none-match", loader.header("etag"))
        .get("/bangtin/1.0.0/bangtin.js");
    assert_eq!((again.status, again.body.len()), (304, 0));
}

#[test]
fn text_is_compressed_for_whoever_accepts_it() {
    let repo = repo("compressed");
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let client = Client::of(&preview);
    let plain = client.get("/bangtin/1.0.0/bangtin.js");
    assert_eq!(plain.header("content-encoding"), "");
    let packed = client
        .with("accept-encoding", "gzip, br")
        .get("/bangtin/1.0.0/bangtin.js");
    assert_eq!(packed.header("content-encoding"), "br");
    assert_eq!(packed.header("vary"), "accept-encoding");
    assert!(packed.body.len() < plain.body.len() / 4);
}

#[test]
fn a_video_is_had_in_ranges() {
    let repo = repo("ranges");
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let client = Client::of(&preview);
    let cases = [
        ("bytes=0-3", 206, "0123", "bytes 0-3/10"),
        ("bytes=7-", 206, "789", "bytes 7-9/10"),
        ("bytes=-2", 206, "89", "bytes 8-9/10"),
        ("bytes=8-100", 206, "89", "bytes 8-9/10"),
        ("bytes=0-1,4-5", 200, "0123456789", ""),
        (
            "bytes=10-",
            416,
            "416 Range Not Satisfiable\n",
            "bytes */10",
        ),
    ];
    for (range, status, body, place) in cases {
        let answer = client.with("range", range).get("/sample/film.mp4");
        assert_eq!(
            (
                answer.status,
                answer.text().as_str(),
                answer.header("content-range")
            ),
            (status, body, place),
            "{range}"
        );
    }
}

#[test]
fn nothing_outside_its_folder_is_served() {
    let repo = repo("outside");
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let client = Client::of(&preview);
    for path in [
        "/sample/%2e%2e/%2e%2e/index.html",
        "/sample/..%2f..%2findex.html",
        "/hosts/..%2F..%2Findex.html",
        "/sample//etc/passwd",
    ] {
        assert_eq!(client.get(path).status, 404, "{path}");
    }
}

#[test]
fn made_content_is_served_and_requests_are_kept() {
    let repo = repo("made");
    let preview = Preview::builder(repo.path())
        .log_requests()
        .start(0)
        .unwrap();
    preview.put("/made/x.json", "application/feed+json", "{}");
    let client = Client::of(&preview);
    let made = client.get("/made/x.json?page=2");
    assert_eq!(
        (
            made.status,
            made.text().as_str(),
            made.header("access-control-allow-origin")
        ),
        (200, "{}", "*")
    );
    let requests = preview.requests("/made/");
    assert_eq!(requests.len(), 1);
    assert_eq!(
        (requests[0].method.as_str(), requests[0].query.as_str()),
        ("GET", "page=2")
    );
    preview.clear_requests();
    assert!(preview.requests("/").is_empty());
}

#[test]
fn a_long_feed_is_the_same_each_time() {
    let repo = repo("long");
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let client = Client::of(&preview);
    let feed = client.get("/bench-data/1000.json");
    let value: serde_json::Value = serde_json::from_slice(&feed.body).unwrap();
    let items = value["items"].as_array().unwrap();
    assert_eq!(items.len(), 1000);
    let dates: Vec<_> = items
        .iter()
        .map(|item| item["date_published"].as_str().unwrap())
        .collect();
    assert!(dates.is_sorted_by(|later, earlier| later > earlier));
    assert_eq!(feed.body, client.get("/bench-data/1000.json").body);
    assert_eq!(client.get("/bench-data/many.json").status, 404);
}

#[test]
fn a_dropped_server_frees_its_port() {
    let repo = repo("dropped");
    let preview = Preview::builder(repo.path()).start(0).unwrap();
    let port = preview.addr().port();
    assert!(Preview::builder(repo.path()).start(port).is_err());
    drop(preview);
    assert!(Preview::builder(repo.path()).start(port).is_ok());
}
