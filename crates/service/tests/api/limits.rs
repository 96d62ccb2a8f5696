//! What is too large, too slow or asked wrongly; and the end, which waits for those who are on their way.

mod connections;

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Database, ORIGIN, Trial};
use crate::on_both;

on_both! {
    async fn what_cannot_be_answered_is_a_problem_that_programs_can_read(trial: Trial) {
        problem(trial.get("/no/such/thing").await, 404, "not_found").await;
        problem(trial.get("/v1/sites/xa-song-ba/no-such-thing").await, 404, "not_found").await;
        problem(trial.get("/v1/sites/xa-khac/articles").await, 404, "not_found").await;
        let wrong = trial.request(Method::DELETE, "~/articles").send().await.expect("an answer");
        assert!(wrong.headers()["allow"].to_str().expect("text").contains("GET"));
        problem(wrong, 405, "wrong_method").await;
        let text = trial.request(Method::POST, "~/comments").header("content-type", "text/plain").body("{}");
        problem(text.send().await.expect("an answer"), 415, "not_json").await;
        let broken = trial.request(Method::POST, "~/comments").header("content-type", "application/json").body("{");
        problem(broken.send().await.expect("an answer"), 400, "bad_json").await;
        problem(trial.post("~/comments", &json!([])).await, 422, "wrong_shape").await;
        trial.end().await;
    }

    async fn a_body_of_5_mb_is_not_read(trial: Trial) {
        let announced = comment(&trial, "content-length: 5000000");
        let answer = sent(&trial, announced, String::new()).await;
        assert!(answer.starts_with("HTTP/1.1 413"), "before a byte of it has come: {answer}");
        assert!(answer.contains("\"too_large\""), "{answer}");
        // 5 MB of whose length nothing is said.
        let chunks = format!("10000\r\n{}\r\n", " ".repeat(0x10000)).repeat(77);
        let answer = sent(&trial, comment(&trial, "transfer-encoding: chunked"), chunks).await;
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        trial.end().await;
    }
}

/// A head, a body, and no request at all: each that comes byte by byte is cut off in the time that a request has.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_sends_byte_by_byte_is_cut_off_in_time() {
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.limits.request_seconds = 2
    })
    .await;
    let slow: [(&str, String, &str); 3] = [
        (
            "a head",
            "GET /healthz HTTP/1.1\r\nhost: x\r\nx-slow: ".into(),
            "",
        ),
        (
            "a body",
            comment(&trial, "content-length: 60000"),
            "HTTP/1.1 408",
        ),
        ("nothing", String::new(), ""),
    ];
    for (what, begin, expected) in slow {
        let address = address(&trial);
        let dripped = tokio::task::spawn_blocking(move || drip(address, &begin));
        let (answer, lasted) = dripped.await.expect("ends");
        assert!(answer.starts_with(expected), "{what}: {answer}");
        assert!(
            lasted < Duration::from_secs(4),
            "{what} was waited for {lasted:?}"
        );
        assert!(
            lasted > Duration::from_secs(1),
            "{what} was given {lasted:?}"
        );
    }
    trial.end().await;
}

/// The end waits for a request that is on its way, and takes no new ones.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_on_its_way_is_answered_before_the_end() {
    let trial = Trial::start(Database::Sqlite).await;
    let address = address(&trial);
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream
        .write_all(comment(&trial, "content-length: 10").as_bytes())
        .expect("sent");
    stream.write_all(b"[1, 2").expect("sent");
    tokio::time::sleep(Duration::from_millis(200)).await;
    let ending = tokio::spawn(trial.end());
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(TcpStream::connect(address).is_err(), "nobody new is taken");
    assert!(!ending.is_finished(), "somebody is on the way");
    stream.write_all(b", 3 ]").expect("sent");
    let answer = tokio::task::spawn_blocking(move || read_all(&mut stream)).await;
    let answer = answer.expect("ends");
    assert!(answer.starts_with("HTTP/1.1 422"), "{answer}");
    tokio::time::timeout(Duration::from_secs(5), ending)
        .await
        .expect("ends")
        .expect("in good order");
}

/// What is answered to this head and as much of the body as the service takes.
pub async fn sent(trial: &Trial, head: String, body: String) -> String {
    let address = address(trial);
    let send = move || {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(head.as_bytes()).expect("sent");
        let mut writer = stream.try_clone().expect("a second handle");
        // The service may answer and close before it has got everything.
        thread::spawn(move || writer.write_all(body.as_bytes()));
        read_all(&mut stream)
    };
    tokio::task::spawn_blocking(send).await.expect("ends")
}

fn address(trial: &Trial) -> SocketAddr {
    let address = trial.app.public_url.strip_prefix("http://");
    address.expect("http").parse().expect("an address")
}

/// The head of a form that a page of the site sends.
pub fn head(method: &Method, url: &str, length: &str) -> String {
    let url: reqwest::Url = url.parse().expect("an address");
    let path = url.path();
    format!(
        "{method} {path} HTTP/1.1\r\nhost: x\r\norigin: {ORIGIN}\r\ncontent-type: application/json\r\n{length}\r\n\r\n"
    )
}

fn comment(trial: &Trial, length: &str) -> String {
    head(&Method::POST, &trial.url("~/comments"), length)
}

/// Sends a byte every tenth of a second until the other side has had enough; what it said, and after how long.
fn drip(address: SocketAddr, begin: &str) -> (String, Duration) {
    let start = Instant::now();
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.write_all(begin.as_bytes()).expect("sent");
    let mut reader = stream.try_clone().expect("a second handle");
    let listening = thread::spawn(move || (read_all(&mut reader), start.elapsed()));
    while start.elapsed() < Duration::from_secs(10) && !listening.is_finished() {
        thread::sleep(Duration::from_millis(100));
        // Who says nothing at all is cut off too.
        if !begin.is_empty() && stream.write_all(b" ").is_err() {
            break;
        }
    }
    listening.join().expect("listens to the end")
}

/// Everything until the other side closes or is silent for 12 s.
fn read_all(stream: &mut TcpStream) -> String {
    let _ = stream.set_read_timeout(Some(Duration::from_secs(12)));
    let (mut all, mut part) = (Vec::new(), [0; 4096]);
    while let Ok(length @ 1..) = stream.read(&mut part) {
        all.extend_from_slice(&part[..length]);
    }
    String::from_utf8_lossy(&all).into_owned()
}

async fn problem(answer: Response, status: u16, code: &str) {
    assert_eq!(
        answer.status(),
        StatusCode::from_u16(status).expect("a status")
    );
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let problem: Value = answer.json().await.expect("JSON");
    assert_eq!(problem["code"], code);
    assert_eq!(problem["status"], status);
    assert_eq!(problem["type"], "about:blank");
}
