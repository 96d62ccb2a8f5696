//! Polls: what may be chosen, when, and how it is counted.

use std::time::Duration;

use bangtin_model::{Moment, Poll, PollOption, Precision};
use bangtin_service::on;
use futures_util::future::join_all;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Trial, code};
use crate::on_both;

pub async fn ask(trial: &Trial, poll: Poll) {
    let text = serde_json::to_string(&poll).expect("JSON");
    let mut write = trial.app.store.write().await.expect("a transaction");
    on!(write, c => {
        let insert = "INSERT INTO polls (site, id, feed, position, poll) VALUES ('xa-song-ba', $1, '', 0, $2)";
        sqlx::query(insert).bind(&poll.id).bind(&text).execute(c).await.expect("a poll");
    });
    write.commit().await.expect("a commit");
}

pub fn question(multiple: bool) -> Poll {
    let option = |id: &str, text: &str| PollOption {
        id: id.into(),
        text: text.into(),
    };
    Poll {
        id: "hai-long".into(),
        question: "Bà con có hài lòng không?".into(),
        options: vec![
            option("co", "Có"),
            option("tam", "Tạm được"),
            option("khong", "Không"),
        ],
        multiple,
        opens: None,
        closes: None,
    }
}

async fn vote(trial: &Trial, body: Value) -> Value {
    let response = trial
        .put("~/polls/hai-long/vote", &trial.proven(body).await)
        .await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.expect("JSON")
}

fn votes(standing: &Value) -> Vec<i64> {
    let options = standing["options"].as_array().expect("options");
    options
        .iter()
        .map(|option| option["votes"].as_i64().expect("a number"))
        .collect()
}

on_both! {
    async fn a_vote_is_counted_and_can_be_changed(trial: Trial) {
        ask(&trial, question(false)).await;
        let first = vote(&trial, json!({ "choices": ["co"] })).await;
        assert_eq!((votes(&first), &first["voters"], &first["mine"]), (vec![1, 0, 0], &json!(1), &json!(["co"])));
        let changed = vote(&trial, json!({ "choices": ["khong"], "voter": first["voter"] })).await;
        assert_eq!((votes(&changed), &changed["voters"]), (vec![0, 0, 1], &json!(1)));
        let other = vote(&trial, json!({ "choices": ["khong"] })).await;
        assert_eq!((votes(&other), &other["voters"]), (vec![0, 0, 2], &json!(2)));
        let shown: Value = trial.get("~/polls/hai-long").await.json().await.unwrap();
        assert_eq!(votes(&shown), [0, 0, 2]);
        assert_eq!((&shown["question"], &shown["closed"]), (&json!("Bà con có hài lòng không?"), &json!(false)));
        assert_eq!(shown.get("mine"), None);
        trial.end().await;
    }

    async fn only_known_choices_and_no_more_than_allowed(trial: Trial) {
        ask(&trial, question(false)).await;
        for (choices, expected) in [(json!([]), "required"), (json!(["co", "tam"]), "too_many"), (json!(["co", "?"]), "unknown")] {
            let response = trial.put("~/polls/hai-long/vote", &json!({ "choices": choices })).await;
            assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let problem: Value = response.json().await.unwrap();
            assert_eq!(problem["errors"], json!([{ "field": "choices", "code": expected }]));
        }
        assert_eq!(trial.get("~/polls/khac").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(trial.get("~/polls/a%00").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(trial.put("~/polls/khac/vote", &json!({ "choices": ["co"] })).await.status(), StatusCode::NOT_FOUND);
        trial.end().await;
    }

    async fn several_choices_count_one_voter(trial: Trial) {
        ask(&trial, question(true)).await;
        let first = vote(&trial, json!({ "choices": ["tam", "co", "co"] })).await;
        assert_eq!((votes(&first), &first["voters"], &first["mine"]), (vec![1, 1, 0], &json!(1), &json!(["co", "tam"])));
        let changed = vote(&trial, json!({ "choices": ["khong", "tam"], "voter": first["voter"] })).await;
        assert_eq!((votes(&changed), &changed["voters"]), (vec![0, 1, 1], &json!(1)));
        trial.end().await;
    }

    async fn votes_at_the_same_moment_count_once_for_each_voter(trial: Trial) {
        ask(&trial, question(true)).await;
        let voter: Value = trial.get("~/voter").await.json().await.unwrap();
        let sets = [json!(["co"]), json!(["co", "tam"]), json!(["khong", "tam"]), json!(["khong", "co"])];
        let mut bodies = Vec::new();
        for choices in sets.iter().chain(&sets).chain(&sets) {
            bodies.push(trial.proven(json!({ "choices": choices, "voter": voter["voter"] })).await);
            bodies.push(trial.proven(json!({ "choices": ["co"] })).await);
        }
        let sent = bodies.iter().map(|body| trial.put("~/polls/hai-long/vote", body));
        for response in join_all(sent).await {
            assert_eq!(response.status(), StatusCode::OK);
        }
        let mut read = trial.app.store.read().await.unwrap();
        let kept: Vec<String> = on!(read, c => {
            sqlx::query_scalar("SELECT choices FROM poll_votes").fetch_all(c).await.unwrap()
        });
        drop(read);
        assert_eq!(kept.len(), 13);
        let counted = |id: &str| kept.iter().filter(|choices| choices.contains(&format!("\"{id}\""))).count() as i64;
        let shown: Value = trial.get("~/polls/hai-long").await.json().await.unwrap();
        assert_eq!(shown["voters"], 13);
        assert_eq!(votes(&shown), [counted("co"), counted("tam"), counted("khong")]);
        trial.end().await;
    }

    async fn a_poll_takes_votes_while_it_is_open(trial: Trial) {
        let now = trial.app.clock.now_ms() / 1000;
        let at = |seconds| Some(Moment::from_unix(now + seconds, Precision::Second));
        ask(&trial, Poll { opens: at(3_600), closes: at(7_200), ..question(false) }).await;
        let body = json!({ "choices": ["co"] });
        let early = trial.put("~/polls/hai-long/vote", &trial.proven(body.clone()).await).await;
        assert_eq!((early.status(), code(early).await.as_str()), (StatusCode::CONFLICT, "poll_closed"));
        trial.clock.advance(Duration::from_secs(3_600));
        let proven = trial.proven(body.clone()).await;
        let send = || trial.request(reqwest::Method::PUT, "~/polls/hai-long/vote").header("idempotency-key", "k").json(&proven).send();
        let first: Value = send().await.unwrap().json().await.unwrap();
        trial.clock.advance(Duration::from_secs(3_600));
        let late = trial.put("~/polls/hai-long/vote", &trial.proven(body).await).await;
        assert_eq!(code(late).await, "poll_closed");
        let again: Value = send().await.unwrap().json().await.unwrap();
        assert_eq!(again, first);
        let shown: Value = trial.get("~/polls/hai-long").await.json().await.unwrap();
        assert_eq!((&shown["closed"], votes(&shown)), (&json!(true), vec![1, 0, 0]));
        trial.end().await;
    }
}
