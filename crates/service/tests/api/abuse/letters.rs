//! What is written into forms to get into mails, and links of mails that are old or changed.

use std::time::Duration;

use reqwest::Method;
use serde_json::Value;

use super::doors::{comment, subscription};
use super::{number, refusal};
use crate::harness::Trial;
use crate::on_both;

on_both! {
    async fn nothing_typed_gets_into_the_head_of_a_mail(trial: Trial) {
        let attacks = [
            "lan@xa.example.vn\r\nBcc: victim@example.vn",
            "lan@xa.example.vn\nBcc: victim@example.vn",
            "lan@xa.example.vn\rBcc: victim@example.vn",
            "lan@xa.example.vn%0d%0aBcc:victim@example.vn",
            "lan\r\nBcc: victim@example.vn\r\n@xa.example.vn",
            "\"lan\r\nBcc: victim\"@xa.example.vn",
            "lan@xa.example.vn,victim@example.vn",
            "lan@xa.example.vn, victim@example.vn",
            "lan@xa.example.vn;victim@example.vn",
            "<lan@xa.example.vn>",
            "Lan <lan@xa.example.vn>",
            "lan@xa.example.vn>\r\nRCPT TO:<victim@example.vn",
            "lan@xa.example.vn\0",
            "lan@xa.example.vn\u{2028}Bcc: victim@example.vn",
            "lan@[127.0.0.1]",
            "lan@localhost\r\nDATA",
            "@xa.example.vn",
            "lan@@xa.example.vn",
        ];
        let mut door = subscription(&trial, "").await;
        for attack in attacks {
            door.body["email"] = attack.into();
            let answer = door.knock(&trial, "").send().await.expect("an answer");
            let got = refusal(&trial, &door.method, door.path, answer).await;
            assert_eq!(got, (422, "invalid_fields".into()), "{attack:?}");
        }
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM subscribers").await, 0);
        assert!(trial.mail.mails().is_empty());
        trial.end().await;
    }

    async fn a_mail_repeats_nothing_that_a_stranger_typed(trial: Trial) {
        let mut door = subscription(&trial, "lan@xa.example.vn").await;
        door.body["page"] = "https://songba.example.gov.vn/mua-thuoc-gia-re?x=http://evil.example#mua".into();
        door.body["name"] = "Trúng thưởng tại evil.example".into();
        let proof = trial.proof().await;
        let answer = door.knock(&trial, &proof).send().await.expect("an answer");
        assert_eq!(answer.status(), 202);
        let mail = trial.mail.mail_to("lan@xa.example.vn");
        let all = String::from_utf8_lossy(&mail.raw).into_owned() + &mail.text() + &mail.html();
        for typed in ["evil.example", "mua-thuoc", "Trúng thưởng"] {
            assert!(!all.contains(typed), "{typed}");
        }
        assert_eq!(mail.to.len(), 1);
        trial.end().await;
    }

    /// A link of a mail counts for 72 hours or so, for its own purpose only, and as it was written.
    async fn an_old_or_changed_link_does_nothing(trial: Trial) {
        let door = subscription(&trial, "lan@xa.example.vn").await;
        let proof = trial.proof().await;
        assert_eq!(door.knock(&trial, &proof).send().await.expect("an answer").status(), 202);
        let mail = trial.mail.mail_to("lan@xa.example.vn");
        let link = mail.link("/subscriptions/confirm").expect("a link to confirm");
        let changed = link.replacen("?t=", "?t=A", 1);
        assert_eq!(follow(&trial, &changed).await, 400);
        let unsubscribe = mail.link("/subscriptions/unsubscribe").unwrap_or_else(|| mail.header("List-Unsubscribe").trim_matches(['<', '>']).to_owned());
        let foreign = unsubscribe.replace("/unsubscribe?", "/confirm?");
        assert_eq!(follow(&trial, &foreign).await, 400, "a token of another purpose");
        trial.clock.advance(Duration::from_secs(60 * 24 * 60 * 60));
        assert_eq!(follow(&trial, &link).await, 410, "after sixty days");
        let confirmed = "SELECT CAST(COUNT(*) AS BIGINT) FROM subscribers WHERE state = 'confirmed'";
        assert_eq!(number(&trial, confirmed).await, 0);
        let me = trial.request(Method::GET, "~/subscriptions/me").bearer_auth("a.b").send().await.expect("an answer");
        let got = refusal(&trial, &Method::GET, "~/subscriptions/me", me).await;
        assert_eq!(got.0, 401);
        trial.end().await;
    }

    async fn a_comment_is_never_markup(trial: Trial) {
        let attack = "<script>alert(1)</script><img src=x onerror=alert(1)>\u{202e}x\u{0}";
        let mut door = comment();
        door.body["text"] = attack.into();
        let proof = trial.proof().await;
        let answer = door.knock(&trial, &proof).send().await.expect("an answer");
        assert_eq!(answer.status(), 202);
        let added: Value = answer.json().await.expect("JSON");
        let path = format!("~/comments?page=bai-1&mine={}", added["token"].as_str().expect("a token"));
        let answer = trial.get(&path).await;
        assert_eq!(answer.headers()["content-type"], "application/json");
        assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
        let shown: Value = answer.json().await.expect("JSON");
        assert_eq!(shown["mine"].as_array().map(Vec::len), Some(1));
        let others: Value = trial.get("~/comments?page=bai-1").await.json().await.expect("JSON");
        assert!(!others.to_string().contains("script"), "nobody else sees it before a moderator");
        trial.end().await;
    }
}

/// The status of the page's act: its button sends the link's own address with POST.
async fn follow(trial: &Trial, link: &str) -> u16 {
    let token = link.split("t=").nth(1).unwrap_or_default();
    let token = token.split('&').next().unwrap_or_default();
    let (address, _) = link.split_once('?').unwrap_or((link, ""));
    let act = trial
        .client
        .post(format!("{address}?t={token}"))
        .header("origin", &trial.app.public_url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(format!("t={token}"));
    act.send().await.expect("an answer").status().as_u16()
}
