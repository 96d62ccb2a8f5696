//! A source is looked at by a page, for who is logged in.

use reqwest::header::{COOKIE, LOCATION};
use reqwest::{Method, Response, StatusCode};

use super::{account_for, encoded, field, login, own, page, send_form};
use crate::cms::{Cms, Reply, article, json_feed};
use crate::harness::{Database, Trial};
use crate::on_each;

const PATH: &str = "/moderation/source";

async fn ask(trial: &Trial, cookie: &str, token: &str, address: &str, page: &str) -> Response {
    let (address, page) = (encoded(address), encoded(page));
    let form = format!("form_token={token}&site=xa-song-ba&lang=vi&address={address}&page={page}");
    send_form(trial, PATH, cookie, form).await
}

on_each! {
    async fn a_moderator_learns_what_a_source_gives(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.inside_networks = vec!["127.0.0.0/8".parse().expect("a network")];
        })
        .await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cms = Cms::start().await;
        let feed = Reply::json(&json_feed(&[article(1, "Một")]));
        cms.on("/feed.json", feed.header("access-control-allow-origin", "*"));
        let address = cms.url("/feed.json");

        let shown = trial.get(PATH).await;
        assert_eq!(shown.headers()[LOCATION], "/moderation/login?lang=vi");
        assert_eq!(ask(&trial, "", "x", &address, "").await.status(), StatusCode::UNAUTHORIZED);
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let html = page(&trial, PATH, &cookie).await.text().await.expect("a page");
        let token = field(&html, "form_token");
        assert_eq!(ask(&trial, &cookie, "wrong", &address, "").await.status(), StatusCode::FORBIDDEN);
        let form = format!("form_token={token}&site=khac&address={}", encoded(&address));
        let request = own(&trial, Method::POST, PATH).header(COOKIE, &cookie).body(form);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let status = request.send().await.expect("an answer").status();
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert_eq!(cms.asked(), Vec::<String>::new());

        let told = ask(&trial, &cookie, &token, &address, "http://songba.example.vn/").await;
        assert_eq!(told.status(), StatusCode::OK);
        let html = told.text().await.expect("a page");
        for part in [
            "1 bài có toàn văn",
            "Được: nguồn tin cho mọi trang đọc",
            "&lt;bangtin-news src=",
            "data-site=&quot;xa-song-ba&quot;",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        let missing = ask(&trial, &cookie, &token, &cms.url("/khong-co"), "").await;
        let html = missing.text().await.expect("a page");
        assert!(html.contains("Máy chủ trả lời mã 404"), "{html}");
        trial.end().await;
    }

    async fn nobody_inside_is_asked_by_it(database: Database) {
        let trial = Trial::with(database, |_| {}).await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let html = page(&trial, PATH, &cookie).await.text().await.expect("a page");
        let token = field(&html, "form_token");
        let cms = Cms::start().await;
        cms.on("/", Reply::json(&json_feed(&[article(1, "Một")])));
        let inside = cms.url("/");
        let named = inside.replace("127.0.0.1", "localhost");
        for address in [inside.as_str(), &named, "http://169.254.169.254/", "file:///etc/passwd", "/etc/passwd", "public/sample/feed.json", ""] {
            let refused = ask(&trial, &cookie, &token, address, "").await;
            assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY, "{address}");
            let html = refused.text().await.expect("a page");
            assert!(html.contains("không được dẫn vào mạng nội bộ"), "{html}");
        }
        assert_eq!(cms.asked(), Vec::<String>::new());
        trial.end().await;
    }
}
