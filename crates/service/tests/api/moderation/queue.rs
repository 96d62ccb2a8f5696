use reqwest::header::{COOKIE, LOCATION};
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::{account_for, field, login, own, page};
use crate::comments::send;
use crate::harness::Trial;
use crate::on_both;

async fn press(trial: &Trial, id: &str, cookie: &str, form: &str) -> Response {
    own(trial, Method::POST, &format!("/moderation/comments/{id}"))
        .header(COOKIE, cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned())
        .send()
        .await
        .expect("an answer")
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
