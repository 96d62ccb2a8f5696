use bangtin_model::answers::CommentState;
use bangtin_service::comments::{Decision, Undecided, decide_all};
use reqwest::header::{COOKIE, LOCATION};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::{account_for, field, login, own, page, send_form};
use crate::comments::{decide, send};
use crate::harness::{Trial, number};
use crate::on_both;

async fn press(trial: &Trial, id: &str, cookie: &str, form: &str) -> Response {
    let path = format!("/moderation/comments/{id}");
    send_form(trial, &path, cookie, form.to_owned()).await
}

on_both! {
    async fn a_decision_leads_to_the_next_comment_and_into_the_log(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let text = "<script>alert(1)</script> & \"xin chào\"";
        let first = send(&trial, json!({ "page": "bai-1", "name": "An <b>", "text": text })).await["id"].as_str().unwrap().to_owned();
        let second = send(&trial, json!({ "page": "bai-2", "name": "Bình", "text": "hai" })).await["id"].as_str().unwrap().to_owned();
        let html = page(&trial, "/moderation", &cookie).await.text().await.unwrap();
        assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;xin chào&quot;"));
        assert!(html.contains("An &lt;b&gt;") && !html.contains("<script"));
        assert!(html.find(&first) < html.find(&second));
        assert_eq!(html.matches(" autofocus").count(), 1);

        let (token, revision, next) = (field(&html, "form_token"), field(&html, "revision"), field(&html, "next"));
        assert_eq!(next, second);
        let form = |token: &str| format!("form_token={token}&revision={revision}&site=xa-song-ba&filter=pending&lang=vi&next={next}&state=approved&note=t%E1%BB%91t");
        for wrong in ["", "wrong"] {
            assert_eq!(press(&trial, &first, &cookie, &form(wrong)).await.status(), StatusCode::FORBIDDEN);
        }
        let incomplete = form(&token).replace("form_token", "other");
        assert_eq!(press(&trial, &first, &cookie, &incomplete).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(press(&trial, &first, "", &form(&token)).await.status(), StatusCode::UNAUTHORIZED);

        let decided = press(&trial, &first, &cookie, &form(&token)).await;
        assert_eq!(decided.status(), StatusCode::SEE_OTHER);
        let onward = decided.headers()[LOCATION].to_str().unwrap().to_owned();
        let html = page(&trial, &onward, &cookie).await.text().await.unwrap();
        assert!(html.contains("Đã duyệt: ý kiến được hiển thị.") && !html.contains(&first));
        let focused = html.split_once(" autofocus").unwrap().1;
        assert!(focused.starts_with(&format!(" aria-labelledby=\"n-{second}\"")));

        let late = press(&trial, &first, &cookie, &form(&token)).await;
        assert_eq!(late.status(), StatusCode::PRECONDITION_FAILED);

        let log = page(&trial, "/moderation/log?site=xa-song-ba", &cookie).await.text().await.unwrap();
        assert!(log.contains("Chờ duyệt → Đã duyệt") && log.contains("tốt") && log.contains("An &lt;b&gt;") && log.contains("Nguyễn Thị Lan #"));
        let mut read = trial.app.store.read().await.unwrap();
        let lines = bangtin_service::moderation::log::lines(&mut read, None, i64::MAX, 10).await.unwrap();
        let told: Vec<_> = lines.iter().map(|line| (line.action.as_str(), line.state_before.as_str(), line.state_after.as_str())).collect();
        assert_eq!(told, [("comment", "pending", "approved"), ("refused", "", "not_ours"), ("login", "", "password")]);
        assert_eq!((lines[0].subject.as_str(), lines[0].note.as_str()), (first.as_str(), "tốt"));
        drop(read);
        trial.end().await;
    }

    async fn a_reply_stands_with_the_beginning_of_what_it_answers(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let text = format!("<b>Mấy giờ</b> họp? {}", "nghìn ".repeat(40));
        let parent = send(&trial, json!({ "page": "bai-1", "name": "Tư & <i>", "text": text })).await["id"].as_str().unwrap().to_owned();
        decide(&trial, &parent, CommentState::Approved).await;
        send(&trial, json!({ "page": "bai-1", "parent": parent, "name": "An", "text": "8 giờ." })).await;
        let html = page(&trial, "/moderation", &cookie).await.text().await.unwrap();
        let quoted = html.split_once("<blockquote>").unwrap().1.split_once("</blockquote>").unwrap().0;
        assert!(quoted.contains("Trả lời ý kiến của <bdi>Tư &amp; &lt;i&gt;</bdi>:"), "{quoted}");
        assert!(quoted.contains("&lt;b&gt;Mấy giờ&lt;/b&gt; họp? nghìn") && quoted.contains("nghìn …</p>"), "{quoted}");
        assert_eq!(quoted.matches("nghìn").count(), 27);
        let en = page(&trial, "/moderation?lang=en", &cookie).await.text().await.unwrap();
        assert!(en.contains("Answers <bdi>Tư &amp; &lt;i&gt;</bdi>:"));
        let queue = own(&trial, Method::GET, "/v1/sites/xa-song-ba/moderation/comments").header(COOKIE, &cookie);
        let queue: Value = queue.send().await.unwrap().json().await.unwrap();
        assert_eq!(queue["comments"][0]["answers"], json!({ "name": "Tư & <i>", "text": text.trim() }));
        trial.end().await;
    }

    async fn what_is_ticked_is_decided_about_together_or_not_at_all(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let mut ids = Vec::new();
        for number in 0..3 {
            let sent = send(&trial, json!({ "page": format!("bai-{}", number % 2), "name": "An", "text": format!("lời {number}") })).await;
            ids.push(sent["id"].as_str().unwrap().to_owned());
        }
        let html = page(&trial, "/moderation", &cookie).await.text().await.unwrap();
        assert_eq!(html.matches("type=\"checkbox\"").count(), 3);
        assert_eq!(html.matches(" checked").count(), 0);
        let all = page(&trial, "/moderation?all=true", &cookie).await.text().await.unwrap();
        assert_eq!(all.matches(" checked").count(), 3);
        let token = field(&html, "form_token");
        let form = |token: &str, ids: &[&str], state: &str| {
            let ticked: String = ids.iter().map(|id| format!("&ticked={id}")).collect();
            format!("form_token={token}&site=xa-song-ba&lang=vi&filter=pending&state={state}&note=c%E1%BA%A3%20nh%C3%B3m{ticked}")
        };
        let press = async |cookie: &str, form: String| -> Response {
            let request = own(&trial, Method::POST, "/moderation/comments").header(COOKIE, cookie).body(form);
            request.header("content-type", "application/x-www-form-urlencoded").send().await.expect("an answer")
        };
        let [a, b, c] = [0, 1, 2].map(|place: usize| format!("{}.1", ids[place]));
        assert_eq!(press(&cookie, form("wrong", &[&a], "spam")).await.status(), StatusCode::FORBIDDEN);
        assert_eq!(press("", form(&token, &[&a], "spam")).await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(press(&cookie, form(&token, &[&a], "spam").replace("site=xa-song-ba", "site=khac")).await.status(), StatusCode::FORBIDDEN);
        for unreadable in [form(&token, &["x"], "spam"), form(&token, &["%00.1"], "spam"), form(&token, &[&a], "what")] {
            assert_eq!(press(&cookie, unreadable).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        }
        let none = press(&cookie, form(&token, &[], "spam")).await;
        assert_eq!(none.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text().await.unwrap().contains("Chưa chọn mục nào."));

        // Somebody else was faster with the second, or it is gone: nothing of the first and the third is changed, and nothing is logged.
        decide(&trial, &ids[1], CommentState::Rejected).await;
        for gone in [b.as_str(), "khong-co.1"] {
            let late = press(&cookie, form(&token, &[&a, gone, &c], "approved")).await;
            assert_eq!(late.status(), StatusCode::PRECONDITION_FAILED);
            assert!(late.text().await.unwrap().contains("không ý kiến nào được thay đổi"));
        }
        let approved = "SELECT CAST(COUNT(*) AS BIGINT) FROM comments WHERE state = 'approved'";
        assert_eq!(number(&trial, approved).await, 0);
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log WHERE action = 'comment'").await, 1);

        let done = press(&cookie, form(&token, &[&a, &c], "approved")).await;
        assert_eq!(done.status(), StatusCode::SEE_OTHER);
        let onward = done.headers()[LOCATION].to_str().unwrap().to_owned();
        let html = page(&trial, &onward, &cookie).await.text().await.unwrap();
        assert!(html.contains("Đã duyệt: ý kiến được hiển thị. Số ý kiến đã xử lý: 2."), "{html}");
        let count: Value = trial.get("~/comments?page=bai-0").await.json().await.unwrap();
        assert_eq!(count["count"], 2);
        let mut read = trial.app.store.read().await.unwrap();
        let lines = bangtin_service::moderation::log::lines(&mut read, Some("xa-song-ba"), i64::MAX, 10).await.unwrap();
        let mut told: Vec<_> = lines.iter().filter(|line| line.note == "cả nhóm").map(|line| (line.subject.clone(), line.state_after.clone())).collect();
        told.sort();
        let mut expected = vec![(ids[0].clone(), "approved".to_owned()), (ids[2].clone(), "approved".to_owned())];
        expected.sort();
        assert_eq!(told, expected);
        drop(read);
        trial.end().await;
    }

    /// On PostgreSQL each of two such transactions would wait for a row of the other.
    async fn moderators_who_tick_the_same_at_once_do_not_stop_each_other(trial: Trial) {
        let mut ids = Vec::new();
        for number in 0..6 {
            let sent = send(&trial, json!({ "page": "bai-1", "name": "An", "text": format!("lời {number}") })).await;
            ids.push(sent["id"].as_str().unwrap().to_owned());
        }
        let turned: Vec<String> = ids.iter().rev().cloned().collect();
        let by = async |ids: &[String]| {
            let decision = |id| Decision { site: "xa-song-ba", id, revision: Some(1), state: CommentState::Approved, note: "", actor: "a test" };
            let decisions: Vec<Decision> = ids.iter().map(|id| decision(id)).collect();
            let mut write = trial.app.store.write().await.expect("a transaction");
            match decide_all(&mut write, &decisions, 1).await {
                Ok(()) => write.commit().await.map_err(Undecided::from),
                Err(undecided) => Err(undecided),
            }
        };
        let (one, other) = futures_util::future::join(by(&ids), by(&turned)).await;
        let failed: Vec<Undecided> = [one, other].into_iter().filter_map(Result::err).collect();
        assert!(matches!(failed[..], [Undecided::Changed]), "{failed:?}");
        assert_eq!(number(&trial, "SELECT shown FROM comment_sums WHERE page = 'bai-1'").await, 6);
        trial.end().await;
    }

    async fn the_pages_speak_both_languages_and_stay_ours(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let vi = page(&trial, "/moderation", &cookie).await.text().await.unwrap();
        assert!(vi.contains("<html lang=\"vi\">") && vi.contains("Không có ý kiến nào."));
        assert!(vi.contains("Nội dung rác") && !vi.to_lowercase().contains("thư rác") && !vi.to_lowercase().contains("bình luận"), "{vi}");
        let en = page(&trial, "/moderation?lang=en", &cookie).await.text().await.unwrap();
        assert!(en.contains("<html lang=\"en\">") && en.contains("There are no comments."));
        let response = trial.get("/moderation/login").await;
        assert_eq!(response.headers().get("access-control-allow-origin"), None);
        assert!(response.headers()["content-security-policy"].to_str().unwrap().contains("frame-ancestors 'none'"));
        let away = trial.get("/moderation").await;
        assert_eq!(away.headers()[LOCATION], "/moderation/login?lang=vi");
        for query in ["cursor=x", "state=what", "site=", "focus=%00"] {
            let response = page(&trial, &format!("/moderation?{query}"), &cookie).await;
            assert_eq!(response.status(), StatusCode::OK, "{query}");
        }
        let preflight: Value = json!(trial.request(Method::OPTIONS, "~/moderation/comments/x").send().await.unwrap()
            .headers()["access-control-allow-methods"].to_str().unwrap());
        assert!(!preflight.as_str().unwrap().contains("PATCH"));
        trial.end().await;
    }
}
