//! The comments of a page are closed by hand on a page, and opened again.

use bangtin_service::content::import::import;
use reqwest::header::COOKIE;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{account_for, encoded, field, login, own, page};
use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::comments::send;
use crate::on_both;

on_both! {
    async fn a_moderator_closes_the_comments_of_a_page_and_opens_them(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut second = article(2, "Hai <b>");
        second["url"] = "https://songba.example.gov.vn/hai.html".into();
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một"), second])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        // A comment leads to the page with its key.
        send(&trial, json!({ "page": "tin-1", "name": "An", "text": "hai" })).await;
        let queue = page(&trial, "/moderation", &cookie).await.text().await.expect("a page");
        assert!(queue.contains("/moderation/closing?site=xa-song-ba&amp;state=pending&amp;lang=vi&amp;page=tin-1"), "{queue}");
        let path = "/moderation/closing?site=xa-song-ba&page=tin-1%22";
        let html = page(&trial, path, &cookie).await.text().await.expect("a page");
        assert!(html.contains("Chưa có trang nào bị đóng.") && html.contains("value=\"tin-1&quot;\""), "{html}");
        let token = field(&html, "form_token");
        let press = async |cookie: &str, form: String| {
            let request = own(&trial, Method::POST, "/moderation/closing").header(COOKIE, cookie).body(form);
            request.header("content-type", "application/x-www-form-urlencoded").send().await.expect("an answer").status()
        };
        let form = |token: &str, change: &str, page: &str| format!("form_token={token}&site=xa-song-ba&lang=vi&change={change}&page={}&note=xong", encoded(page));
        let closed = async |key: &str| {
            let answer: Value = trial.get(&format!("~/comments?page={key}")).await.json().await.expect("JSON");
            answer["closed_for"].as_str().map(str::to_owned)
        };
        assert_eq!(press("", form(&token, "close", "tin-1")).await, StatusCode::UNAUTHORIZED);
        assert_eq!(press(&cookie, form("wrong", "close", "tin-1")).await, StatusCode::FORBIDDEN);
        assert_eq!(press(&cookie, form(&token, "close", "tin-1").replace("site=xa-song-ba", "site=khac")).await, StatusCode::FORBIDDEN);
        assert_eq!(press(&cookie, form(&token, "hide", "tin-1")).await, StatusCode::UNPROCESSABLE_ENTITY);
        for wrong in ["", "tin\0", "undefined"] {
            assert_eq!(press(&cookie, form(&token, "close", wrong)).await, StatusCode::UNPROCESSABLE_ENTITY, "{wrong:?}");
        }
        assert_eq!(closed("tin-1").await, None);
        assert_eq!(press(&cookie, form(&token, "close", " tin-1 ")).await, StatusCode::SEE_OTHER);
        assert_eq!(press(&cookie, form(&token, "close", "https://songba.example.gov.vn/hai.html")).await, StatusCode::SEE_OTHER);
        // At once, without a wait for what was just rendered.
        assert_eq!((closed("tin-1").await.as_deref(), closed("tin-2").await.as_deref()), (Some("by_hand"), Some("by_hand")));
        let html = page(&trial, path, &cookie).await.text().await.expect("a page");
        assert!(html.contains("Hai") && html.contains("Mở lại") && !html.contains("Hai <b>"), "{html}");
        let log = page(&trial, "/moderation/log?site=xa-song-ba", &cookie).await.text().await.expect("a page");
        assert!(log.contains("Nhận ý kiến → Không nhận ý kiến") && log.contains("xong"), "{log}");
        assert_eq!(press(&cookie, form(&token, "open", "tin-1")).await, StatusCode::SEE_OTHER);
        assert_eq!((closed("tin-1").await, closed("tin-2").await.as_deref()), (None, Some("by_hand")));
        let en = page(&trial, &format!("{path}&lang=en"), &cookie).await.text().await.expect("a page");
        assert!(en.contains("Close comments") && en.contains("Open again"));
        trial.end().await;
    }
}
