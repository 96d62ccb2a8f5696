//! A writer takes the own comment back with the token that the device has kept; a letter does the same by a command.

use std::time::Duration;

use bangtin_model::answers::CommentState;
use bangtin_service::comments::{self, Decision, Remainder};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{decide, send, shown};
use crate::harness::{Trial, code, number};
use crate::on_both;

/// The id and the token of a comment that was sent; approved where it is said so.
async fn written(trial: &Trial, body: Value, approved: bool) -> (String, String) {
    let sent = send(trial, body).await;
    let part = |name: &str| sent[name].as_str().expect("a text").to_owned();
    let (id, token) = (part("id"), part("token"));
    if approved {
        decide(trial, &id, CommentState::Approved).await;
    }
    (id, token)
}

fn said(text: &str) -> Value {
    json!({ "page": "bai-1", "name": "Trần Thị Bé", "text": text })
}

fn reply(parent: &str, text: &str) -> Value {
    json!({ "page": "bai-1", "parent": parent, "name": "Hoài An", "text": text })
}

async fn withdraw(trial: &Trial, id: &str, token: &str) -> reqwest::Response {
    let path = format!("~/comments/{id}/withdrawal");
    trial.post(&path, &json!({ "token": token })).await
}

async fn rows(trial: &Trial) -> i64 {
    number(
        trial,
        "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE body <> ''",
    )
    .await
}

on_both! {
    async fn the_words_go_at_once_and_what_answers_them_stays(trial: Trial) {
        let (id, token) = written(&trial, said("Nhà tôi số 5"), true).await;
        let (answer, answer_token) = written(&trial, reply(&id, "Đúng vậy"), true).await;
        let (waits, _) = written(&trial, reply(&id, "Đang chờ"), false).await;
        assert_eq!(shown(&trial, "bai-1").await["count"], 2);

        let done = withdraw(&trial, &id, &token).await;
        assert_eq!(done.status(), StatusCode::OK);
        assert_eq!(done.json::<Value>().await.unwrap(), json!({ "id": id }));
        let page = shown(&trial, "bai-1").await;
        assert_eq!(page["count"], 1, "a place without words is no comment");
        let thread = &page["comments"][0];
        assert_eq!((&thread["id"], &thread["name"], &thread["text"]), (&json!(id), &json!(""), &json!("")));
        assert_eq!(thread["replies"][0]["text"], "Đúng vậy");
        let newest: Value = trial.get("~/comments/newest").await.json().await.unwrap();
        assert_eq!(newest["comments"].as_array().unwrap().len(), 1);
        assert_eq!(newest["comments"][0]["id"], answer);
        assert_eq!(shown(&trial, &format!("bai-1&mine={token}")).await.get("mine"), None);
        let kept = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE withdrawn_ms IS NOT NULL AND name || body || note || likeness <> ''";
        assert_eq!(number(&trial, kept).await, 0);
        // Again: the answer that was lost on the way.
        assert_eq!(withdraw(&trial, &id, &token).await.status(), StatusCode::OK);
        // Nobody answers what is not there; what waited is still shown when it is approved.
        let refused = trial.post("~/comments", &trial.proven(reply(&id, "Muộn")).await).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        decide(&trial, &waits, CommentState::Approved).await;
        assert_eq!(shown(&trial, "bai-1").await["count"], 2);

        // Without an answer nothing is left; a place that nothing answers any more is not shown.
        assert_eq!(withdraw(&trial, &answer, &answer_token).await.status(), StatusCode::OK);
        decide(&trial, &waits, CommentState::Rejected).await;
        let page = shown(&trial, "bai-1").await;
        assert_eq!((&page["count"], &page["comments"]), (&json!(0), &json!([])));
        assert_eq!(rows(&trial).await, 1);
        assert_eq!(withdraw(&trial, &answer, &answer_token).await.status(), StatusCode::OK);

        let mut read = trial.app.store.read().await.unwrap();
        let lines = bangtin_service::moderation::log::lines(&mut read, Some("xa-song-ba"), i64::MAX, 50).await.unwrap();
        drop(read);
        let told: Vec<_> = lines.iter().filter(|line| line.actor == "writer").map(|line| (line.subject.as_str(), line.state_before.as_str(), line.state_after.as_str(), line.note.as_str())).collect();
        assert_eq!(told, [(answer.as_str(), "approved", "withdrawn", ""), (id.as_str(), "approved", "withdrawn", "")]);
        trial.end().await;
    }

    async fn one_that_waits_leaves_the_queue(trial: Trial) {
        let (id, token) = written(&trial, said("Chờ"), false).await;
        assert_eq!(withdraw(&trial, &id, &token).await.status(), StatusCode::OK);
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM comments").await, 0);
        trial.end().await;
    }

    async fn a_letter_takes_the_notes_as_well(trial: Trial) {
        let (id, token) = written(&trial, said("Xin xóa"), false).await;
        let decision = Decision { site: "xa-song-ba", id: &id, revision: None, state: CommentState::Approved, note: "bà Bé, thôn 2", actor: "a test" };
        let mut write = trial.app.store.write().await.unwrap();
        comments::decide(&mut write, decision, 1).await.unwrap();
        write.commit().await.unwrap();
        written(&trial, reply(&id, "Đúng vậy"), true).await;
        let erase = async |id: &str| {
            let mut write = trial.app.store.write().await.unwrap();
            let left = comments::erase(&mut write, id, 2).await.unwrap();
            write.commit().await.unwrap();
            trial.app.rendered.forget();
            left
        };
        assert_eq!(erase("khong-co").await, Remainder::Nothing);
        assert_eq!(erase(&id).await, Remainder::Place);
        assert_eq!(erase(&id).await, Remainder::Nothing);
        let page = shown(&trial, "bai-1").await;
        assert_eq!((&page["comments"][0]["text"], &page["count"]), (&json!(""), &json!(1)));
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log WHERE note <> ''").await, 0);
        let erased = "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log WHERE actor = 'command line' AND state_after = 'erased'";
        assert_eq!(number(&trial, erased).await, 1);
        assert_eq!(withdraw(&trial, &id, &token).await.status(), StatusCode::OK);
        trial.end().await;
    }

    async fn only_who_wrote_it_takes_it_back(trial: Trial) {
        let (id, token) = written(&trial, said("Của tôi"), true).await;
        let (_, other) = written(&trial, said("Của người khác"), true).await;
        for wrong in ["", "x", other.as_str(), &token[1..], &format!("{token}x")] {
            let refused = withdraw(&trial, &id, wrong).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
            let problem: Value = refused.json().await.unwrap();
            assert_eq!(problem["errors"], json!([{ "field": "token", "code": "invalid" }]));
        }
        let path = format!("~/comments/{id}/withdrawal");
        let foreign = trial.client.post(trial.url(&path)).header("origin", "https://khac.example");
        assert_eq!(foreign.json(&json!({ "token": token })).send().await.unwrap().status(), StatusCode::FORBIDDEN);
        assert_eq!(rows(&trial).await, 2);
        trial.clock.advance(Duration::from_secs(91 * 86_400));
        let late = withdraw(&trial, &id, &token).await;
        assert_eq!((late.status(), code(late).await.as_str()), (StatusCode::GONE, "token_expired"));
        assert_eq!(rows(&trial).await, 2);
        trial.end().await;
    }
}
