//! Nobody gets news that the text they agreed to did not name.

use bangtin_service::on;
use serde_json::{Value, json};

use super::{Desk, news};
use crate::on_both;
use crate::subscriptions::{filled, held, mail_to, open, press};

on_both! {
    async fn the_form_says_how_often_and_what_was_chosen_is_written_down(trial: Trial) {
        let plain: Value = trial.get("~/subscriptions/form").await.json().await.unwrap();
        assert_eq!(plain["rhythms"], json!([]));
        let mut desk = Desk::instead_of(trial).await;
        let trial = &desk.trial;
        let form: Value = trial.get("~/subscriptions/form").await.json().await.unwrap();
        assert_ne!(form["version"], plain["version"], "another text");
        assert_eq!(form["rhythms"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect::<Vec<_>>(), ["weekly", "daily"]);
        let consent = form["consent"].as_str().unwrap();
        assert!(consent.contains("nhiều nhất 20 tin") && consent.contains("mỗi ngày hoặc mỗi tuần"), "{consent}");

        let mut wrong = filled(trial, "lan@example.vn").await;
        wrong["rhythm"] = "hourly".into();
        let wrong = trial.proven(wrong).await;
        let answer = trial.post("~/subscriptions", &wrong).await;
        assert_eq!(answer.status(), 422);
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["errors"][0], json!({"field": "rhythm", "code": "unknown"}));

        // A kit of before there was a choice names none.
        for (email, rhythm, kept) in [("lan@example.vn", Some("daily"), "daily"), ("tu@example.vn", None, "weekly")] {
            let mut form = filled(trial, email).await;
            if let Some(rhythm) = rhythm {
                form["rhythm"] = rhythm.into();
            }
            let form = trial.proven(form).await;
            assert_eq!(trial.post("~/subscriptions", &form).await.status(), 202);
            let mail = mail_to(trial, email).await;
            press(trial, &mail.link("/confirm?").unwrap(), "").await;
            let report: Value = held(trial, &mail).await.json().await.unwrap();
            assert_eq!(report["rhythm"], kept);
            assert_eq!(report["consents"][0]["rhythm"], kept);
            assert!(report["consents"][0]["text"].as_str().unwrap().contains("(weekly)"));
        }
        desk.publish("moi", "Tin mới đăng", "thong-bao").await;
        desk.seven().await;
        let mails = desk.mails("lan@example.vn").await;
        assert_eq!(news(&mails).len(), 1);

        // The choice is changed on the holder's page.
        let manage = news(&mails)[0].link("/manage?").unwrap();
        let trial = &desk.trial;
        assert!(open(trial, &manage).await.text().await.unwrap().contains("value=\"daily\" required checked"));
        assert_eq!(press(trial, &manage, "act=rhythm&rhythm=hourly").await.status(), 422);
        assert_eq!(press(trial, &manage, "act=rhythm&rhythm=weekly").await.status(), 200);
        let report: Value = held(trial, &mails[0]).await.json().await.unwrap();
        let last = report["consents"].as_array().unwrap().last().unwrap();
        assert_eq!((&report["rhythm"], &last["act"], &last["rhythm"]), (&json!("weekly"), &json!("changed"), &json!("weekly")));
        desk.trial.end().await;
    }

    async fn whoever_agreed_to_an_older_text_is_asked_once_and_gets_nothing_until_they_agree(trial: Trial) {
        let mut desk = Desk::instead_of(trial).await;
        let first = crate::subscriptions::confirmed(&desk.trial, "lan@example.vn").await;
        let mut write = desk.trial.app.store.write().await.unwrap();
        on!(write, c => {
            // As when the site did not send any news.
            sqlx::query("UPDATE subscribers SET rhythm = '', agreed_ms = NULL").execute(&mut *c).await.unwrap();
            sqlx::query("UPDATE consents SET rhythm = ''").execute(&mut *c).await.unwrap();
        });
        write.commit().await.unwrap();
        desk.publish("moi", "Tin mới đăng", "thong-bao").await;
        desk.seven().await;
        desk.look().await;
        let mails = desk.mails("lan@example.vn").await;
        assert!(news(&mails).is_empty());
        let asked: Vec<_> = mails.iter().filter(|mail| mail.subject().contains("nhận tin mới qua thư")).collect();
        assert_eq!(asked.len(), 1, "{:?}", mails.iter().map(bangtin_rig::Mail::subject).collect::<Vec<_>>());
        assert_eq!(asked[0].header("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
        let manage = asked[0].link("/manage?").unwrap();
        let report: Value = held(&desk.trial, &first).await.json().await.unwrap();
        assert_eq!((&report["state"], report.get("rhythm")), (&json!("confirmed"), None));

        let page = open(&desk.trial, &manage).await.text().await.unwrap();
        assert!(page.contains("nhiều nhất 20 tin") && page.contains("name=\"consent\" value=\"on\" required>"), "{page}");
        assert!(!page.contains("required checked"), "nothing is chosen beforehand");
        let version = page.split("name=\"version\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
        for refused in [
            "act=rhythm&rhythm=daily".to_owned(),
            format!("act=agree&rhythm=daily&version={version}"),
            "act=agree&rhythm=daily&version=older&consent=on".to_owned(),
            format!("act=agree&version={version}&consent=on"),
        ] {
            assert_eq!(press(&desk.trial, &manage, &refused).await.status(), 422, "{refused}");
        }
        desk.publish("nua", "Tin nữa", "thong-bao").await;
        desk.seven().await;
        assert!(news(&desk.mails("lan@example.vn").await).is_empty());

        assert_eq!(press(&desk.trial, &manage, &format!("act=agree&rhythm=daily&version={version}&consent=on")).await.status(), 200);
        let report: Value = held(&desk.trial, &first).await.json().await.unwrap();
        let last = report["consents"].as_array().unwrap().last().unwrap();
        assert_eq!((&report["rhythm"], &last["act"], last["version"].as_str().unwrap()), (&json!("daily"), &json!("agreed"), version.as_str()));
        desk.publish("sau", "Tin sau", "thong-bao").await;
        desk.seven().await;
        assert_eq!(news(&desk.mails("lan@example.vn").await).len(), 1);
        desk.trial.end().await;
    }
}
