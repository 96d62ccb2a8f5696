//! A wave for programs: where it lies, what of it waits, and one decision about all of it.

use std::time::Instant;

use bangtin_model::answers::CommentState;
use bangtin_service::waves::look;
use reqwest::header::COOKIE;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::{MINUTE, comes, small};
use crate::comments::decide;
use crate::harness::{Database, Trial, code, number};
use crate::moderation::{account_for, encoded, login, own, page};
use crate::on_each;

async fn json_of(trial: &Trial, path: &str, cookie: &str) -> Value {
    let answer = page(trial, path, cookie).await;
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    assert_eq!(answer.headers()["cache-control"], "private, no-store");
    answer.json().await.expect("JSON")
}

async fn decide_all(trial: &Trial, cookie: &str, wish: &Value) -> Response {
    let request = own(trial, Method::POST, "~/moderation/decisions").header(COOKIE, cookie);
    request.json(wish).send().await.expect("an answer")
}

/// What is wished for these comments of a list.
fn wish(comments: &[Value], state: &str) -> Value {
    let seen = comments
        .iter()
        .map(|one| json!({ "id": one["id"], "etag": one["etag"] }));
    json!({ "state": state, "note": "cả đợt", "comments": seen.collect::<Vec<_>>() })
}

fn array<'a>(list: &'a Value, name: &str) -> &'a [Value] {
    list[name].as_array().expect("a list")
}

on_each! {
    async fn a_program_finds_a_wave_and_decides_about_all_of_it(database: Database) {
        let trial = Trial::with(database, small).await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        assert_eq!(json_of(&trial, "~/moderation/waves", &cookie).await, json!({ "waves": [] }));
        comes(&trial, "truoc", 1).await;
        trial.clock.advance(20 * MINUTE);
        for number in 0..25 {
            comes(&trial, &format!("w{number}"), 1).await;
        }
        comes(&trial, "rac", 2).await;
        look(&trial.app.gate).await.expect("a look");
        let waves = json_of(&trial, "~/moderation/waves", &cookie).await;
        let [wave] = array(&waves, "waves") else { panic!("{waves}") };
        assert_eq!((&wave["goes_on"], &wave["pending"], &wave["suspected"]), (&json!(true), &json!(25), &json!(1)));

        let span = ["begun", "until"].map(|name| encoded(wave[name].as_str().expect("a time")));
        let list = format!("~/moderation/comments?since={}&until={}&limit=20", span[0], span[1]);
        let first = json_of(&trial, &list, &cookie).await;
        let second = format!("{list}&cursor={}", encoded(first["next"].as_str().expect("more")));
        let second = json_of(&trial, &second, &cookie).await;
        assert_eq!(second.get("next"), None);
        let all = [array(&first, "comments"), array(&second, "comments")].concat();
        assert_eq!(all.len(), 25);
        assert!(all.iter().all(|one| one["id"] != "truoc" && one["id"] != "rac"), "{all:?}");
        let suspected = json_of(&trial, &format!("{list}&state=suspected"), &cookie).await;
        assert_eq!(array(&suspected, "comments").len(), 1);
        let before = json_of(&trial, &format!("~/moderation/comments?until={}", span[0]), &cookie).await;
        assert_eq!(array(&before, "comments")[0]["id"], "truoc");
        let wrong = page(&trial, "~/moderation/comments?since=hom-qua", &cookie).await;
        assert_eq!((wrong.status(), code(wrong).await.as_str()), (StatusCode::BAD_REQUEST, "bad_query"));

        // Somebody else was faster with one: none is decided about.
        decide(&trial, "w7", CommentState::Rejected).await;
        let late = decide_all(&trial, &cookie, &wish(&all, "spam")).await;
        assert_eq!((late.status(), code(late).await.as_str()), (StatusCode::PRECONDITION_FAILED, "changed_meanwhile"));
        let spam = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE state = 'spam'";
        assert_eq!(number(&trial, spam).await, 0);
        let list = json_of(&trial, &format!("{list}0"), &cookie).await;
        let left = array(&list, "comments");
        assert_eq!(left.len(), 24);
        let missing = decide_all(&trial, &cookie, &wish(&[left, &[json!({ "id": "khong-co", "etag": "\"1\"" })]].concat(), "spam")).await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
        for strange in [
            wish(&[], "spam"),
            wish(&[left, left].concat(), "spam"),
            wish(&vec![left[0].clone(); 501], "spam"),
            wish(&[json!({ "id": "w1", "etag": "1" })], "spam"),
            wish(&[json!({ "id": "' OR 1", "etag": "\"1\"" })], "spam"),
            json!({ "state": "spam", "note": "a".repeat(301), "comments": [left[0]] }),
        ] {
            let refused = decide_all(&trial, &cookie, &strange).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{strange}");
        }
        assert_eq!(number(&trial, spam).await, 0);
        let done = decide_all(&trial, &cookie, &wish(left, "spam")).await;
        assert_eq!(done.status(), StatusCode::OK);
        assert_eq!(done.json::<Value>().await.expect("JSON"), json!({ "decided": 24 }));
        assert_eq!(number(&trial, spam).await, 24);
        let logged = "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log WHERE action = 'comment' AND state_after = 'spam' AND note = 'cả đợt'";
        assert_eq!(number(&trial, logged).await, 24, "each by itself");
        trial.end().await;
    }

    async fn five_hundred_are_decided_about_at_once_and_no_stranger_decides(database: Database) {
        let trial = Trial::with(database, small).await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        account_for(&trial, "khac@songba.example.vn", &["xa-khac"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        trial.run("INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms, place) \
             WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) \
             SELECT 'wave-of-forms-' || i, 'xa-song-ba', 'trang-' || (i % 20), 'Khách', 'Nhà cái số ' || i, 'pending', '', 1, i, 1 FROM n").await;
        let all: Vec<Value> = (1..=500).map(|i| json!({ "id": format!("wave-of-forms-{i}"), "etag": "\"1\"" })).collect();
        let all = wish(&all, "approved");
        let refused = decide_all(&trial, "", &all).await;
        assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
        let other = login(&trial, "khac@songba.example.vn").await;
        assert_eq!(decide_all(&trial, &other, &all).await.status(), StatusCode::FORBIDDEN);
        let elsewhere = trial.client.post(trial.url("~/moderation/decisions")).header(COOKIE, &cookie);
        let elsewhere = elsewhere.header("origin", "https://la.example").json(&all).send().await.expect("an answer");
        assert_eq!(elsewhere.status(), StatusCode::FORBIDDEN);

        let start = Instant::now();
        let done = decide_all(&trial, &cookie, &all).await;
        println!("500 decisions at once: {:?}", start.elapsed());
        assert_eq!(done.status(), StatusCode::OK);
        let shown = "SELECT CAST(SUM(shown) AS BIGINT) FROM comment_sums";
        assert_eq!(number(&trial, shown).await, 500);
        trial.end().await;
    }
}
