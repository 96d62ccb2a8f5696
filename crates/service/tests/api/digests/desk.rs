//! The page of moderators, and the command.

use reqwest::header::COOKIE;
use reqwest::{Method, StatusCode};

use super::Desk;
use crate::args;
use crate::moderation::{account_for, encoded, field, login, own, page};
use crate::on_both;
use crate::program::run;

on_both! {
    async fn a_moderator_sees_what_comes_and_sends_a_trial_to_the_own_address(trial: Trial) {
        let mut desk = Desk::instead_of(trial).await;
        desk.reader("lan@example.vn", "daily", "[\"thong-bao\"]").await;
        desk.publish("moi", "Tin mới đăng", "thong-bao").await;
        account_for(&desk.trial, "duyet@example.vn", &["xa-song-ba"]).await;
        account_for(&desk.trial, "khac@example.vn", &["xa-khac"]).await;
        let cookie = login(&desk.trial, "duyet@example.vn").await;
        let shown = page(&desk.trial, "/moderation/digest", &cookie).await.text().await.unwrap();
        assert!(shown.contains("Tin mới đăng") && shown.contains("<dd>1</dd>"), "{shown}");
        assert!(!shown.contains("lan@example.vn"), "no reader is named");
        let form = format!("form_token={}&site=xa-song-ba&rhythm=daily&lang=vi", encoded(&field(&shown, "form_token")));
        let send = |cookie: &str, form: &str| {
            own(&desk.trial, Method::POST, "/moderation/digest")
                .header(COOKIE, cookie)
                .header("content-type", "application/x-www-form-urlencoded")
                .body(form.to_owned())
                .send()
        };
        let other = login(&desk.trial, "khac@example.vn").await;
        assert_eq!(send(&other, &form).await.unwrap().status(), StatusCode::FORBIDDEN);
        assert_eq!(send(&cookie, &form.replace("daily", "hourly")).await.unwrap().status(), StatusCode::UNPROCESSABLE_ENTITY);
        let none = desk.mails("duyet@example.vn").await;
        assert!(none.is_empty());
        assert_eq!(send(&cookie, &form).await.unwrap().status(), StatusCode::SEE_OTHER);
        let mails = desk.mails("duyet@example.vn").await;
        let text = mails[0].text();
        assert!(text.contains("Tin mới đăng") && text.contains("thư thử"), "{text}");
        assert_eq!(mails[0].header("List-Unsubscribe"), "");
        desk.trial.end().await;
    }
}

#[tokio::test]
async fn the_command_shows_what_would_be_sent_and_refuses_where_nothing_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let settings = |digest: bool| {
        let text = format!(
            "log = 'warn'\n[[sites]]\nid = 'xa-song-ba'\nname = 'Xã Sông Ba'\n[sites.subscribing]\ncontroller = 'UBND xã'\ndigest = {digest}\n"
        );
        std::fs::write(folder.path().join("bangtin.toml"), text).expect("a file");
    };
    settings(true);
    let preview = args![
        "digest",
        "preview",
        "--site",
        "xa-song-ba",
        "--rhythm",
        "weekly"
    ];
    let said = run(folder.path(), &[], &preview).await;
    assert!(said.good && said.out.contains("nothing is new"), "{said:?}");
    let tried = args![
        "digest",
        "try",
        "--site",
        "xa-song-ba",
        "--to",
        "lan@example.vn"
    ];
    let said = run(folder.path(), &[], &tried).await;
    assert!(said.good && said.out.contains("outbox"), "{said:?}");
    let wrong = args!["digest", "try", "--site", "xa-song-ba", "--to", "lan"];
    assert!(!run(folder.path(), &[], &wrong).await.good);
    let unknown = args!["digest", "preview", "--site", "xa-khac"];
    let said = run(folder.path(), &[], &unknown).await;
    assert!(
        !said.good && said.error.contains("no site xa-khac"),
        "{said:?}"
    );
    settings(false);
    let said = run(folder.path(), &[], &preview).await;
    assert!(
        !said.good && said.error.contains("subscribing.digest"),
        "{said:?}"
    );
}
