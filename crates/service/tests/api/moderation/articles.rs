//! Articles that are taken down by hand, and put back.

use bangtin_service::content::import::import;
use bangtin_service::moderation::articles::{Change, withheld};
use reqwest::header::COOKIE;
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::{account_for, field, login, own, page};
use crate::cms::{Cms, Reply, article, feed, ids, json_feed, site};
use crate::harness::Trial as Running;
use crate::on_both;

/// Does it as the command line does; what it changed.
async fn shown(trial: &Running) -> Vec<String> {
    trial.app.rendered.forget();
    let page: Value = trial.get("~/articles").await.json().await.expect("a page");
    ids(&page).into_iter().map(str::to_owned).collect()
}

async fn found(trial: &Running, word: &str) -> usize {
    trial.app.rendered.forget();
    let page: Value = trial
        .get(&format!("~/search?q={word}"))
        .await
        .json()
        .await
        .expect("a page");
    page["items"].as_array().expect("items").len()
}

on_both! {
    async fn what_is_taken_down_stays_down_until_it_is_put_back(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut second = article(2, "Hai");
        second["url"] = "https://songba.example.gov.vn/hai.html".into();
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một"), second.clone(), article(3, "Ba")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        assert_eq!(trial.decide("khong-co", Change::TakeDown).await, None);
        assert_eq!(trial.decide("tin-1", Change::TakeDown).await, Some(vec!["tin-1".into()]));
        assert_eq!(trial.decide("https://songba.example.gov.vn/hai.html", Change::TakeDown).await, Some(vec!["tin-2".into()]));
        assert_eq!(trial.decide("tin-2", Change::TakeDown).await, Some(Vec::new()));
        assert_eq!(shown(&trial).await, ["tin-3"]);
        assert_eq!(trial.get("~/articles/tin-1").await.status(), 404);
        assert_eq!(found(&trial, "một").await, 0);
        // An import brings it back neither as it is nor changed, and does not count it as new each time.
        for title in ["Một", "Một sửa", "Một sửa"] {
            cms.on("/feed.json", Reply::json(&json_feed(&[article(1, title), second.clone(), article(3, "Ba")])));
            import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
            assert_eq!(shown(&trial).await, ["tin-3"]);
            assert_eq!(found(&trial, "một").await, 0);
        }
        let mut read = trial.app.store.read().await.expect("a reader");
        let down = withheld(&mut read, "xa-song-ba").await.expect("a list");
        drop(read);
        let mut titles: Vec<String> = down.iter().map(|one| one.title()).collect();
        titles.sort();
        assert_eq!(titles, ["Hai", "Một sửa"]);
        // What the source has dropped meanwhile is not there when it is put back; the other is as the source has it.
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một sửa"), article(3, "Ba")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        for id in ["tin-1", "tin-2"] {
            assert_eq!(trial.decide(id, Change::PutBack).await, Some(vec![id.into()]));
        }
        assert_eq!(shown(&trial).await, ["tin-1", "tin-3"]);
        assert_eq!(found(&trial, "sửa").await, 1);
        cms.on("/feed.json", Reply::json(&json_feed(&[second])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        assert_eq!(shown(&trial).await, ["tin-2"]);
        let mut read = trial.app.store.read().await.expect("a reader");
        let lines = bangtin_service::moderation::log::lines(&mut read, Some("xa-song-ba"), i64::MAX, 10).await.expect("a log");
        let told: Vec<_> = lines.iter().map(|line| (line.subject.as_str(), line.state_after.as_str())).collect();
        assert_eq!(told, [("tin-2", "shown"), ("tin-1", "shown"), ("tin-2", "withheld"), ("tin-1", "withheld")]);
        assert_eq!(lines[0].note, "sai sự thật");
        drop(read);
        trial.end().await;
    }

    async fn another_source_does_not_bring_back_what_is_taken_down(trial: Trial) {
        let cms = Cms::start().await;
        let first = site(vec![feed(cms.url("/a.json"), None)]);
        cms.on("/a.json", Reply::json(&json_feed(&[article(1, "Một"), article(2, "Hai")])));
        import(&trial.app, &first, &first.feeds[0]).await.expect("an import");
        trial.decide("tin-1", Change::TakeDown).await;
        let second = site(vec![feed(cms.url("/b.json"), None)]);
        cms.on("/b.json", Reply::json(&json!({"items": [article(1, "Một"), article(2, "Hai")]})));
        import(&trial.app, &second, &second.feeds[0]).await.expect("an import");
        assert_eq!(shown(&trial).await, ["tin-2"]);
        trial.decide("tin-1", Change::PutBack).await;
        assert_eq!(shown(&trial).await, ["tin-1", "tin-2"]);
        trial.end().await;
    }

    async fn a_moderator_takes_an_article_down_on_a_page_and_puts_it_back(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một <b>&amp;</b>"), article(2, "Hai")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let path = "/moderation/articles?site=xa-song-ba";
        let html = page(&trial, path, &cookie).await.text().await.expect("a page");
        assert!(html.contains("Chưa có tin bài nào bị gỡ."));
        let token = field(&html, "form_token");
        let press = async |cookie: &str, form: String| {
            let request = own(&trial, Method::POST, "/moderation/articles").header(COOKIE, cookie).body(form);
            request.header("content-type", "application/x-www-form-urlencoded").send().await.expect("an answer").status()
        };
        let form = |token: &str, change: &str, article: &str| format!("form_token={token}&site=xa-song-ba&lang=vi&change={change}&article={article}&note=sai");
        assert_eq!(press("", form(&token, "take-down", "tin-1")).await, StatusCode::UNAUTHORIZED);
        assert_eq!(press(&cookie, form("wrong", "take-down", "tin-1")).await, StatusCode::FORBIDDEN);
        assert_eq!(press(&cookie, form(&token, "take-down", "khong-co%00")).await, StatusCode::NOT_FOUND);
        assert_eq!(press(&cookie, form(&token, "delete", "tin-1")).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(press(&cookie, form(&token, "take-down", "tin-1").replace("site=xa-song-ba", "site=khac")).await, StatusCode::FORBIDDEN);
        assert_eq!(shown(&trial).await, ["tin-1", "tin-2"]);
        assert_eq!(press(&cookie, form(&token, "take-down", "tin-1")).await, StatusCode::SEE_OTHER);
        // At once, without a wait for what was just rendered.
        assert_eq!(trial.get("~/articles/tin-1").await.status(), StatusCode::NOT_FOUND);
        let html = page(&trial, path, &cookie).await.text().await.expect("a page");
        assert!(html.contains("Một &amp;") && html.contains("Hiển thị lại"), "{html}");
        let log = page(&trial, "/moderation/log?site=xa-song-ba", &cookie).await.text().await.expect("a page");
        assert!(log.contains("Hiển thị → Đã gỡ") && log.contains("sai"), "{log}");
        assert_eq!(press(&cookie, form(&token, "put-back", "tin-1")).await, StatusCode::SEE_OTHER);
        assert_eq!(shown(&trial).await, ["tin-1", "tin-2"]);
        let mut read = trial.app.store.read().await.expect("a reader");
        let lines = bangtin_service::moderation::log::lines(&mut read, None, i64::MAX, 20).await.expect("a log");
        let refused = lines.iter().rev().filter(|line| line.action == "refused");
        let told: Vec<_> = refused.map(|line| line.state_after.as_str()).collect();
        assert_eq!(told, ["not_ours", "not_yours"], "what was refused is written down");
        drop(read);
        trial.end().await;
    }
}
