//! Ratings: one vote for each token, whatever comes at once.

use std::collections::BTreeSet;

use bangtin_service::{on, ratings};
use futures_util::future::join_all;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Trial, code};
use crate::on_both;

async fn rate(trial: &Trial, page: &str, body: Value) -> Value {
    let path = format!("~/pages/{page}/rating");
    let response = trial.put(&path, &trial.proven(body).await).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.expect("JSON")
}

async fn voter(trial: &Trial) -> String {
    let new: Value = trial.get("~/voter").await.json().await.expect("JSON");
    new["voter"].as_str().expect("a token").to_owned()
}

on_both! {
    async fn a_second_vote_takes_the_place_of_the_first(trial: Trial) {
        let first = rate(&trial, "bai-1", json!({ "value": 2 })).await;
        assert_eq!((&first["value"], &first["count"], &first["mine"]), (&json!(2.0), &json!(1), &json!(2)));
        let second = rate(&trial, "bai-1", json!({ "value": 5, "voter": first["voter"] })).await;
        assert_eq!((&second["value"], &second["count"]), (&json!(5.0), &json!(1)));
        let other = rate(&trial, "bai-1", json!({ "value": 4, "voter": voter(&trial).await })).await;
        assert_eq!((&other["value"], &other["count"]), (&json!(4.5), &json!(2)));
        let elsewhere = rate(&trial, "bai-2", json!({ "value": 1, "voter": first["voter"] })).await;
        assert_eq!((&elsewhere["value"], &elsewhere["count"]), (&json!(1.0), &json!(1)));

        let mut read = trial.app.store.read().await.unwrap();
        let keys = ["bai-1", "bai-2", "bai-3"].map(str::to_owned);
        let rated = ratings::of(&mut read, "xa-song-ba", &keys).await.unwrap();
        assert_eq!(rated.len(), 2);
        assert_eq!((rated["bai-1"].value, rated["bai-1"].count), (4.5, 2));
        drop(read);
        trial.end().await;
    }

    async fn votes_at_the_same_moment_count_once_for_each_voter(trial: Trial) {
        let voters = [voter(&trial).await, voter(&trial).await];
        let mut bodies = Vec::new();
        for turn in 0_usize..12 {
            let value = turn % 5 + 1;
            bodies.push(trial.proven(json!({ "value": value, "voter": voters[turn % 2] })).await);
        }
        let sent = bodies.iter().map(|body| trial.put("~/pages/bai-1/rating", body));
        for response in join_all(sent).await {
            assert_eq!(response.status(), StatusCode::OK);
        }
        let mut read = trial.app.store.read().await.unwrap();
        let votes: Vec<i64> = on!(read, c => {
            sqlx::query_scalar("SELECT value FROM rating_votes").fetch_all(c).await.unwrap()
        });
        let sums: (i64, i64) = on!(read, c => {
            sqlx::query_as("SELECT votes, total FROM rating_sums").fetch_one(c).await.unwrap()
        });
        assert_eq!(votes.len(), 2);
        assert_eq!(sums, (2, votes.iter().sum()));
        drop(read);
        trial.end().await;
    }

    async fn a_vote_that_comes_again_with_its_key_counts_once(trial: Trial) {
        let body = trial.proven(json!({ "value": 3 })).await;
        let send = || trial.request(Method::PUT, "~/pages/bai-1/rating").header("idempotency-key", "k").json(&body).send();
        let answers = join_all([send(), send(), send()]).await;
        let mut voters = BTreeSet::new();
        for answer in answers {
            let answer: Value = answer.unwrap().json().await.unwrap();
            assert_eq!(answer["count"], 1, "{answer}");
            voters.insert(answer["voter"].as_str().unwrap().to_owned());
        }
        assert_eq!(voters.len(), 1);
        trial.end().await;
    }

    async fn only_our_tokens_and_one_to_five_stars_are_taken(trial: Trial) {
        for value in [0, 6, -1] {
            let response = trial.put("~/pages/bai-1/rating", &json!({ "value": value })).await;
            let problem: Value = response.json().await.unwrap();
            assert_eq!(problem["errors"], json!([{ "field": "value", "code": "out_of_range" }]));
        }
        let token = voter(&trial).await;
        let forged = format!("{}x", &token[..token.len() - 1]);
        for wrong in ["", "a.b", &forged] {
            let response = trial.put("~/pages/bai-1/rating", &json!({ "value": 3, "voter": wrong })).await;
            let problem: Value = response.json().await.unwrap();
            assert_eq!(problem["errors"], json!([{ "field": "voter", "code": "invalid" }]), "{wrong}");
        }
        assert_eq!(trial.put("~/pages/a%00b/rating", &json!({ "value": 3 })).await.status(), StatusCode::NOT_FOUND);
        let long = format!("~/pages/{}/rating", "a".repeat(201));
        assert_eq!(trial.put(&long, &json!({ "value": 3 })).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(code(trial.put("~/pages/bai-1/rating", &json!({ "value": 3 })).await).await, "challenge_missing");
        trial.end().await;
    }

    async fn the_database_does_not_tell_what_one_reader_voted_for(trial: Trial) {
        let token = voter(&trial).await;
        for page in ["bai-1", "bai-2"] {
            rate(&trial, page, json!({ "value": 3, "voter": token })).await;
        }
        let mut read = trial.app.store.read().await.unwrap();
        let voters: BTreeSet<Vec<u8>> = on!(read, c => {
            let all: Vec<Vec<u8>> = sqlx::query_scalar("SELECT voter FROM rating_votes").fetch_all(c).await.unwrap();
            all.into_iter().collect()
        });
        assert_eq!(voters.len(), 2);
        drop(read);
        trial.end().await;
    }
}
