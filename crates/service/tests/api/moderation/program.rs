use reqwest::header::COOKIE;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{account_for, login, own, page};
use crate::comments::send;
use crate::harness::{Database, Trial, code, site};
use crate::on_both;

async fn decide(
    trial: &Trial,
    id: &str,
    cookie: &str,
    tag: Option<&str>,
    body: Value,
) -> reqwest::Response {
    let path = format!("~/moderation/comments/{id}");
    let mut request = own(trial, Method::PATCH, &path)
        .header(COOKIE, cookie)
        .json(&body);
    if let Some(tag) = tag {
        request = request.header("if-match", tag);
    }
    request.send().await.expect("an answer")
}

on_both! {
    async fn a_decision_holds_for_what_was_seen(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let sent = send(&trial, json!({ "page": "bai-1", "name": "An", "text": "Xin chào" })).await;
        let id = sent["id"].as_str().unwrap();

        let list = page(&trial, "~/moderation/comments", &cookie).await;
        assert_eq!(list.headers()["cache-control"], "private, no-store");
        let list: Value = list.json().await.unwrap();
        assert_eq!((&list["comments"][0]["id"], &list["comments"][0]["state"]), (&json!(id), &json!("pending")));
        let tag = list["comments"][0]["etag"].as_str().unwrap();

        let approve = json!({ "state": "approved" });
        let without = decide(&trial, id, &cookie, None, approve.clone()).await;
        assert_eq!(without.status(), StatusCode::PRECONDITION_REQUIRED);
        for wrong in ["\"9\"", "\"x\"", "1", &format!("W/{tag}")] {
            let refused = decide(&trial, id, &cookie, Some(wrong), approve.clone()).await;
            assert_eq!(refused.status(), StatusCode::PRECONDITION_FAILED, "{wrong}");
        }
        let decided = decide(&trial, id, &cookie, Some(tag), approve.clone()).await;
        assert_eq!(decided.status(), StatusCode::OK);
        assert_eq!(decided.headers()["cache-control"], "private, no-store");
        let after = decided.headers()["etag"].to_str().unwrap().to_owned();
        assert_ne!(after, tag);
        let late = decide(&trial, id, &cookie, Some(tag), json!({ "state": "spam" })).await;
        assert_eq!((late.status(), code(late).await.as_str()), (StatusCode::PRECONDITION_FAILED, "changed_meanwhile"));
        let shown: Value = trial.get("~/comments?page=bai-1").await.json().await.unwrap();
        assert_eq!(shown["count"], 1);

        let missing = decide(&trial, "khong-co", &cookie, Some("*"), approve.clone()).await;
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
        let wrong = decide(&trial, id, &cookie, Some("*"), json!({ "state": "deleted" })).await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let long = json!({ "state": "spam", "note": "a".repeat(301) });
        assert_eq!(decide(&trial, id, &cookie, Some("*"), long).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        trial.end().await;
    }

    async fn of_two_decisions_at_once_one_holds(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let sent = send(&trial, json!({ "page": "bai-1", "name": "An", "text": "Xin chào" })).await;
        let id = sent["id"].as_str().unwrap();
        let states = ["approved", "rejected", "spam", "approved"];
        let sent = states.map(|state| decide(&trial, id, &cookie, Some("\"1\""), json!({ "state": state })));
        let answers = futures_util::future::join_all(sent).await;
        let held = answers.iter().filter(|answer| answer.status() == StatusCode::OK).count();
        assert_eq!(held, 1);
        let mut read = trial.app.store.read().await.unwrap();
        let lines = bangtin_service::moderation::log::lines(&mut read, Some("xa-song-ba"), i64::MAX, 10).await.unwrap();
        assert_eq!(lines.len(), 1);
        drop(read);
        trial.end().await;
    }

    async fn only_who_is_logged_in_and_on_our_own_page_may_decide(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let sent = send(&trial, json!({ "page": "bai-1", "name": "An", "text": "Xin chào" })).await;
        let id = sent["id"].as_str().unwrap();
        let list = page(&trial, "~/moderation/comments", "bangtin-moderator=guess").await;
        assert_eq!((list.status(), code(list).await.as_str()), (StatusCode::UNAUTHORIZED, "logged_out"));
        let body = json!({ "state": "approved" });
        let stranger = decide(&trial, id, "", Some("*"), body.clone()).await;
        assert_eq!(stranger.status(), StatusCode::UNAUTHORIZED);
        let path = format!("~/moderation/comments/{id}");
        let foreign = trial.request(Method::PATCH, &path).header(COOKIE, &cookie).header("if-match", "*").json(&body);
        assert_eq!(foreign.send().await.unwrap().status(), StatusCode::FORBIDDEN);
        trial.end().await;
    }
}

/// Two sites, and a moderator of one of them.
async fn two_sites(database: Database) {
    let trial = Trial::with(database, |settings| {
        let mut other = site();
        other.id = "xa-khac".into();
        settings.sites.push(other);
    })
    .await;
    account_for(&trial, "khac@example.vn", &["xa-khac"]).await;
    account_for(&trial, "all@example.vn", &["*"]).await;
    let sent = send(
        &trial,
        json!({ "page": "bai-1", "name": "An", "text": "Xin chào" }),
    )
    .await;
    let id = sent["id"].as_str().unwrap();
    let cookie = login(&trial, "khac@example.vn").await;
    let list = page(&trial, "~/moderation/comments", &cookie).await;
    assert_eq!(code(list).await, "not_your_site");
    let body = json!({ "state": "approved" });
    let refused = decide(&trial, id, &cookie, Some("*"), body.clone()).await;
    assert_eq!(code(refused).await, "not_your_site");
    // Nor through the site that is theirs.
    let path = format!("/v1/sites/xa-khac/moderation/comments/{id}");
    let around = own(&trial, Method::PATCH, &path)
        .header(COOKIE, &cookie)
        .header("if-match", "*")
        .json(&body);
    assert_eq!(around.send().await.unwrap().status(), StatusCode::NOT_FOUND);
    for path in [
        "/moderation?site=xa-song-ba",
        "/moderation/log?site=xa-song-ba",
    ] {
        assert_eq!(
            page(&trial, path, &cookie).await.status(),
            StatusCode::FORBIDDEN
        );
    }
    let cookie = login(&trial, "all@example.vn").await;
    assert_eq!(
        page(&trial, "/moderation?site=xa-khac", &cookie)
            .await
            .status(),
        StatusCode::OK
    );
    assert_eq!(
        decide(&trial, id, &cookie, Some("*"), body).await.status(),
        StatusCode::OK
    );
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moderator_of_one_site_cannot_touch_another_sqlite() {
    two_sites(Database::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_moderator_of_one_site_cannot_touch_another_postgres() {
    two_sites(Database::Postgres).await;
}
