//! A moderator answers for the agency, on the pages and by programs.

use bangtin_model::answers::CommentState;
use bangtin_service::mail::EmailAddress;
use bangtin_service::subscriptions::erase_everywhere;
use reqwest::header::{COOKIE, LOCATION};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::{account_for, encoded, field, login, own, page};
use crate::comments::{decide, send};
use crate::harness::{Trial, number};
use crate::on_both;

async fn press(trial: &Trial, id: &str, cookie: &str, form: String) -> Response {
    own(
        trial,
        Method::POST,
        &format!("/moderation/comments/{id}/answer"),
    )
    .header(COOKIE, cookie)
    .header("content-type", "application/x-www-form-urlencoded")
    .body(form)
    .send()
    .await
    .expect("an answer")
}

async fn read(trial: &Trial, path: &str) -> Value {
    let answer = trial.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.expect("JSON")
}

async fn comment(trial: &Trial, text: &str) -> (String, String) {
    let sent = send(
        trial,
        json!({ "page": "bai-1", "name": "Bà Năm", "text": text }),
    )
    .await;
    let part = |name: &str| sent[name].as_str().expect("a text").to_owned();
    (part("id"), part("token"))
}

on_both! {
    async fn an_answer_of_the_agency_stands_with_its_comment_and_is_taken_back(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let (id, token) = comment(&trial, "Bao giờ sửa đường?").await;
        let html = page(&trial, "/moderation", &cookie).await.text().await.unwrap();
        assert!(html.contains("Trả lời với tên đơn vị") && html.contains("Duyệt ý kiến và đăng câu trả lời"), "{html}");
        assert!(html.contains("với tên <bdi>Xã Sông Ba</bdi>"), "{html}");
        let session = field(&html, "form_token");
        let form = |session: &str, revision: u32, filter: &str, change: &str, text: &str| format!(
            "form_token={session}&site=xa-song-ba&lang=vi&filter={filter}&revision={revision}&change={change}&text={}", encoded(text));
        let text = "Tháng 12 này.\n<b>Cảm ơn</b> bà, hỏi lan@example.vn & \"xã\".";
        // Nobody answers for an agency who may not, and nothing is said that is nothing.
        assert_eq!(press(&trial, &id, "", form(&session, 1, "pending", "answer", text)).await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(press(&trial, &id, &cookie, form("wrong", 1, "pending", "answer", text)).await.status(), StatusCode::FORBIDDEN);
        let other = form(&session, 1, "pending", "answer", text).replace("site=xa-song-ba", "site=khac");
        assert_eq!(press(&trial, &id, &cookie, other).await.status(), StatusCode::FORBIDDEN);
        for unfit in ["", " \u{200b}\n", &"ế".repeat(1_001)] {
            let refused = press(&trial, &id, &cookie, form(&session, 1, "pending", "answer", unfit)).await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text().await.unwrap().contains("vượt quá 1.000 ký tự"));
        }
        assert_eq!(press(&trial, "khong-co", &cookie, form(&session, 1, "pending", "answer", text)).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(press(&trial, &id, &cookie, form(&session, 1, "pending", "take_back", "")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(read(&trial, "~/comments?page=bai-1").await["count"], 0);

        // It approves the comment, and is no comment itself: the number stays true.
        let done = press(&trial, &id, &cookie, form(&session, 1, "pending", "answer", text)).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        let onward = done.headers()[LOCATION].to_str().unwrap().to_owned();
        assert!(page(&trial, &onward, &cookie).await.text().await.unwrap().contains("Đã đăng câu trả lời của đơn vị."));
        let shown = read(&trial, "~/comments?page=bai-1").await;
        assert_eq!((&shown["count"], &shown["comments"][0]["reply_count"]), (&json!(1), &json!(0)));
        let official = &shown["comments"][0]["official"];
        assert_eq!((&official["name"], &official["text"]), (&json!("Xã Sông Ba"), &json!(text)));
        assert!(official["created"].as_str().unwrap().ends_with("+07:00"));
        assert_eq!(&read(&trial, "~/comments/newest").await["comments"][0]["official"], official);
        let mine = read(&trial, &format!("~/comments?page=bai-1&mine={token}")).await;
        assert_eq!((&mine["mine"][0]["official"], &mine["mine"][0]["state"]), (official, &json!("approved")));

        // A reply can have one as well.
        let reply = send(&trial, json!({ "page": "bai-1", "parent": id, "name": "An", "text": "Đúng vậy" })).await;
        let reply = reply["id"].as_str().unwrap();
        let path = format!("/v1/sites/xa-song-ba/moderation/comments/{reply}/answer");
        let put = |tag: &'static str, text: &str| {
            let request = own(&trial, Method::PUT, &path).header(COOKIE, &cookie).header("if-match", tag);
            request.json(&json!({ "text": text }))
        };
        assert_eq!(put("\"2\"", "Vâng").send().await.unwrap().status(), StatusCode::PRECONDITION_FAILED);
        assert_eq!(put("*", "").send().await.unwrap().status(), StatusCode::UNPROCESSABLE_ENTITY);
        let foreign = trial.client.put(trial.url(&path)).header(COOKIE, &cookie).header("if-match", "*").header("origin", "https://khac.example");
        assert_eq!(foreign.json(&json!({ "text": "Vâng" })).send().await.unwrap().status(), StatusCode::FORBIDDEN);
        let answered: Value = put("\"1\"", "Vâng").send().await.unwrap().json().await.unwrap();
        assert_eq!(answered, json!({ "id": reply, "etag": "\"3\"" }));
        let shown = read(&trial, "~/comments?page=bai-1").await;
        assert_eq!((&shown["count"], &shown["comments"][0]["replies"][0]["official"]["text"]), (&json!(2), &json!("Vâng")));
        let alone = read(&trial, &format!("~/comments?page=bai-1&parent={id}")).await;
        assert_eq!(alone["comments"][0]["official"]["text"], "Vâng");

        // Who has not seen it decides nothing; who has sees it, escaped, and can change it.
        let html = page(&trial, "/moderation?state=approved", &cookie).await.text().await.unwrap();
        assert!(html.contains("&lt;b&gt;Cảm ơn&lt;/b&gt; bà") && !html.contains("<b>Cảm"), "{html}");
        assert!(html.contains("Sửa câu trả lời của đơn vị") && html.contains("Rút câu trả lời"));
        assert_eq!(press(&trial, &id, &cookie, form(&session, 2, "approved", "answer", "Khác")).await.status(), StatusCode::PRECONDITION_FAILED);
        let again = format!("{text}\nĐã xong.");
        assert_eq!(press(&trial, &id, &cookie, form(&session, 3, "approved", "answer", &again)).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(read(&trial, "~/comments?page=bai-1").await["comments"][0]["official"]["text"], again);

        // An address in it goes with the others.
        let email = EmailAddress::parse("lan@example.vn").unwrap();
        let mut write = trial.app.store.write().await.unwrap();
        let erased = erase_everywhere(&mut write, &trial.app.keys, &email.key(), trial.clock.now_ms()).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(erased.texts, 3, "the answer, and two lines of the log");
        trial.app.rendered.forget();
        let shown = read(&trial, "~/comments?page=bai-1").await;
        assert!(shown["comments"][0]["official"]["text"].as_str().unwrap().contains("hỏi […] &"));

        // It goes out of sight with its comment, and away when it is taken back.
        decide(&trial, &id, CommentState::Rejected).await;
        assert_eq!(read(&trial, "~/comments?page=bai-1").await["comments"], json!([]));
        decide(&trial, &id, CommentState::Approved).await;
        let done = press(&trial, &id, &cookie, form(&session, 6, "approved", "take_back", "")).await;
        let onward = done.headers()[LOCATION].to_str().unwrap().to_owned();
        assert!(page(&trial, &onward, &cookie).await.text().await.unwrap().contains("Đã rút câu trả lời của đơn vị."));
        assert_eq!(read(&trial, "~/comments?page=bai-1").await["comments"][0].get("official"), None);
        let remove = || own(&trial, Method::DELETE, &path).header(COOKIE, &cookie).header("if-match", "*").send();
        assert_eq!(remove().await.unwrap().status(), StatusCode::NO_CONTENT);
        assert_eq!(remove().await.unwrap().status(), StatusCode::NOT_FOUND);
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM official_answers").await, 0);
        assert_eq!(read(&trial, "~/comments?page=bai-1").await["count"], 2);

        let mut read = trial.app.store.read().await.unwrap();
        let lines = bangtin_service::moderation::log::lines(&mut read, None, i64::MAX, 50).await.unwrap();
        drop(read);
        let answers: Vec<_> = lines.iter().rev().filter(|line| line.action == "answer").collect();
        let told: Vec<_> = answers.iter().map(|line| (line.subject == id, line.state_before.as_str(), line.state_after.as_str())).collect();
        assert_eq!(told, [
            (true, "unanswered", "answered"), (false, "unanswered", "answered"), (true, "answered", "answered"),
            (true, "answered", "taken_back"), (false, "answered", "taken_back"),
        ]);
        assert!(answers.iter().all(|line| line.actor.starts_with("Nguyễn Thị Lan #")));
        assert!(answers[2].note.ends_with("Đã xong.") && answers[3].note.is_empty());
        let log = page(&trial, "/moderation/log?site=xa-song-ba", &cookie).await.text().await.unwrap();
        assert!(log.contains("Đơn vị chưa trả lời → Đơn vị đã trả lời") && log.contains("Đơn vị đã trả lời → Đã rút câu trả lời"), "{log}");
        trial.end().await;
    }
}
