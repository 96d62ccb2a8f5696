//! Comments: taken in by the gate, shown after a decision, cleaned of what could harm.

mod answer_mail;
mod closed;
mod rules;
mod waiting;
mod withdrawn;

use std::time::Duration;

use bangtin_model::answers::CommentState;
use bangtin_service::comments::{self, Answering, Decision};
use bangtin_service::content::import::import;
use bangtin_service::on;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::cms::{feed, site};
use crate::harness::code;
use crate::on_both;

/// Sends a comment and gives its answer: `{id, state, token}`.
pub async fn send(trial: &crate::harness::Trial, body: Value) -> Value {
    let response = trial.post("~/comments", &trial.proven(body).await).await;
    assert_eq!(response.status(), StatusCode::ACCEPTED);
    response.json().await.expect("JSON")
}

/// Sends all of these at the same moment. On PostgreSQL a lock of the table holds them where they have counted and not yet written.
pub async fn at_once(trial: &crate::harness::Trial, bodies: &[Value]) -> Vec<reqwest::Response> {
    let mut write = trial.app.store.write().await.expect("a transaction");
    let held = if trial.app.store.is_postgres() {
        let lock = on!(write, c => sqlx::query("LOCK TABLE comments IN SHARE MODE").execute(c).await.map(drop));
        lock.expect("a lock");
        Some(write)
    } else {
        drop(write);
        None
    };
    let sent =
        futures_util::future::join_all(bodies.iter().map(|body| trial.post("~/comments", body)));
    let release = async {
        tokio::time::sleep(std::time::Duration::from_millis(500)).await;
        drop(held);
    };
    futures_util::future::join(sent, release).await.0
}

/// Decides as the command line does.
pub async fn decide(trial: &crate::harness::Trial, id: &str, state: CommentState) {
    let decision = Decision {
        site: "xa-song-ba",
        id,
        revision: None,
        state,
        note: "",
        actor: "a test",
    };
    let mut write = trial.app.store.write().await.expect("a transaction");
    let now_ms = trial.app.clock.now_ms();
    let decided = comments::decide(&mut write, decision, now_ms).await;
    decided.expect("a decision");
    write.commit().await.expect("a commit");
    trial.app.rendered.forget();
}

/// The agency answers, or changes its answer.
pub async fn answered(trial: &crate::harness::Trial, id: &str, text: &str) {
    let said = Answering {
        site: &trial.app.settings.sites[0],
        id,
        revision: None,
        text: Some(text),
        actor: "a test",
    };
    let mut write = trial.app.store.write().await.expect("a transaction");
    let done = comments::answer(&mut write, said, trial.clock.now_ms()).await;
    done.expect("an answer");
    write.commit().await.expect("a commit");
}

async fn shown(trial: &crate::harness::Trial, query: &str) -> Value {
    let response = trial.get(&format!("~/comments?page={query}")).await;
    assert_eq!(response.status(), StatusCode::OK);
    response.json().await.expect("JSON")
}

fn said(text: &str) -> Value {
    json!({ "page": "bai-1", "name": "Trần Thị Bé", "text": text })
}

on_both! {
    async fn a_comment_waits_is_approved_and_is_shown(trial: Trial) {
        let sent = send(&trial, said("Cảm ơn xã.\nMong có thêm tin.")).await;
        let (id, token) = (sent["id"].as_str().unwrap(), sent["token"].as_str().unwrap());
        assert_eq!(sent["state"], "pending");
        assert_eq!(shown(&trial, "bai-1").await["count"], 0);

        let own = trial.get(&format!("~/comments?page=bai-1&mine={token},nonsense")).await;
        assert_eq!(own.headers()["cache-control"], "private, no-store");
        let own: Value = own.json().await.unwrap();
        assert_eq!(own["mine"][0]["state"], "pending");
        assert_eq!(own["mine"][0]["text"], "Cảm ơn xã.\nMong có thêm tin.");
        assert_eq!(shown(&trial, &format!("bai-2&mine={token}")).await.get("mine"), None);

        decide(&trial, id, CommentState::Approved).await;
        let page = shown(&trial, "bai-1").await;
        assert_eq!(page["count"], 1);
        assert_eq!(page["comments"][0]["id"], id);
        assert_eq!(page["comments"][0]["name"], "Trần Thị Bé");
        assert!(page["comments"][0]["created"].as_str().unwrap().ends_with("+07:00"));
        assert_eq!(page["comments"][0].get("token"), None);

        decide(&trial, id, CommentState::Spam).await;
        assert_eq!(shown(&trial, "bai-1").await["count"], 0);
        let own = shown(&trial, &format!("bai-1&mine={token}")).await;
        assert_eq!(own["mine"][0]["state"], "rejected");
        trial.end().await;
    }

    async fn an_answer_that_the_reader_has_is_not_sent_again(trial: Trial) {
        let first = trial.get("~/comments?page=bai-1").await;
        assert_eq!(first.headers()["cache-control"], "public, max-age=30, stale-while-revalidate=120");
        let again = trial
            .request(Method::GET, "~/comments?page=bai-1")
            .header("if-none-match", &first.headers()["etag"])
            .send()
            .await
            .unwrap();
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        trial.end().await;
    }

    async fn markup_comes_back_as_data(trial: Trial) {
        let text = "<script>alert(1)</script><img src=x onerror=alert(1)> & \"'";
        let sent = send(&trial, json!({ "page": "bai-1", "name": "<b>An</b>", "text": text })).await;
        decide(&trial, sent["id"].as_str().unwrap(), CommentState::Approved).await;
        let page = shown(&trial, "bai-1").await;
        assert_eq!(page["comments"][0]["text"], text);
        assert_eq!(page["comments"][0]["name"], "<b>An</b>");
        trial.end().await;
    }

    async fn five_hundred_graphemes_are_taken_and_one_more_is_not(trial: Trial) {
        for one in ["a", "e\u{302}\u{301}", "👨‍👩‍👧‍👦", "x\u{323}\u{335}"] {
            send(&trial, said(&one.repeat(500))).await;
            let response = trial.post("~/comments", &said(&one.repeat(501))).await;
            assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let problem: Value = response.json().await.unwrap();
            assert_eq!(problem["errors"], json!([{ "field": "text", "code": "too_long" }]), "{one}");
        }
        trial.end().await;
    }

    async fn fields_are_judged_together(trial: Trial) {
        let body = json!({ "page": "", "parent": "no id!", "name": " \u{200b}", "text": "\u{202e}\n" });
        let problem: Value = trial.post("~/comments", &body).await.json().await.unwrap();
        let wrong = |field: &str, code: &str| json!({ "field": field, "code": code });
        let expected = [wrong("page", "invalid"), wrong("parent", "invalid"), wrong("name", "required"), wrong("text", "required")];
        assert_eq!(problem["errors"], json!(expected));
        trial.end().await;
    }

    async fn decomposed_vietnamese_is_kept_composed(trial: Trial) {
        let sent = send(&trial, said("Tie\u{302}\u{301}ng Vie\u{323}\u{302}t \u{202e}ngược\u{0}")).await;
        decide(&trial, sent["id"].as_str().unwrap(), CommentState::Approved).await;
        assert_eq!(shown(&trial, "bai-1").await["comments"][0]["text"], "Tiếng Việt ngược");
        trial.end().await;
    }

    async fn a_reply_stands_under_an_approved_comment_of_the_same_page(trial: Trial) {
        let parent = send(&trial, said("Mấy giờ họp?")).await["id"].as_str().unwrap().to_owned();
        let reply = |page: &str, parent: &str| json!({ "page": page, "parent": parent, "name": "An", "text": "8 giờ." });
        let refused = async |body: Value| {
            let response = trial.post("~/comments", &trial.proven(body).await).await;
            assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
            let problem: Value = response.json().await.unwrap();
            assert_eq!(problem["errors"][0]["field"], "parent");
        };
        refused(reply("bai-1", &parent)).await;
        decide(&trial, &parent, CommentState::Approved).await;
        refused(reply("bai-2", &parent)).await;
        let sent = send(&trial, reply("bai-1", &parent)).await;
        let id = sent["id"].as_str().unwrap();
        decide(&trial, id, CommentState::Approved).await;
        refused(reply("bai-1", id)).await;

        let page = shown(&trial, "bai-1").await;
        assert_eq!(page["count"], 2);
        assert_eq!(page["comments"].as_array().unwrap().len(), 1);
        assert_eq!(page["comments"][0]["reply_count"], 1);
        assert_eq!(page["comments"][0]["replies"][0]["id"], id);
        let alone = shown(&trial, &format!("bai-1&parent={parent}")).await;
        assert_eq!(alone["comments"][0]["id"], id);

        // A reply goes out of sight with its parent.
        decide(&trial, &parent, CommentState::Rejected).await;
        assert_eq!(shown(&trial, "bai-1").await["count"], 0);
        assert_eq!(shown(&trial, &format!("bai-1&parent={parent}")).await["comments"], json!([]));
        trial.end().await;
    }

    async fn the_list_goes_on_without_gaps_whatever_comes_meanwhile(trial: Trial) {
        let mut ids = Vec::new();
        for text in ["một", "hai", "ba", "bốn", "năm"] {
            let sent = send(&trial, said(text)).await;
            let id = sent["id"].as_str().unwrap().to_owned();
            decide(&trial, &id, CommentState::Approved).await;
            ids.insert(0, id);
        }
        let mut seen = Vec::new();
        let mut query = "bai-1&limit=2".to_owned();
        loop {
            let part = shown(&trial, &query).await;
            let found = part["comments"].as_array().unwrap();
            seen.extend(found.iter().map(|one| one["id"].as_str().unwrap().to_owned()));
            let late = send(&trial, said("chen vào")).await;
            decide(&trial, late["id"].as_str().unwrap(), CommentState::Approved).await;
            let Some(next) = part["next"].as_str() else { break };
            query = format!("bai-1&limit=2&cursor={next}");
        }
        assert_eq!(seen, ids);
        for query in ["bai-1&cursor=x", "", "%00", "bai-1&parent=%00", "bai-1&limit=many"] {
            let response = trial.get(&format!("~/comments?page={query}")).await;
            assert_eq!(code(response).await, "bad_query", "{query}");
        }
        trial.end().await;
    }

    async fn the_newest_of_the_site_come_with_what_they_are_about(trial: Trial) {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (folder.path().join("feed.json"), folder.path().join("none.json"));
        let article = |id: &str, title: &str| json!({ "id": id, "url": format!("https://songba.example.gov.vn/{id}"), "title": title,
            "content_html": "<p>Tin</p>", "date_published": "2026-11-18T09:30:00+07:00" });
        let items = json!([article("bai-1", "Thông xe cầu &amp; đường"), article("bai-2", "Lịch tiếp dân")]);
        let write = |path: &std::path::Path, items: &Value| {
            let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Xã", "items": items });
            std::fs::write(path, feed.to_string()).unwrap();
        };
        write(&one, &items);
        write(&two, &json!([items[0]]));
        let site = site(vec![feed(one.to_str().unwrap(), None)]);
        import(&trial.app, &site, &site.feeds[0]).await.unwrap();

        let newest = async |query: &str| -> Value {
            trial.app.rendered.forget();
            let response = trial.get(&format!("~/comments/newest{query}")).await;
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(response.headers()["cache-control"], "public, max-age=30, stale-while-revalidate=120");
            response.json().await.unwrap()
        };
        let texts = |answer: &Value| -> Vec<String> {
            let comments = answer["comments"].as_array().unwrap();
            comments.iter().map(|one| one["text"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(newest("").await, json!({ "comments": [] }));
        let mut ids = Vec::new();
        for (page, text) in [("bai-1", "một"), ("bai-2", "hai"), ("bai-khac", "ba"), ("bai-1", "bốn")] {
            let sent = send(&trial, json!({ "page": page, "name": "Trần Thị Bé", "text": text })).await;
            ids.push(sent["id"].as_str().unwrap().to_owned());
        }
        for id in &ids[..3] {
            decide(&trial, id, CommentState::Approved).await;
        }
        let answer = newest("").await;
        assert_eq!(texts(&answer), ["ba", "hai", "một"], "what waits is not shown");
        let about = |at: usize, key: &str| answer["comments"][at][key].clone();
        assert_eq!((about(0, "page"), about(0, "page_title"), about(0, "page_url")), (json!("bai-khac"), Value::Null, Value::Null));
        assert_eq!(about(1, "page_title"), "Lịch tiếp dân");
        assert_eq!(about(2, "page_title"), "Thông xe cầu & đường");
        assert_eq!(about(2, "page_url"), "https://songba.example.gov.vn/bai-1");
        assert_eq!(texts(&newest("?limit=1").await), ["ba"]);

        // A reply is among them while its parent is shown.
        let reply = send(&trial, json!({ "page": "bai-2", "parent": ids[1], "name": "An", "text": "trả lời" })).await;
        decide(&trial, reply["id"].as_str().unwrap(), CommentState::Approved).await;
        assert_eq!(texts(&newest("").await), ["trả lời", "ba", "hai", "một"]);
        decide(&trial, &ids[1], CommentState::Spam).await;
        assert_eq!(texts(&newest("").await), ["ba", "một"]);

        // What was said of an article that is gone goes with it.
        decide(&trial, &ids[1], CommentState::Approved).await;
        std::fs::copy(&two, &one).unwrap();
        import(&trial.app, &site, &site.feeds[0]).await.unwrap();
        assert_eq!(texts(&newest("").await), ["ba", "một"]);
        trial.end().await;
    }

    async fn one_key_is_one_comment(trial: Trial) {
        let body = trial.proven(said("Một lần thôi.")).await;
        let send = || trial.request(Method::POST, "~/comments").header("idempotency-key", "k-1").json(&body).send();
        let first = send().await.unwrap();
        let again = send().await.unwrap();
        assert_eq!((first.status(), again.status()), (StatusCode::ACCEPTED, StatusCode::ACCEPTED));
        let (first, again): (Value, Value) = (first.json().await.unwrap(), again.json().await.unwrap());
        assert_eq!(first, again);
        let mut read = trial.app.store.read().await.unwrap();
        let count: i64 = on!(read, c => {
            sqlx::query_scalar("SELECT CAST(COUNT(*) AS BIGINT) FROM comments").fetch_one(c).await.unwrap()
        });
        assert_eq!(count, 1);
        drop(read);
        trial.end().await;
    }

    async fn the_gate_stands_before_comments(trial: Trial) {
        let body = trial.proven(said("Xin chào")).await;
        let foreign = trial.client.post(trial.url("~/comments")).header("origin", "https://khac.example");
        assert_eq!(foreign.json(&body).send().await.unwrap().status(), StatusCode::FORBIDDEN);
        let mut trapped = body.clone();
        trapped["website"] = "https://spam.example".into();
        assert_eq!(code(trial.post("~/comments", &trapped).await).await, "honeypot");
        assert_eq!(trial.post("~/comments", &body).await.status(), StatusCode::ACCEPTED);
        let replayed = trial.post("~/comments", &body).await;
        assert_eq!(replayed.status(), StatusCode::CONFLICT);
        assert_eq!(code(replayed).await, "challenge_used");
        assert_eq!(code(trial.post("~/comments", &said("Không giải")).await).await, "challenge_missing");
        trial.end().await;
    }

    async fn what_was_turned_down_goes_after_ninety_days(trial: Trial) {
        let kept = send(&trial, said("giữ")).await["id"].as_str().unwrap().to_owned();
        let gone = send(&trial, said("bỏ")).await["id"].as_str().unwrap().to_owned();
        decide(&trial, &kept, CommentState::Approved).await;
        decide(&trial, &gone, CommentState::Rejected).await;
        let left = async || {
            bangtin_service::comments::forget(&trial.app).await.unwrap();
            let mut read = trial.app.store.read().await.unwrap();
            let ids: Vec<String> = on!(read, c => {
                sqlx::query_scalar("SELECT id FROM comments").fetch_all(c).await.unwrap()
            });
            ids
        };
        trial.clock.advance(Duration::from_secs(89 * 86_400));
        assert_eq!(left().await.len(), 2);
        trial.clock.advance(Duration::from_secs(2 * 86_400));
        assert_eq!(left().await, std::slice::from_ref(&kept));
        trial.end().await;
    }
}
