//! A moderator's own account: the password, the sessions, and what is written down of logins that were refused.

use std::time::Duration;

use bangtin_service::moderation::log;
use bangtin_service::on;
use reqwest::header::{COOKIE, SET_COOKIE};
use reqwest::{Method, Response, StatusCode};

use super::{
    PASSWORD, account_for, begin, cookie, encoded, field, login, login_link, own, page, send_login,
};
use crate::harness::Trial;
use crate::on_both;

const LAN: &str = "lan@songba.example.vn";
const BA: &str = "ba@songba.example.vn";
const NEW: &str = "mưa rơi trên mái ngói đình làng";

on_both! {
    async fn a_session_ends_an_hour_after_it_was_last_used(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let cookie = login(&trial, LAN).await;
        let minutes = |minutes: u64| trial.clock.advance(Duration::from_secs(minutes * 60));
        for _ in 0..3 {
            minutes(58);
            assert_eq!(page(&trial, "/moderation", &cookie).await.status(), StatusCode::OK);
        }
        minutes(61);
        assert_eq!(page(&trial, "/moderation", &cookie).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(page(&trial, "~/moderation/comments", &cookie).await.status(), StatusCode::UNAUTHORIZED);
        let cookie = login(&trial, LAN).await;
        for _ in 0..14 {
            assert_eq!(page(&trial, "/moderation", &cookie).await.status(), StatusCode::OK);
            minutes(50);
        }
        minutes(21);
        assert_eq!(page(&trial, "/moderation", &cookie).await.status(), StatusCode::SEE_OTHER, "12 hours are the end");
        trial.end().await;
    }

    async fn a_moderator_changes_the_password_and_the_other_sessions_end(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let (here, there) = (login(&trial, LAN).await, login(&trial, LAN).await);
        for (current, new, status, sentence) in [
            ("not the password", NEW, 422, "Mật khẩu hiện tại không đúng."),
            (PASSWORD, "ngắn quá", 422, "Mật khẩu quá ngắn."),
            (PASSWORD, "passwordpassword1", 422, "Mật khẩu này dễ đoán"),
            (PASSWORD, "sông ba sông ba sông ba", 422, "lặp lại"),
            (PASSWORD, "Nguyễn Thị Lan, cửa số 4", 422, "có tên hoặc địa chỉ"),
        ] {
            let refused = change(&trial, &here, current, new).await;
            assert_eq!(refused.status(), status, "{new}");
            assert_eq!(refused.headers().get(SET_COOKIE), None);
            let html = refused.text().await.unwrap();
            assert!(html.contains(sentence) && !html.contains(new), "{new}: {html}");
        }
        let changed = change(&trial, &here, PASSWORD, NEW).await;
        assert_eq!(changed.status(), StatusCode::SEE_OTHER);
        let now = cookie(&changed);
        assert_ne!(now, here);
        for ended in [&here, &there] {
            assert_eq!(page(&trial, "/moderation", ended).await.status(), StatusCode::SEE_OTHER);
        }
        let shown = page(&trial, "/moderation/account?done=password", &now).await.text().await.unwrap();
        assert!(shown.contains("Đã đổi mật khẩu."), "{shown}");
        assert_eq!(send_login(&trial, LAN, PASSWORD).await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(send_login(&trial, LAN, NEW).await.status(), StatusCode::SEE_OTHER);
        trial.end().await;
    }

    /// Who came by a link may have forgotten the password, or has none yet.
    async fn who_came_by_a_link_sets_a_password_without_the_old_one(trial: Trial) {
        let id = account_for(&trial, LAN, &["xa-song-ba"]).await;
        let token = login_link(&trial, &id).await.split_once("t=").unwrap().1.to_owned();
        let entered = send(&trial, "", "/moderation/link", &format!("t={token}")).await;
        let link = cookie(&entered);
        let html = page(&trial, "/moderation/account", &link).await.text().await.unwrap();
        assert!(!html.contains("name=\"current\"") && html.contains("Đăng nhập bằng liên kết"), "{html}");
        assert_eq!(change(&trial, &link, "", NEW).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(send_login(&trial, LAN, NEW).await.status(), StatusCode::SEE_OTHER);
        trial.end().await;
    }

    async fn the_other_language_leads_back_to_the_same_page(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let cookie = login(&trial, LAN).await;
        for path in ["/moderation", "/moderation/account", "/moderation/log", "/moderation/articles"] {
            let html = page(&trial, path, &cookie).await.text().await.unwrap();
            let link = html.split("<a ").find(|link| link.contains(">English</a>")).expect("a link");
            assert!(link.starts_with(&format!("href=\"{path}?")) && link.contains("lang=en"), "{link}");
        }
        trial.end().await;
    }

    async fn sessions_are_listed_and_ended_by_their_owner_alone(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        account_for(&trial, BA, &["xa-song-ba"]).await;
        let (here, there, other) = (login(&trial, LAN).await, login(&trial, LAN).await, login(&trial, BA).await);
        let html = page(&trial, "/moderation/account", &here).await.text().await.unwrap();
        assert_eq!(html.matches("name=\"session\"").count(), 2, "{html}");
        assert_eq!(html.matches("Phiên này").count(), 1);
        let (_, rest) = html.split_once("Phiên này").unwrap();
        let this = field(rest, "session");
        let others = field(&page(&trial, "/moderation/account", &other).await.text().await.unwrap(), "session");
        let end = async |cookie: &str, handle: &str| {
            let html = page(&trial, "/moderation/account", cookie).await.text().await.unwrap();
            let form = format!("form_token={}&session={handle}", field(&html, "form_token"));
            send(&trial, cookie, "/moderation/account/session", &form).await.status()
        };
        assert_eq!(end(&here, &others).await, StatusCode::SEE_OTHER);
        assert_eq!(page(&trial, "/moderation", &other).await.status(), StatusCode::OK, "it is not theirs to end");
        assert_eq!(end(&there, &this).await, StatusCode::SEE_OTHER);
        assert_eq!(page(&trial, "/moderation", &here).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(page(&trial, "/moderation", &there).await.status(), StatusCode::OK);
        let forged = send(&trial, &there, "/moderation/account/session", &format!("form_token=x&session={this}")).await;
        assert_eq!(forged.status(), StatusCode::FORBIDDEN);
        trial.end().await;
    }

    async fn logins_and_acts_that_were_refused_are_written_down_without_an_address(trial: Trial) {
        account_for(&trial, LAN, &[]).await;
        for _ in 0..10 {
            send_login(&trial, LAN, "not the password").await;
            send_login(&trial, "nobody@songba.example.vn", "not the password").await;
        }
        assert_eq!(send_login(&trial, LAN, PASSWORD).await.status(), StatusCode::TOO_MANY_REQUESTS);
        trial.clock.advance(Duration::from_secs(16 * 60));
        let cookie = login(&trial, LAN).await;
        assert_eq!(page(&trial, "~/moderation/comments", &cookie).await.status(), StatusCode::FORBIDDEN);
        send(&trial, &cookie, "/moderation/logout", "form_token=x").await;
        let mut read = trial.app.store.read().await.unwrap();
        let lines = log::lines(&mut read, None, i64::MAX, 50).await.unwrap();
        drop(read);
        let told: Vec<_> = lines.iter().rev().map(|line| (line.action.as_str(), line.state_after.as_str())).collect();
        assert_eq!(told, [
            ("login", "wrong"), ("login", "throttled"), ("login", "password"), ("refused", "not_yours"), ("refused", "not_ours"),
        ], "each kind once a minute");
        for line in &lines {
            assert!(line.actor.starts_with("Nguyễn Thị Lan #"), "{line:?}");
            assert!(!format!("{line:?}").contains('@') && !format!("{line:?}").contains("127.0.0.1"), "{line:?}");
        }
        trial.end().await;
    }

    /// Tries with wrong passwords are free for everybody who knows the address.
    async fn strangers_cannot_lock_an_owner_out_of_a_browser_of_theirs(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let entered = send_login(&trial, LAN, PASSWORD).await;
        let cookies: Vec<&str> = entered.headers().get_all(SET_COOKIE).iter().map(|line| line.to_str().unwrap()).collect();
        let known = cookies.iter().find(|line| line.starts_with("bangtin-device=")).expect("a cookie of the browser");
        assert!(known.ends_with("; Path=/; Max-Age=15552000; HttpOnly; SameSite=Strict"), "{known}");
        let known = known.split(';').next().unwrap().to_owned();
        let try_with = async |cookie: &str, email: &str, password: &str| {
            let form = format!("email={}&password={}", encoded(email), encoded(password));
            send(&trial, cookie, "/moderation/login", &form).await.status()
        };
        // The whole share of the account, and of the network.
        for n in 0..30 {
            let email = if n < 10 { LAN.to_owned() } else { format!("u{n}@songba.example.vn") };
            try_with("", &email, &"a".repeat(1_025)).await;
        }
        assert_eq!(try_with("", LAN, PASSWORD).await, StatusCode::TOO_MANY_REQUESTS);
        let (name, signature) = known.split_once('.').unwrap();
        for forged in [format!("{name}x.{signature}"), format!("{name}.AAAA"), "bangtin-device=".into()] {
            assert_eq!(try_with(&forged, LAN, PASSWORD).await, StatusCode::TOO_MANY_REQUESTS, "{forged}");
        }
        assert_eq!(try_with(&known, BA, PASSWORD).await, StatusCode::TOO_MANY_REQUESTS, "it is for one account");
        assert_eq!(try_with(&known, LAN, PASSWORD).await, StatusCode::SEE_OTHER);
        // Its own share has an end too.
        for _ in 0..10 {
            assert_eq!(try_with(&known, LAN, &"a".repeat(1_025)).await, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(try_with(&known, LAN, PASSWORD).await, StatusCode::TOO_MANY_REQUESTS);
        trial.end().await;
    }

    /// Of the tries that have counted and not yet written, none knows of the others: a lock of the table holds them there.
    async fn of_many_tries_at_once_ten_are_let_through(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let long = "a".repeat(1_025);
        for _ in 0..9 {
            assert_eq!(send_login(&trial, LAN, &long).await.status(), StatusCode::UNAUTHORIZED);
        }
        let held = if trial.app.store.is_postgres() {
            let mut write = begin(&trial).await;
            on!(write, c => sqlx::query("LOCK TABLE moderator_tries IN SHARE MODE").execute(c).await.map(drop)).unwrap();
            Some(write)
        } else {
            None
        };
        let tries = futures_util::future::join_all((0..6).map(|_| send_login(&trial, LAN, &long)));
        let release = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            drop(held);
        };
        let (answers, ()) = futures_util::future::join(tries, release).await;
        let through = answers.iter().filter(|answer| answer.status() == StatusCode::UNAUTHORIZED).count();
        assert_eq!(through, 1);
        trial.end().await;
    }
}

pub(super) async fn send(trial: &Trial, cookie: &str, path: &str, form: &str) -> Response {
    let request = own(trial, Method::POST, path)
        .header(COOKIE, cookie)
        .header("content-type", "application/x-www-form-urlencoded");
    request
        .body(form.to_owned())
        .send()
        .await
        .expect("an answer")
}

pub(super) async fn change(trial: &Trial, cookie: &str, current: &str, new: &str) -> Response {
    let html = page(trial, "/moderation/account", cookie)
        .await
        .text()
        .await
        .expect("a page");
    let form = format!(
        "form_token={}&current={}&new={}",
        field(&html, "form_token"),
        encoded(current),
        encoded(new)
    );
    send(trial, cookie, "/moderation/account/password", &form).await
}
