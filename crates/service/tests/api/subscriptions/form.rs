//! The form: what it shows and what it takes.

use std::time::Duration;

use serde_json::{Value, json};

use super::{asked, confirmed, filled, held, mail_to, press, subscribe, version};
use crate::harness::code;
use crate::on_both;

on_both! {
    async fn the_form_says_who_what_for_how_long_and_which_rights(trial: Trial) {
        let form = trial.get("~/subscriptions/form?lang=vi").await;
        assert_eq!(form.status(), 200);
        assert!(form.headers()["cache-control"].to_str().unwrap().starts_with("public"));
        let tag = form.headers()["etag"].clone();
        let form: Value = form.json().await.unwrap();
        assert_eq!(form["topics"][1]["name"], "Nông nghiệp – Nông thôn");
        let controller = form["controller"].as_str().unwrap();
        assert!(form["consent"].as_str().unwrap().contains(controller));
        assert!(form["rights"].as_array().unwrap().len() >= 3);
        assert!(form["data"].is_string() && form["retention"].is_string());
        assert_ne!(version(&trial, "en").await, form["version"].as_str().unwrap());
        let again = trial.request(reqwest::Method::GET, "~/subscriptions/form?lang=vi").header("if-none-match", tag);
        assert_eq!(again.send().await.unwrap().status(), 304);
        trial.end().await;
    }

    async fn a_site_without_subscriptions_has_no_form(trial: Trial) {
        trial.end().await;
        let trial = Trial::with(Database::Sqlite, |settings| settings.sites[0].subscribing = None).await;
        assert_eq!(trial.get("~/subscriptions/form").await.status(), 404);
        let answer = trial.post("~/subscriptions", &trial.proven(json!({"email": "lan@example.vn", "consent": true})).await).await;
        assert_eq!(answer.status(), 404);
        trial.end().await;
    }

    async fn the_mail_is_in_the_language_of_the_form_and_says_nothing_that_was_typed(trial: Trial) {
        let mail = asked(&trial, "Lan.Nguyen@example.vn").await;
        assert_eq!(mail.to, ["<Lan.Nguyen@example.vn>"].map(|to| to.trim_matches(['<', '>']).to_owned()));
        assert_eq!(mail.from.trim_matches(['<', '>']), "bangtin@songba.example.gov.vn");
        assert_eq!(mail.subject(), "Xác nhận đăng ký nhận tin – Xã Sông Ba");
        assert!(mail.text().contains("- Thông báo") && mail.text().contains("thôn Phước Lộc"));
        assert!(!mail.text().contains("Nguyen") && !mail.html().contains("Nguyen"));
        let html = mail.html();
        assert!(html.contains("lang=\"vi\"") && html.contains("Xác nhận đăng ký"));
        assert!(!html.contains("<script") && !html.contains("<img") && !html.contains("http-equiv"));
        assert_eq!(mail.header("Auto-Submitted"), "auto-generated");
        assert_eq!(mail.header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        assert!(mail.header("Message-ID").ends_with("@songba.example.gov.vn>"));
        let raw = String::from_utf8(mail.raw.clone()).expect("mail is ASCII on the wire");
        assert!(raw.is_ascii() && raw.contains("multipart/alternative"));
        assert!(raw.lines().all(|line| line.len() <= 998), "RFC 5322, 2.1.1");

        let mut form = filled(&trial, "an@example.vn").await;
        form["lang"] = "en".into();
        form["consent_version"] = version(&trial, "en").await.into();
        assert_eq!(trial.post("~/subscriptions", &trial.proven(form).await).await.status(), 202);
        let mail = mail_to(&trial, "an@example.vn").await;
        assert_eq!(mail.subject(), "Confirm your subscription – Xã Sông Ba");
        trial.end().await;
    }

    async fn the_answer_is_the_same_for_everybody(trial: Trial) {
        let mut answers = Vec::new();
        for round in 0..2 {
            for email in ["moi@example.vn", "cu@example.vn", "CU@EXAMPLE.VN", "cu+tin@example.vn"] {
                let answer = subscribe(&trial, email).await;
                answers.push((answer.status(), answer.headers()["cache-control"].clone(), answer.text().await.unwrap()));
            }
            if round == 0 {
                let mail = mail_to(&trial, "cu@example.vn").await;
                press(&trial, &mail.link("/confirm?").unwrap(), "").await;
                trial.clock.advance(Duration::from_secs(90_000));
            }
        }
        assert_eq!(answers[0].0, 202);
        assert_eq!(answers[0].2, r#"{"status":"confirm_by_mail"}"#);
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        trial.end().await;
    }

    async fn one_mailbox_gets_one_mail_a_day_whatever_is_sent(trial: Trial) {
        for email in ["lan@example.vn", "LAN@example.vn", "lan+1@example.vn", "Lan+2@Example.VN", " lan@example.vn "] {
            assert_eq!(subscribe(&trial, email).await.status(), 202);
        }
        // Mails go out in turn: when this one is there, a second to the mailbox would be too.
        asked(&trial, "sau@example.vn").await;
        assert_eq!(to_lan(&trial), 1);
        trial.clock.advance(Duration::from_secs(24 * 3600));
        assert_eq!(subscribe(&trial, "lan@example.vn").await.status(), 202);
        asked(&trial, "sau-nua@example.vn").await;
        assert_eq!(to_lan(&trial), 2);
        trial.end().await;
    }

    async fn many_sites_are_no_way_around_the_pause(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let trial = Trial::with(database, |settings| {
            for n in 0..4 {
                let mut other = settings.sites[0].clone();
                other.id = format!("xa-{n}");
                settings.sites.push(other);
            }
        }).await;
        for site in ["xa-song-ba", "xa-0", "xa-1", "xa-2", "xa-3"] {
            let mut form = filled(&trial, "lan@example.vn").await;
            let challenge = trial.get(&format!("/v1/sites/{site}/challenge")).await.text().await.unwrap();
            trial.clock.advance(Duration::from_secs(3));
            form["proof"] = bangtin_rig::solve(&challenge).into();
            let answer = trial.post(&format!("/v1/sites/{site}/subscriptions"), &form).await;
            assert_eq!(answer.status(), 202);
        }
        asked(&trial, "sau@example.vn").await;
        assert_eq!(to_lan(&trial), 3);
        trial.end().await;
    }

    async fn what_is_wrong_is_said_for_each_field(trial: Trial) {
        let answer = trial.post("~/subscriptions", &trial.proven(json!({"topics": ["la"], "lang": "fr"})).await).await;
        assert_eq!(answer.status(), 422);
        let problem: Value = answer.json().await.unwrap();
        let expected = json!([
            {"field": "lang", "code": "invalid"}, {"field": "email", "code": "required"},
            {"field": "topics", "code": "unknown"}, {"field": "consent", "code": "required"},
        ]);
        assert_eq!(problem["errors"], expected);
        for (field, value, error) in [
            ("email", json!("lan@example.vn\r\nBcc: all@example.vn"), "space"),
            ("email", json!("lan@example.vn%0d%0aBcc:all@example.vn"), "several"),
            ("email", json!("lần@example.vn"), "not_ascii"),
            ("email", json!("lan.example.vn"), "at_missing"),
            ("email", json!("lan@example"), "domain"),
            ("email", json!("lan.@example.vn"), "local_part"),
            ("email", json!(format!("{}@example.vn", "a".repeat(300))), "too_long"),
            ("topics", json!([]), "required"),
            ("consent", json!(false), "required"),
        ] {
            let mut form = filled(&trial, "lan@example.vn").await;
            form[field] = value;
            let answer = trial.post("~/subscriptions", &trial.proven(form).await).await;
            assert_eq!(answer.status(), 422, "{field}");
            let problem: Value = answer.json().await.unwrap();
            assert_eq!(problem["errors"], json!([{"field": field, "code": error}]));
        }
        assert!(trial.mail.mails().is_empty());
        trial.end().await;
    }

    async fn nobody_agrees_to_another_text_than_was_shown(trial: Trial) {
        let mut form = filled(&trial, "lan@example.vn").await;
        form["consent_version"] = "cu".into();
        let answer = trial.post("~/subscriptions", &trial.proven(form).await).await;
        assert_eq!(answer.status(), 409);
        assert_eq!(code(answer).await, "consent_changed");
        trial.end().await;
    }

    async fn a_form_needs_a_page_of_the_site_and_a_fresh_proof(trial: Trial) {
        let form = filled(&trial, "lan@example.vn").await;
        assert_eq!(code(trial.post("~/subscriptions", &form).await).await, "challenge_missing");
        let form = trial.proven(form).await;
        let strange = trial.client.post(trial.url("~/subscriptions")).header("origin", "https://evil.example").json(&form);
        assert_eq!(strange.send().await.unwrap().status(), 403);
        assert_eq!(trial.post("~/subscriptions", &form).await.status(), 202);
        assert_eq!(code(trial.post("~/subscriptions", &form).await).await, "challenge_used");
        trial.end().await;
    }

    async fn a_request_that_comes_again_is_answered_and_done_once(trial: Trial) {
        let form = filled(&trial, "lan@example.vn").await;
        let form = trial.proven(form).await;
        for _ in 0..3 {
            let request = trial.request(reqwest::Method::POST, "~/subscriptions").header("idempotency-key", "k1").json(&form);
            assert_eq!(request.send().await.unwrap().status(), 202);
        }
        let mut other = form.clone();
        other["email"] = "ba@example.vn".into();
        let request = trial.request(reqwest::Method::POST, "~/subscriptions").header("idempotency-key", "k1").json(&other);
        assert_eq!(code(request.send().await.unwrap()).await, "idempotency_key_reused");
        trial.end().await;
    }

    async fn topics_of_a_subscriber_change_only_by_their_own_mail(trial: Trial) {
        let mail = confirmed(&trial, "lan@example.vn").await;
        trial.clock.advance(Duration::from_secs(90_000));
        let mut form = filled(&trial, "lan@example.vn").await;
        form["topics"] = json!(["nong-nghiep"]);
        assert_eq!(trial.post("~/subscriptions", &trial.proven(form).await).await.status(), 202);
        let before: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!((&before["state"], &before["topics"]), (&json!("confirmed"), &json!(["thong-bao"])));
        asked(&trial, "sau@example.vn").await;
        let newer = mail_to(&trial, "lan@example.vn").await;
        press(&trial, &newer.link("/confirm?").unwrap(), "").await;
        let after: Value = held(&trial, &mail).await.json().await.unwrap();
        assert_eq!(after["topics"], json!(["nong-nghiep"]));
        trial.end().await;
    }
}

fn to_lan(trial: &crate::harness::Trial) -> usize {
    let mails = trial.mail.mails();
    let to_lan = mails
        .iter()
        .filter(|mail| mail.to.iter().any(|to| to.to_lowercase().contains("lan")));
    to_lan.count()
}
