use std::time::{Duration, Instant};

use bangtin_service::clock::Clock;
use bangtin_service::moderation::{account, link};
use bangtin_service::{Service, Settings};
use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Method, StatusCode};

use super::{
    PASSWORD, account_for, cookie, encoded, field, login, login_link, own, page, send_login,
};
use crate::on_both;

on_both! {
    async fn a_password_opens_a_session_until_it_is_ended(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let response = send_login(&trial, " Lan@SongBa.example.vn", PASSWORD).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        let line = response.headers()[SET_COOKIE].to_str().unwrap().to_owned();
        assert!(line.starts_with("bangtin-moderator="), "{line}");
        assert!(line.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"), "{line}");
        let cookie = cookie(&response);
        let queue = page(&trial, "/moderation", &cookie).await;
        assert_eq!(queue.status(), StatusCode::OK);
        assert_eq!(queue.headers()["cache-control"], "no-store");
        let html = queue.text().await.unwrap();
        assert!(html.contains("Nguyễn Thị Lan"));

        let token = field(&html, "form_token");
        let leave = |token: &str| {
            let form = format!("form_token={token}&lang=vi");
            own(&trial, Method::POST, "/moderation/logout")
                .header(COOKIE, &cookie)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form)
                .send()
        };
        assert_eq!(leave("wrong").await.unwrap().status(), StatusCode::FORBIDDEN);
        let left = leave(&token).await.unwrap();
        assert_eq!(left.status(), StatusCode::SEE_OTHER);
        assert!(left.headers()[SET_COOKIE].to_str().unwrap().contains("Max-Age=0"));
        assert_eq!(page(&trial, "/moderation", &cookie).await.status(), StatusCode::SEE_OTHER);
        trial.end().await;
    }

    async fn each_login_has_a_new_name_and_ends_the_old_session(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let planted = "bangtin-moderator=planted-by-somebody-else";
        let form = format!("email=lan%40songba.example.vn&password={}", encoded(PASSWORD));
        let send = |old: &str| {
            own(&trial, Method::POST, "/moderation/login")
                .header(COOKIE, old)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form.clone())
                .send()
        };
        let first = cookie(&send(planted).await.unwrap());
        assert_ne!(first, planted);
        assert_eq!(page(&trial, "/moderation", planted).await.status(), StatusCode::SEE_OTHER);
        let second = cookie(&send(&first).await.unwrap());
        assert_ne!(second, first);
        assert_eq!(page(&trial, "/moderation", &first).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(page(&trial, "/moderation", &second).await.status(), StatusCode::OK);
        trial.clock.advance(Duration::from_secs(12 * 3_600 + 1));
        assert_eq!(page(&trial, "/moderation", &second).await.status(), StatusCode::SEE_OTHER);
        trial.end().await;
    }

    async fn wrong_passwords_are_slowed_down(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        for _ in 0..10 {
            let response = send_login(&trial, "lan@songba.example.vn", "not the password").await;
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
            assert_eq!(response.headers().get(SET_COOKIE), None);
        }
        // The right one does not help now: else a guess could be told from the others.
        let refused = send_login(&trial, "lan@songba.example.vn", PASSWORD).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        let wait: u64 = refused.headers()["retry-after"].to_str().unwrap().parse().unwrap();
        assert!((800..=901).contains(&wait), "{wait}");
        // Another account is not held up, until the prefix has had its share.
        let other = send_login(&trial, "nobody@songba.example.vn", PASSWORD).await;
        assert_eq!(other.status(), StatusCode::UNAUTHORIZED);
        trial.clock.advance(Duration::from_secs(wait));
        login(&trial, "lan@songba.example.vn").await;
        trial.end().await;
    }

    async fn one_network_cannot_try_many_accounts(trial: Trial) {
        // Longer than any password: it is refused without hashing, which keeps the test short.
        let long = "a".repeat(1_025);
        for n in 0..30 {
            let response = send_login(&trial, &format!("u{n}@songba.example.vn"), &long).await;
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        }
        let refused = send_login(&trial, "u30@songba.example.vn", &long).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        trial.end().await;
    }

    async fn an_unknown_name_takes_as_long_as_a_wrong_password(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let timed = async |email: &str| {
            let start = Instant::now();
            let response = send_login(&trial, email, "not the password").await;
            assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
            (start.elapsed(), response.text().await.unwrap().replace(email, ""))
        };
        timed("first@songba.example.vn").await;
        let (known, said) = timed("lan@songba.example.vn").await;
        let (unknown, as_well) = timed("nobody@songba.example.vn").await;
        assert_eq!(said, as_well);
        assert!(unknown * 4 > known && known * 4 > unknown, "{known:?} {unknown:?}");
        for strange in ["a%00b", "", "x"] {
            assert_eq!(send_login(&trial, strange, "y").await.status(), StatusCode::UNAUTHORIZED);
        }
        assert_eq!(send_login(&trial, "a\0b", "y").await.status(), StatusCode::UNAUTHORIZED);
        trial.end().await;
    }

    async fn a_login_from_another_page_is_refused(trial: Trial) {
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let form = format!("email=lan%40songba.example.vn&password={}", encoded(PASSWORD));
        for origin in [Some("https://evil.example"), Some(crate::harness::ORIGIN), Some("null"), None] {
            let mut request = trial.client.post(trial.url("/moderation/login"));
            if let Some(origin) = origin {
                request = request.header("origin", origin);
            }
            let request = request.header("content-type", "application/x-www-form-urlencoded").body(form.clone());
            assert_eq!(request.send().await.unwrap().status(), StatusCode::FORBIDDEN, "{origin:?}");
        }
        trial.end().await;
    }

    async fn a_link_logs_in_once_within_fifteen_minutes(trial: Trial) {
        let id = account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let path = login_link(&trial, &id).await;
        // Whatever looks at the link, it is not used up.
        for _ in 0..2 {
            let shown = trial.client.get(trial.url(&path)).send().await.unwrap();
            assert_eq!(shown.status(), StatusCode::OK);
            assert_eq!(shown.headers().get(SET_COOKIE), None);
            assert!(shown.text().await.unwrap().contains("<button>"));
        }
        let token = path.split_once("t=").unwrap().1.to_owned();
        let press = |token: &str| {
            own(&trial, Method::POST, "/moderation/link")
                .header("content-type", "application/x-www-form-urlencoded")
                .body(format!("t={token}&lang=vi"))
                .send()
        };
        let (one, two) = futures_util::future::join(press(&token), press(&token)).await;
        let mut statuses = [one.unwrap().status(), two.unwrap().status()];
        statuses.sort();
        assert_eq!(statuses, [StatusCode::SEE_OTHER, StatusCode::GONE]);
        assert_eq!(press(&token).await.unwrap().status(), StatusCode::GONE);
        assert_eq!(press("").await.unwrap().status(), StatusCode::GONE);

        let path = login_link(&trial, &id).await;
        let token = path.split_once("t=").unwrap().1.to_owned();
        trial.clock.advance(Duration::from_secs(15 * 60 + 1));
        assert_eq!(press(&token).await.unwrap().status(), StatusCode::GONE);
        let path = login_link(&trial, &id).await;
        let token = path.split_once("t=").unwrap().1.to_owned();
        let response = press(&token).await.unwrap();
        assert_eq!(page(&trial, "/moderation", &cookie(&response)).await.status(), StatusCode::OK);
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_https_the_cookie_belongs_to_this_host_alone() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(
        Settings {
            public_url: Some("https://bangtin.example.gov.vn".parse().unwrap()),
            database_url: format!("sqlite:{}", folder.path().join("trial.db").display()),
            ..crate::harness::settings()
        },
        Clock::default(),
    )
    .await
    .unwrap();
    let app = &service.app;
    let mut write = app.store.write().await.unwrap();
    let added = account::add(&mut write, "lan@example.vn", "Lan", &[], app.clock.now_ms()).await;
    let link = link::new(app, &mut write, &added.unwrap().unwrap().id)
        .await
        .unwrap();
    write.commit().await.unwrap();
    let (_, token) = link
        .strip_prefix("https://bangtin.example.gov.vn/moderation/link")
        .unwrap()
        .split_once('=')
        .unwrap();
    let client = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let response = client
        .post(format!("http://{}/moderation/link", service.address))
        .header("origin", "https://bangtin.example.gov.vn")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("t={token}"))
        .send()
        .await
        .unwrap();
    let line = response.headers()[SET_COOKIE].to_str().unwrap().to_owned();
    assert!(line.starts_with("__Host-bangtin-moderator="), "{line}");
    assert!(
        line.ends_with("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict; Secure"),
        "{line}"
    );
    service.end().await;
}
