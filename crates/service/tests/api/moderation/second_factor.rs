//! The second factor: codes of an authenticator app (RFC 6238), recovery codes, and how it ends.

use std::time::Duration;

use bangtin_service::moderation::log;
use reqwest::header::{LOCATION, SET_COOKIE};
use reqwest::{Response, StatusCode};
use totp_rs::{Builder, Secret, Totp};

use super::own_account::{change, send};
use super::{PASSWORD, account_for, cookie, encoded, field, login, login_link, page, send_login};
use crate::harness::Trial;
use crate::on_both;

const LAN: &str = "lan@songba.example.vn";
const ACCOUNT: &str = "/moderation/account";

/// The app on a moderator's phone, and the codes on paper.
pub(super) struct Phone {
    totp: Totp,
    recovery: Vec<String>,
}

impl Phone {
    fn code(&self, trial: &Trial) -> String {
        let seconds = u64::try_from(trial.app.clock.now_ms() / 1000).expect("after 1970");
        self.totp.generate(seconds).to_string()
    }
}

on_both! {
    async fn who_has_set_up_a_second_factor_is_asked_for_its_code_after_the_password(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let phone = set_up(&trial, &login(&trial, LAN).await).await;
        next_code(&trial);
        let asked = send_login(&trial, LAN, PASSWORD).await;
        assert_eq!(asked.status(), StatusCode::OK);
        assert_eq!(asked.headers().get(SET_COOKIE), None, "the password alone lets nobody in");
        let token = field(&asked.text().await.unwrap(), "token");
        let wrong = send_code(&trial, &token, "000000").await;
        assert_eq!((wrong.status(), wrong.headers().get(SET_COOKIE)), (StatusCode::UNAUTHORIZED, None));
        let code = phone.code(&trial);
        let entered = send_code(&trial, &token, &format!("{} {}", &code[..3], &code[3..])).await;
        assert_eq!((entered.status(), &entered.headers()[LOCATION]), (StatusCode::SEE_OTHER, &"/moderation?lang=vi".parse().unwrap()));
        assert_eq!(page(&trial, "/moderation", &cookie(&entered)).await.status(), StatusCode::OK);
        trial.end().await;
    }

    async fn a_code_counts_once_and_an_older_one_no_more(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let phone = set_up(&trial, &login(&trial, LAN).await).await;
        assert_eq!(with_code(&trial, &phone.code(&trial)).await, StatusCode::UNAUTHORIZED, "it has confirmed the factor");
        let older = phone.code(&trial);
        next_code(&trial);
        let code = phone.code(&trial);
        assert_eq!(with_code(&trial, &code).await, StatusCode::SEE_OTHER);
        assert_eq!(with_code(&trial, &code).await, StatusCode::UNAUTHORIZED);
        assert_eq!(with_code(&trial, &older).await, StatusCode::UNAUTHORIZED);
        next_code(&trial);
        let token = field(&send_login(&trial, LAN, PASSWORD).await.text().await.unwrap(), "token");
        let code = phone.code(&trial);
        let (one, two) = futures_util::future::join(send_code(&trial, &token, &code), send_code(&trial, &token, &code)).await;
        let mut both = [one.status(), two.status()];
        both.sort();
        assert_eq!(both, [StatusCode::SEE_OTHER, StatusCode::UNAUTHORIZED], "of two at once one counts");
        trial.end().await;
    }

    async fn each_recovery_code_lets_in_once_and_is_kept_as_a_hash(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let phone = set_up(&trial, &login(&trial, LAN).await).await;
        assert_eq!(phone.recovery.len(), 10);
        let first = phone.recovery[0].to_lowercase().replace('-', " ");
        let asked = send_login(&trial, LAN, PASSWORD).await.text().await.unwrap();
        let entered = send_code(&trial, &field(&asked, "token"), &first).await;
        assert_eq!(entered.status(), StatusCode::SEE_OTHER);
        assert_eq!(with_code(&trial, &first).await, StatusCode::UNAUTHORIZED);
        let html = page(&trial, ACCOUNT, &cookie(&entered)).await.text().await.unwrap();
        assert!(html.contains("Còn 9 mã khôi phục") && !html.contains(&phone.recovery[1]), "{html}");
        let mut read = trial.app.store.read().await.unwrap();
        let kept: Vec<Vec<u8>> = bangtin_service::on!(read, c => {
            sqlx::query_scalar("SELECT code_hash FROM moderator_recovery_codes").fetch_all(c).await.unwrap()
        });
        drop(read);
        let bare = phone.recovery[1].replace('-', "");
        assert!(kept.len() == 9 && kept.iter().all(|hash| hash.len() == 32 && hash != bare.as_bytes()));
        trial.end().await;
    }

    async fn wrong_codes_are_slowed_down_and_the_password_does_not_forgive_them(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let phone = set_up(&trial, &login(&trial, LAN).await).await;
        next_code(&trial);
        for _ in 0..10 {
            assert_eq!(with_code(&trial, "000000").await, StatusCode::UNAUTHORIZED);
        }
        assert_eq!(with_code(&trial, &phone.code(&trial)).await, StatusCode::TOO_MANY_REQUESTS);
        let mut read = trial.app.store.read().await.unwrap();
        let lines = log::lines(&mut read, None, i64::MAX, 50).await.unwrap();
        drop(read);
        assert!(lines.iter().any(|line| (line.action.as_str(), line.state_after.as_str()) == ("login", "code")), "{lines:?}");
        trial.clock.advance(Duration::from_secs(16 * 60));
        assert_eq!(with_code(&trial, &phone.code(&trial)).await, StatusCode::SEE_OTHER);
        trial.end().await;
    }

    async fn a_login_link_asks_for_the_code_too_and_the_question_has_an_end(trial: Trial) {
        let id = account_for(&trial, LAN, &["xa-song-ba"]).await;
        let phone = set_up(&trial, &login(&trial, LAN).await).await;
        next_code(&trial);
        let by_link = async || {
            let link = login_link(&trial, &id).await.split_once("t=").unwrap().1.to_owned();
            let asked = send(&trial, "", "/moderation/link", &format!("t={link}")).await;
            assert_eq!((asked.status(), asked.headers().get(SET_COOKIE)), (StatusCode::OK, None));
            field(&asked.text().await.unwrap(), "token")
        };
        let entered = send_code(&trial, &by_link().await, &phone.code(&trial)).await;
        assert_eq!(entered.status(), StatusCode::SEE_OTHER);
        let html = page(&trial, ACCOUNT, &cookie(&entered)).await.text().await.unwrap();
        assert!(html.contains("Đăng nhập bằng liên kết"), "{html}");
        let token = by_link().await;
        trial.clock.advance(Duration::from_secs(301));
        assert_eq!(send_code(&trial, &token, &phone.code(&trial)).await.status(), StatusCode::GONE);
        assert_eq!(send_code(&trial, "x.y", &phone.code(&trial)).await.status(), StatusCode::GONE);
        trial.end().await;
    }

    async fn it_is_set_up_with_the_password_and_one_code_and_ends_other_sessions(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let (here, there) = (login(&trial, LAN).await, login(&trial, LAN).await);
        let refused = act(&trial, &here, "", &format!("current={}", encoded("not the password"))).await;
        assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let shown = act(&trial, &here, "", &format!("current={}", encoded(PASSWORD))).await.text().await.unwrap();
        assert!(shown.contains("<svg") && shown.contains("otpauth://totp/Bangtin:lan%40songba.example.vn?secret="), "{shown}");
        assert_eq!(send_login(&trial, LAN, PASSWORD).await.status(), StatusCode::SEE_OTHER, "not before it is confirmed");
        let wrong = act(&trial, &here, "/confirm", "code=000000").await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let again = wrong.text().await.unwrap();
        assert_eq!(secret_of(&again), secret_of(&shown), "the phone has it already");
        let code = Phone { totp: totp(&secret_of(&shown)), recovery: Vec::new() }.code(&trial);
        for guess in ["000000", &code] {
            let elsewhere = act(&trial, &there, "/confirm", &format!("code={guess}")).await;
            assert_eq!(elsewhere.status(), StatusCode::UNPROCESSABLE_ENTITY, "it was offered to another session");
            assert!(!elsewhere.text().await.unwrap().contains("id=\"secret\""));
        }
        let confirmed = act(&trial, &here, "/confirm", &format!("code={code}")).await;
        assert_eq!(confirmed.status(), StatusCode::OK);
        assert_eq!(page(&trial, "/moderation", &there).await.status(), StatusCode::SEE_OTHER);
        assert_eq!(page(&trial, "/moderation", &here).await.status(), StatusCode::OK);
        let twice = act(&trial, &here, "", &format!("current={}", encoded(PASSWORD))).await;
        assert_eq!(twice.status(), StatusCode::UNPROCESSABLE_ENTITY, "it is not replaced while it counts");
        let forged = send(&trial, &here, "/moderation/account/factor", "form_token=x&current=x").await;
        assert_eq!(forged.status(), StatusCode::FORBIDDEN);
        trial.end().await;
    }

    async fn it_ends_with_password_and_code(trial: Trial) {
        account_for(&trial, LAN, &["xa-song-ba"]).await;
        let here = login(&trial, LAN).await;
        let phone = set_up(&trial, &here).await;
        next_code(&trial);
        let code = phone.code(&trial);
        let end = async |password: &str, code: &str| {
            let form = format!("current={}&code={}", encoded(password), encoded(code));
            act(&trial, &here, "/end", &form).await.status()
        };
        assert_eq!(end("not the password", &code).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(end(PASSWORD, "000000").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(end(PASSWORD, &code).await, StatusCode::SEE_OTHER);
        assert_eq!(send_login(&trial, LAN, PASSWORD).await.status(), StatusCode::SEE_OTHER);
        let mut read = trial.app.store.read().await.unwrap();
        let lines = log::lines(&mut read, None, i64::MAX, 50).await.unwrap();
        drop(read);
        let told: Vec<_> = lines.iter().rev().filter(|line| line.action == "factor").map(|line| line.state_after.as_str()).collect();
        assert_eq!(told, ["set", "ended"]);
        trial.end().await;
    }

    /// A session that lies open in a browser must not be worth more than the password.
    async fn a_session_begun_by_a_link_sets_a_password_without_the_old_one_for_15_minutes(trial: Trial) {
        let id = account_for(&trial, LAN, &["xa-song-ba"]).await;
        let link = login_link(&trial, &id).await.split_once("t=").unwrap().1.to_owned();
        let cookie = cookie(&send(&trial, "", "/moderation/link", &format!("t={link}")).await);
        trial.clock.advance(Duration::from_secs(15 * 60 + 1));
        let html = page(&trial, ACCOUNT, &cookie).await.text().await.unwrap();
        assert!(html.contains("name=\"current\""), "{html}");
        let new = "mưa rơi trên mái ngói đình làng";
        assert_eq!(change(&trial, &cookie, "", new).await.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(change(&trial, &cookie, PASSWORD, new).await.status(), StatusCode::SEE_OTHER);
        trial.end().await;
    }
}

/// Sets the factor up in this session.
pub(super) async fn set_up(trial: &Trial, cookie: &str) -> Phone {
    let shown = act(trial, cookie, "", &format!("current={}", encoded(PASSWORD))).await;
    let totp = totp(&secret_of(&shown.text().await.expect("a page")));
    let mut phone = Phone {
        totp,
        recovery: Vec::new(),
    };
    let form = format!("code={}", phone.code(trial));
    let confirmed = act(trial, cookie, "/confirm", &form).await;
    assert_eq!(confirmed.status(), StatusCode::OK);
    let html = confirmed.text().await.expect("a page");
    let codes = html.split("<li><code>").skip(1);
    phone.recovery = codes
        .map(|rest| rest.split('<').next().expect("a code").to_owned())
        .collect();
    phone
}

/// The secret as it is shown for typing.
fn secret_of(html: &str) -> String {
    let rest = html
        .split_once("id=\"secret\">")
        .unwrap_or_else(|| panic!("a secret in {html}"))
        .1;
    rest.split('<').next().expect("a secret").replace(' ', "")
}

fn totp(secret: &str) -> Totp {
    let secret = Secret::try_from_base32(secret).expect("a secret");
    Builder::new()
        .with_secret(secret)
        .with_account_name("lan")
        .build()
        .expect("a factor")
}

/// An app has a new code every 30 seconds.
fn next_code(trial: &Trial) {
    trial.clock.advance(Duration::from_secs(30));
}

async fn with_code(trial: &Trial, code: &str) -> StatusCode {
    let asked = send_login(trial, LAN, PASSWORD).await;
    let token = field(&asked.text().await.expect("a page"), "token");
    send_code(trial, &token, code).await.status()
}

async fn send_code(trial: &Trial, token: &str, code: &str) -> Response {
    let form = format!("token={}&code={}", encoded(token), encoded(code));
    send(trial, "", "/moderation/login/code", &form).await
}

/// A form of the account page that is about the factor.
async fn act(trial: &Trial, cookie: &str, what: &str, form: &str) -> Response {
    let html = page(trial, ACCOUNT, cookie)
        .await
        .text()
        .await
        .expect("a page");
    let form = format!("form_token={}&{form}", field(&html, "form_token"));
    send(
        trial,
        cookie,
        &format!("/moderation/account/factor{what}"),
        &form,
    )
    .await
}
