//! Forms from elsewhere, without a proof, or with one that was used.

use std::time::Duration;

use reqwest::RequestBuilder;

use super::doors::{self, Door, all};
use super::{number, refusal};
use crate::harness::{Database, Trial};
use crate::limits::{head, sent};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_door_opens_wrongly_on_sqlite() {
    no_door_opens_wrongly(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_door_opens_wrongly_on_postgresql() {
    no_door_opens_wrongly(Database::Postgres).await;
}

async fn no_door_opens_wrongly(database: Database) {
    let trial = doors::trial(database, |_| ()).await;
    let used = trial.proof().await;
    let let_in = doors::comment()
        .knock(&trial, &used)
        .send()
        .await
        .expect("an answer");
    assert_eq!(let_in.status(), 202);
    let fresh = trial.proof().await;
    for door in all(&trial).await {
        let got = async |request: RequestBuilder| {
            let answer = request.send().await.expect("an answer");
            refusal(&trial, &door.method, door.path, answer).await
        };
        let path = door.path;
        let other = || door.knock(&trial, &fresh);
        let elsewhere = trial
            .client
            .request(door.method.clone(), trial.url(path))
            .json(&door.body);
        let wrong_origin = (403, "wrong_origin".to_owned());
        assert_eq!(got(elsewhere).await, wrong_origin, "{path}: no origin");
        let mut elsewhere = other().build().expect("a request");
        let evil = "https://evil.example".parse().expect("a header");
        elsewhere.headers_mut().insert("origin", evil);
        let elsewhere = trial.client.execute(elsewhere).await.expect("an answer");
        assert_eq!(
            refusal(&trial, &door.method, path, elsewhere).await,
            wrong_origin,
            "{path}: another origin"
        );
        assert_eq!(
            got(door.knock(&trial, "")).await,
            (422, "challenge_missing".into()),
            "{path}: no proof"
        );
        assert_eq!(
            got(door.knock(&trial, &used)).await,
            (409, "challenge_used".into()),
            "{path}: a used proof"
        );
        let mut filled = door.clone();
        filled.body["website"] = "https://spam.example".into();
        assert_eq!(
            got(filled.knock(&trial, &fresh)).await,
            (422, "honeypot".into()),
            "{path}: the hidden field"
        );
        let large = head(&door.method, &trial.url(path), "content-length: 5000000");
        let large = sent(&trial, large, String::new()).await;
        assert!(large.starts_with("HTTP/1.1 413"), "{path}: {large}");
        assert_eq!(
            got(as_text(&trial, &door)).await,
            (415, "not_json".into()),
            "{path}: text"
        );
    }
    trial.clock.advance(Duration::from_secs(60 * 60 + 1));
    for door in all(&trial).await {
        let answer = door.knock(&trial, &fresh).send().await.expect("an answer");
        let got = refusal(&trial, &door.method, door.path, answer).await;
        assert_eq!(
            got,
            (422, "challenge_expired".into()),
            "{}: an hour later",
            door.path
        );
    }
    assert_eq!(
        number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM comments").await,
        1
    );
    assert_eq!(
        number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM subscribers").await,
        0
    );
    assert_eq!(
        number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM rating_votes").await,
        0
    );
    assert_eq!(
        number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM poll_votes").await,
        0
    );
    assert_eq!(
        number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM reports").await,
        0
    );
    trial.end().await;
}

/// A form of another page can send this kind without a preflight.
fn as_text(trial: &Trial, door: &Door) -> RequestBuilder {
    let request = trial.request(door.method.clone(), door.path);
    request
        .header("content-type", "text/plain")
        .body(door.body.to_string())
}
