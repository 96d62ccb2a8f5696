//! The links of the mail: pages for people, without script.

use std::time::Duration;

use serde_json::{Value, json};

use super::{asked, confirmed, filled, held, mail_to, open, press, subscribe, token, version};
use crate::harness::code;
use crate::on_both;

on_both! {
    async fn a_subscriber_goes_the_whole_way(trial: Trial) {
        let mail = asked(&trial, "lan@example.vn").await;
        let confirm = mail.link("/confirm?").unwrap();
        // A program that looks into mail opens links; that confirms nothing.
        let page = open(&trial, &confirm).await;
        assert_eq!(page.status(), 200);
        let policy = page.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(policy.contains("default-src 'none'") && !policy.contains("script-src"));
        assert_eq!(page.headers()["cache-control"], "no-store");
        let page = page.text().await.unwrap();
        assert!(page.contains("<html lang=\"vi\">") && page.contains("<form method=\"post\">"));
        let pending: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!(pending["state"], "pending");

        // Some browsers name no origin after a redirect or from a mail program's own view: the token is what counts.
        let request = trial.client.post(&confirm).header("origin", "null");
        assert_eq!(request.send().await.unwrap().status(), 200);
        for _ in 0..2 {
            let page = press(&trial, &confirm, "").await;
            assert_eq!(page.status(), 200);
            assert!(page.text().await.unwrap().contains("Đã xác nhận đăng ký"));
        }
        let report: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!((&report["state"], &report["email"]), (&json!("confirmed"), &json!("lan@example.vn")));
        let acts: Vec<&str> = report["consents"].as_array().unwrap().iter().map(|act| act["act"].as_str().unwrap()).collect();
        assert_eq!(acts, ["asked", "confirmed"]);
        let asked = &report["consents"][0];
        assert_eq!(asked["page"], "https://songba.example.gov.vn/tin-tuc");
        assert_eq!(asked["version"].as_str().unwrap(), version(&trial, "vi").await);
        assert!(asked["text"].as_str().unwrap().contains("Ủy ban nhân dân xã Sông Ba"));
        assert_eq!(asked["topics"], json!(["thong-bao"]));

        let header = mail.header("List-Unsubscribe").replace(char::is_whitespace, "");
        let one_click = header.trim_matches(['<', '>']).to_owned();
        assert_eq!(Some(&one_click), mail.link("/unsubscribe?").as_ref());
        assert!(open(&trial, &one_click).await.text().await.unwrap().contains("Hủy đăng ký"));
        let still: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!(still["state"], "confirmed");
        for _ in 0..2 {
            let page = press(&trial, &one_click, "List-Unsubscribe=One-Click").await;
            assert_eq!(page.status(), 200);
        }
        let left: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!(left["state"], "unsubscribed");
        assert_eq!(left["consents"].as_array().unwrap().len(), 3);
        // The old link does not bring back what was withdrawn.
        let page = press(&trial, &confirm, "").await.text().await.unwrap();
        assert!(page.contains("Đăng ký này đã bị hủy"));

        for _ in 0..2 {
            let request = trial.request(reqwest::Method::DELETE, &format!("~/subscriptions/me?t={}", token(&mail)));
            assert_eq!(request.send().await.unwrap().status(), 204);
        }
        let gone = held(&trial, &mail).await;
        assert_eq!(gone.status(), 410);
        assert_eq!(code(gone).await, "erased");
        assert_eq!(press(&trial, &one_click, "").await.status(), 200);
        assert_eq!(press(&trial, &confirm, "").await.status(), 410);
        assert_eq!(open(&trial, &mail.link("/manage?").unwrap()).await.status(), 410);
        trial.end().await;
    }

    async fn whoever_left_can_come_back(trial: Trial) {
        let mail = confirmed(&trial, "lan@example.vn").await;
        press(&trial, &mail.link("/unsubscribe?").unwrap(), "").await;
        trial.clock.advance(Duration::from_secs(90_000));
        subscribe(&trial, "lan@example.vn").await;
        asked(&trial, "sau@example.vn").await;
        let newer = mail_to(&trial, "lan@example.vn").await;
        press(&trial, &newer.link("/confirm?").unwrap(), "").await;
        let report: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!(report["state"], "confirmed");
        assert_eq!(report.get("unsubscribed"), None);
        trial.end().await;
    }

    async fn whoever_left_can_come_back_the_same_day(trial: Trial) {
        let mail = confirmed(&trial, "lan@example.vn").await;
        press(&trial, &mail.link("/unsubscribe?").unwrap(), "").await;
        subscribe(&trial, "lan@example.vn").await;
        asked(&trial, "sau@example.vn").await;
        let newer = mail_to(&trial, "lan@example.vn").await;
        assert_ne!(newer.header("Message-ID"), mail.header("Message-ID"));
        trial.end().await;
    }

    async fn an_older_confirmation_does_not_undo_a_newer_choice(trial: Trial) {
        let older = asked(&trial, "lan@example.vn").await;
        trial.clock.advance(Duration::from_secs(90_000));
        let mut form = filled(&trial, "lan@example.vn").await;
        form["topics"] = json!(["nong-nghiep"]);
        let form = trial.proven(form).await;
        assert_eq!(trial.post("~/subscriptions", &form).await.status(), 202);
        asked(&trial, "sau@example.vn").await;
        let newer = mail_to(&trial, "lan@example.vn").await;
        press(&trial, &newer.link("/confirm?").unwrap(), "").await;
        assert_eq!(press(&trial, &older.link("/confirm?").unwrap(), "").await.status(), 200);
        let report: Value = held(&trial, &newer).await.json().await.unwrap();
        assert_eq!(report["topics"], json!(["nong-nghiep"]), "{report}");
        trial.end().await;
    }

    async fn links_end_and_break_with_a_page(trial: Trial) {
        let mail = asked(&trial, "lan@example.vn").await;
        let confirm = mail.link("/confirm?").unwrap();
        for broken in [confirm.replace("t=", "t=x"), confirm.replace("t=", "u="), confirm.replace("?", "?t=a&"),
            mail.link("/manage?").unwrap().replace("/manage", "/confirm")] {
            for page in [open(&trial, &broken).await, press(&trial, &broken, "").await] {
                assert_eq!(page.status(), 400, "{broken}");
                assert!(page.text().await.unwrap().contains("Liên kết không hợp lệ"));
            }
        }
        trial.clock.advance(Duration::from_secs(7 * 24 * 3600 + 60));
        for page in [open(&trial, &confirm).await, press(&trial, &confirm, "").await] {
            assert_eq!(page.status(), 410);
            assert!(page.text().await.unwrap().contains("đã hết hạn"));
        }
        let english = open(&trial, &confirm.replace("lang=vi", "lang=en")).await.text().await.unwrap();
        assert!(english.contains("<html lang=\"en\">") && english.contains("This link has expired"));
        trial.clock.advance(Duration::from_secs(400 * 24 * 3600));
        assert_eq!(code(held(&trial, &mail).await).await, "token_expired");
        // Leaving is possible for ever.
        assert_eq!(press(&trial, &mail.link("/unsubscribe?").unwrap(), "").await.status(), 200);
        trial.end().await;
    }

    async fn a_token_opens_one_door_of_one_site(trial: Trial) {
        let mail = confirmed(&trial, "lan@example.vn").await;
        let none = trial.get("~/subscriptions/me").await;
        assert_eq!(none.status(), 401);
        assert_eq!(none.headers()["www-authenticate"], "Bearer");
        let unsubscribe = mail.link("/unsubscribe?").unwrap();
        let me = unsubscribe.replace("/unsubscribe", "/me");
        assert_eq!(open(&trial, &me).await.status(), 401);
        assert_eq!(open(&trial, &unsubscribe.replace("/unsubscribe", "/manage")).await.status(), 400);
        trial.end().await;
    }

    async fn people_see_change_leave_and_erase_on_one_page(trial: Trial) {
        let mail = confirmed(&trial, "lan@example.vn").await;
        let manage = mail.link("/manage?").unwrap();
        let page = open(&trial, &manage).await.text().await.unwrap();
        for part in ["lan@example.vn", "Đang nhận tin", "Nông nghiệp – Nông thôn", "Ủy ban nhân dân xã Sông Ba", "Xóa dữ liệu"] {
            assert!(page.contains(part), "{part}");
        }
        assert!(!page.contains("<script") && !page.contains(" style="));
        let copy = page.split("href=\"me?").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        assert_eq!(trial.get(&format!("~/subscriptions/me?{copy}")).await.status(), 200);

        let page = press(&trial, &manage, "act=topics").await;
        assert_eq!(page.status(), 422);
        assert!(page.text().await.unwrap().contains("ít nhất một chủ đề"));
        assert_eq!(press(&trial, &manage, "act=topics&topics=%3Cscript%3E").await.status(), 422);
        let page = press(&trial, &manage, "act=topics&topics=nong-nghiep&topics=thong-bao").await;
        assert_eq!(page.status(), 200);
        let report: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!(report["topics"], json!(["thong-bao", "nong-nghiep"]));
        assert_eq!(report["consents"][2]["act"], "changed");

        press(&trial, &manage, "act=unsubscribe").await;
        let report: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!(report["state"], "unsubscribed");
        assert_eq!(press(&trial, &manage, "act=erase").await.status(), 422);
        let page = press(&trial, &manage, "act=erase&sure=yes").await.text().await.unwrap();
        assert!(page.contains("Đã xóa dữ liệu của bạn"));
        assert_eq!(open(&trial, &manage).await.status(), 410);
        trial.end().await;
    }
}
