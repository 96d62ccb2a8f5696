//! Readers who send forms. One who gets no answer sends the same form with the same key again, until there is one.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bangtin_service::random::random_id;
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use crate::ledger::Ledger;
use crate::place::{CHOICES, ORIGIN};
use crate::proofs::Proofs;

/// What can be written.
#[derive(Clone, Copy)]
pub enum Form {
    Subscription,
    Comment,
    Rating,
    Vote,
    Report,
}

/// Readers who go on until they are told to end.
pub struct Writers {
    end: Arc<AtomicBool>,
    tasks: JoinSet<()>,
}

impl Writers {
    /// As many as `count` at once.
    pub async fn start(count: usize, base: &str, ledger: &Arc<Ledger>) -> Self {
        let version = consent_version(base).await;
        let end = Arc::new(AtomicBool::new(false));
        let proofs = Arc::new(Proofs::of(base.into()));
        let mut tasks = JoinSet::new();
        for _ in 0..count {
            let (end, proofs) = (end.clone(), proofs.clone());
            let (base, ledger, version) = (base.to_owned(), ledger.clone(), version.clone());
            tasks.spawn(async move {
                let client = client();
                while !end.load(Ordering::Relaxed) {
                    let number = ledger.next_form();
                    let proof = proofs.next().await;
                    let sent = form(number, &proof, &version);
                    write(&client, &base, number, &sent, &ledger).await;
                }
            });
        }
        Self { end, tasks }
    }

    /// Each ends with the form that it is at, acknowledged.
    pub async fn end(self) {
        self.end.store(true, Ordering::Relaxed);
        self.tasks.join_all().await;
    }
}

/// A connection for each request: behind a balancer each goes to another replica.
pub fn client() -> Client {
    let client = Client::builder().pool_max_idle_per_host(0);
    client
        .timeout(Duration::from_secs(20))
        .build()
        .expect("a client")
}

/// An address of its own for each request, in as many networks as can be.
pub fn address(number: usize) -> String {
    let [.., a, b, c] = number.to_be_bytes();
    format!("10.{c}.{b}.{a}")
}

async fn write(client: &Client, base: &str, number: usize, sent: &Sent, ledger: &Ledger) {
    let key = random_id();
    let start = Instant::now();
    loop {
        let request = client
            .request(
                sent.method.clone(),
                format!("{base}/v1/sites/xa-song-ba/{}", sent.path),
            )
            .json(&sent.body)
            .header("origin", ORIGIN)
            .header("x-forwarded-for", address(number))
            .header("idempotency-key", &key);
        match request.send().await {
            Ok(answer) if answer.status().is_success() => {
                return ledger.acknowledged(sent.form, number);
            }
            // It may have been written, the answer was lost; or the service said: later.
            Ok(answer) if answer.status() != 503 => {
                let status = answer.status();
                let text = answer.text().await.unwrap_or_default();
                panic!("form {number} got {status}: {text}");
            }
            _ => ledger.tried_again(),
        }
        assert!(
            start.elapsed() < Duration::from_secs(60),
            "form {number} has no answer"
        );
        sleep(Duration::from_millis(30)).await;
    }
}

/// One form, sent until there is an answer.
struct Sent {
    form: Form,
    method: Method,
    path: String,
    body: Value,
}

fn form(number: usize, proof: &str, version: &str) -> Sent {
    let forms = [
        Form::Subscription,
        Form::Comment,
        Form::Rating,
        Form::Vote,
        Form::Report,
    ];
    let form = forms[number % forms.len()];
    let (method, path, mut body) = match form {
        Form::Subscription => {
            let body = json!({
                "email": email(number),
                "topics": ["thong-bao"],
                "consent": true,
                "consent_version": version,
                "lang": "vi",
                "rhythm": "daily",
            });
            (Method::POST, "subscriptions".to_owned(), body)
        }
        Form::Comment => {
            let body = json!({ "page": "trang", "name": "Bà Năm", "text": comment(number) });
            (Method::POST, "comments".to_owned(), body)
        }
        Form::Rating => {
            let body = json!({ "value": stars(number) });
            (Method::PUT, format!("pages/{}/rating", page(number)), body)
        }
        Form::Vote => {
            let body = json!({ "choices": [choice(number)] });
            (Method::PUT, "polls/binh-chon/vote".to_owned(), body)
        }
        Form::Report => {
            let body = json!({ "page": "bai-1", "kind": "typo", "text": report(number) });
            (Method::POST, "reports".to_owned(), body)
        }
    };
    body["proof"] = proof.into();
    Sent {
        form,
        method,
        path,
        body,
    }
}

async fn consent_version(base: &str) -> String {
    let url = format!("{base}/v1/sites/xa-song-ba/subscriptions/form?lang=vi");
    let form = Client::new().get(url).send().await.expect("an answer");
    let form: Value = form.json().await.expect("the form");
    form["version"].as_str().expect("its version").to_owned()
}

pub fn email(number: usize) -> String {
    format!("ba.con.{number}@example.vn")
}

pub fn comment(number: usize) -> String {
    format!("Ý kiến số {number}")
}

pub fn report(number: usize) -> String {
    format!("Sai ở dòng {number}")
}

pub fn page(number: usize) -> String {
    format!("trang-{number}")
}

pub const fn stars(number: usize) -> usize {
    1 + number / 5 % 5
}

pub fn choice(number: usize) -> &'static str {
    CHOICES[number / 5 % CHOICES.len()]
}
