//! SQL and the query languages of both databases, typed into the search box.

use reqwest::StatusCode;
use serde_json::Value;
use url::form_urlencoded::byte_serialize;

use super::doors;
use super::number;
use crate::harness::{Database, Trial};

const ATTACKS: [&str; 34] = [
    "'",
    "''",
    "\"",
    "\"\"\"",
    "\\",
    "%",
    "_",
    "*",
    "dân*",
    "NEAR(dân vận)",
    "NEAR/2",
    "dân AND",
    "OR",
    "NOT",
    "dân NOT vận",
    "AND OR NOT",
    "title:dân",
    "{title body}: dân",
    "^dân",
    "-dân",
    "dân -vận",
    "dân + vận",
    "(",
    "((((",
    ")",
    "dân & vận",
    "!dân",
    "dân <-> vận",
    "dân:*",
    ":*",
    "'; DROP TABLE articles; --",
    "' UNION SELECT * FROM subscribers --",
    "1' OR '1'='1",
    "$1",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_is_only_words_on_both_databases() {
    let sqlite = doors::trial(Database::Sqlite, |_| ()).await;
    let postgres = doors::trial(Database::Postgres, |_| ()).await;
    let long = "dân ".repeat(5_000);
    let control = "dân\u{0}vận\u{1}\u{7f}\u{feff}".to_owned();
    let heaps = format!("a{}", "\u{301}".repeat(2_000));
    let all = ATTACKS
        .map(ToOwned::to_owned)
        .into_iter()
        .chain([long, control, heaps]);
    for attack in all {
        let (one, other) = (
            found(&sqlite, &attack).await,
            found(&postgres, &attack).await,
        );
        assert_eq!(one, other, "the databases disagree about {attack:.40?}");
    }
    for trial in [sqlite, postgres] {
        let (status, ids) = found(&trial, "dan van").await;
        assert_eq!(
            (status, ids),
            (StatusCode::OK, vec!["bai-1".to_owned()]),
            "it still finds what is there"
        );
        assert_eq!(
            number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM articles").await,
            1
        );
        trial.end().await;
    }
}

/// The status and the ids that were found. Never a failure of ours.
async fn found(trial: &Trial, words: &str) -> (StatusCode, Vec<String>) {
    let words: String = byte_serialize(words.as_bytes()).collect();
    let request = trial.request(reqwest::Method::GET, &format!("~/search?q={words}"));
    let answer = request.send().await.expect("an answer");
    let status = answer.status();
    assert!(
        matches!(status.as_u16(), 200 | 400 | 414 | 431),
        "{status} to {words:.60}"
    );
    let body: Value = answer.json().await.unwrap_or_default();
    let items = body["items"].as_array().into_iter().flatten();
    let ids = items.filter_map(|item| item["id"].as_str());
    (status, ids.map(ToOwned::to_owned).collect())
}
