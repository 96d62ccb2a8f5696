//! Forged addresses, and many addresses of one network.

use std::time::Instant;

use reqwest::{RequestBuilder, Response};

use super::doors::comment;
use super::number;
use crate::harness::{Database, Trial, code};

/// On each database, since the limits stand before it but must not wear it out.
macro_rules! on_each {
    ($($name:ident)*) => {$(
        mod $name {
            use crate::harness::Database;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                super::$name(Database::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                super::$name(Database::Postgres).await;
            }
        }
    )*};
}

on_each! {
    without_a_proxy_a_forwarded_address_is_not_believed
    behind_a_proxy_only_what_it_added_is_believed
    a_network_cannot_fill_the_counter
}

/// 200 forged addresses, one peer: 60 forms a minute are let to the next check, the others are sent away.
async fn without_a_proxy_a_forwarded_address_is_not_believed(database: Database) {
    let trial = Trial::start(database).await;
    let mut refused = 0;
    for number in 0..200 {
        let forged = form(&trial).header("x-forwarded-for", format!("198.51.{number}.7"));
        refused += usize::from(is_too_often(forged).await);
    }
    assert!((135..=140).contains(&refused), "{refused} of 200");
    trial.end().await;
}

/// The proxy appends the address that it sees; whatever the client wrote before it is not looked at.
async fn behind_a_proxy_only_what_it_added_is_believed(database: Database) {
    let trial = behind_a_proxy(database).await;
    let mut refused = 0;
    for number in 0..200 {
        let forged = format!("198.51.{number}.7, 203.0.113.{}", number % 256);
        refused += usize::from(is_too_often(form(&trial).header("x-forwarded-for", forged)).await);
    }
    assert!(
        (135..=140).contains(&refused),
        "{refused} of 200, all from one /24"
    );
    let other = form(&trial).header("x-forwarded-for", "198.51.1.7, 192.0.2.1");
    assert!(
        !is_too_often(other).await,
        "another network is not held liable"
    );
    trial.end().await;
}

/// 10,000 addresses of one /48 open a page: the counter takes what a network may send, 6,000 a minute, and of these as many new
/// visitors as a network may bring, 60 a minute.
async fn a_network_cannot_fill_the_counter(database: Database) {
    let trial = behind_a_proxy(database).await;
    let (mut taken, mut refused) = (0, 0);
    let begun = Instant::now();
    for hundred in 0..100 {
        let hits = (0..100).map(|number| {
            let from = format!("2001:db8:1:{:x}::7", hundred * 100 + number);
            hit(&trial).header("x-forwarded-for", from).send()
        });
        for answer in futures_util::future::join_all(hits).await {
            let answer = answer.expect("an answer");
            match answer.status().as_u16() {
                204 => taken += 1,
                429 => {
                    assert!(answer.headers().contains_key("retry-after"));
                    refused += 1;
                }
                other => panic!("{other}"),
            }
        }
    }
    assert_eq!(taken + refused, 10_000);
    // A hundred more for each second that it took, which is the machine's affair.
    let seconds = begun.elapsed().as_secs() + 1;
    let most = 6_000 + 100 * i64::try_from(seconds).expect("not for ever");
    assert!(
        (6_000..=most).contains(&taken),
        "{taken} taken in {seconds} s"
    );
    let app = trial.app.clone();
    app.counting.flush().await.expect("written");
    let visits = number(&trial, "SELECT CAST(SUM(visits) AS BIGINT) FROM day_counts").await;
    let most = 60 + i64::try_from(seconds).expect("not for ever");
    assert!(
        (60..=most).contains(&visits),
        "{visits} visits in {seconds} s"
    );
    let views = number(&trial, "SELECT CAST(SUM(views) AS BIGINT) FROM day_counts").await;
    assert_eq!(views, taken);
    trial.end().await;
}

async fn behind_a_proxy(database: Database) -> Trial {
    Trial::with(database, |settings| {
        settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
    })
    .await
}

/// A comment without a proof: what is let through is refused later, for that.
fn form(trial: &Trial) -> RequestBuilder {
    comment().knock(trial, "")
}

fn hit(trial: &Trial) -> RequestBuilder {
    let hit = trial.request(reqwest::Method::POST, "~/hits");
    let hit = hit.header("content-type", "text/plain");
    hit.header("user-agent", "Mozilla/5.0 (Linux; Android 14)")
        .body(r#"{"page":"bai-1"}"#)
}

async fn is_too_often(request: RequestBuilder) -> bool {
    let answer = request.send().await.expect("an answer");
    let status = answer.status().as_u16();
    let seconds = retry_after(&answer);
    match (status, code(answer).await.as_str()) {
        (429, "rate_limited") => {
            assert!(seconds.is_some_and(|seconds| (1..=60).contains(&seconds)));
            true
        }
        (422, "challenge_missing") => false,
        other => panic!("{other:?}"),
    }
}

fn retry_after(answer: &Response) -> Option<u64> {
    answer
        .headers()
        .get("retry-after")?
        .to_str()
        .ok()?
        .parse()
        .ok()
}
