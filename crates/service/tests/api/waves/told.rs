//! Moderators are told of a wave once.

use bangtin_service::gate::Gate;
use bangtin_service::waves::{latest, look};
use serde_json::json;

use super::{HOUR, MINUTE, comes, small};
use crate::comments::send;
use crate::harness::{Database, Trial, number};
use crate::moderation::account_for;
use crate::on_each;

const MAILS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE kind = 'wave'";
const WAVES: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM waves";

async fn trial(database: Database) -> Trial {
    let trial = Trial::with(database, |settings| {
        small(settings);
        settings.sites[0].remind_moderators_at = Some(100);
    })
    .await;
    account_for(&trial, "duyet@example.vn", &["xa-song-ba"]).await;
    account_for(&trial, "tat-ca@example.vn", &["*"]).await;
    account_for(&trial, "khac@example.vn", &["xa-khac"]).await;
    trial
}

async fn looks(trial: &Trial) {
    look(&trial.app.gate).await.expect("a look");
}

on_each! {
    async fn a_wave_is_told_once_with_its_figures_and_never_what_was_written(database: Database) {
        let trial = trial(database).await;
        // What came long before is no part of it.
        comes(&trial, "c0", 1).await;
        trial.clock.advance(30 * MINUTE);
        comes(&trial, "c1", 1).await;
        let begun_ms = number(&trial, "SELECT created_ms FROM comments WHERE id = 'c1'").await;
        looks(&trial).await;
        assert_eq!((number(&trial, WAVES).await, number(&trial, MAILS).await), (0, 0), "two are calm");
        trial.clock.advance(MINUTE);
        comes(&trial, "c2", 1).await;
        comes(&trial, "c3", 1).await;
        looks(&trial).await;
        assert_eq!(number(&trial, MAILS).await, 2, "two moderators");
        let server = trial.mail.clone();
        let mail = tokio::task::spawn_blocking(move || server.mail_to("duyet@example.vn")).await.expect("a mail");
        assert_eq!(mail.subject(), "4 lượt gửi trong một giờ – Xã Sông Ba");
        let text = mail.text();
        for part in [
            "có một đợt gửi dồn dập. Trong một giờ qua có 4 lượt gửi (4 ý kiến).",
            "Đã đạt giới hạn 3 ý kiến chờ kiểm duyệt trong một giờ: hiện chưa nhận thêm.",
            "The limit of 3 comments that wait within an hour is reached",
            &format!("/moderation?site=xa-song-ba&state=pending&wave={begun_ms}"),
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("đăng ký") && !text.contains("Bí mật") && !mail.html().contains("Bí mật"), "{text}");
        assert!(trial.mail.mails().iter().all(|mail| !mail.to.concat().contains("khac@")));

        // It goes on: no other mail, also not by a replica that has just started.
        let other = Gate::new(trial.app.context().clone());
        for _ in 0..5 {
            trial.clock.advance(9 * MINUTE);
            looks(&trial).await;
            look(&other).await.expect("a look");
        }
        assert_eq!((number(&trial, WAVES).await, number(&trial, MAILS).await), (1, 2));
        let mut read = trial.app.store.read().await.expect("a connection");
        let known = latest(&mut read, "xa-song-ba", 3).await.expect("waves");
        drop(read);
        let wave = known[0];
        let ago = trial.clock.now_ms() - wave.last_ms;
        assert_eq!(wave.begun_ms, begun_ms, "behind the pause");
        assert!(wave.goes_on(trial.clock.now_ms()) && ago < 60_000, "{ago}");

        // Within an hour of calm it is the same wave; after one it is another.
        trial.clock.advance(50 * MINUTE);
        looks(&trial).await;
        for id in ["d1", "d2", "d3"] {
            comes(&trial, id, 1).await;
        }
        looks(&trial).await;
        assert_eq!((number(&trial, WAVES).await, number(&trial, MAILS).await), (1, 2));
        trial.clock.advance(HOUR + MINUTE);
        for id in ["e1", "e2", "e3"] {
            comes(&trial, id, 1).await;
        }
        looks(&trial).await;
        assert_eq!((number(&trial, WAVES).await, number(&trial, MAILS).await), (2, 4));
        trial.end().await;
    }

    async fn replicas_that_see_it_at_once_write_one_mail(database: Database) {
        let trial = trial(database).await;
        for id in ["c1", "c2", "c3"] {
            comes(&trial, id, 2).await;
        }
        let replicas: Vec<Gate> = (0..4).map(|_| Gate::new(trial.app.context().clone())).collect();
        for looked in futures_util::future::join_all(replicas.iter().map(look)).await {
            looked.expect("a look");
        }
        assert_eq!((number(&trial, WAVES).await, number(&trial, MAILS).await), (1, 2));
        let server = trial.mail.clone();
        let mail = tokio::task::spawn_blocking(move || server.mail_to("tat-ca@example.vn")).await.expect("a mail");
        let text = mail.text();
        assert!(text.contains("Đã đạt giới hạn 3 ý kiến có thể là nội dung rác") && text.contains("&state=suspected&wave="), "{text}");
        trial.end().await;
    }

    async fn forms_that_come_so_fast_that_they_cost_more_are_a_wave_too(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.limits.calm_forms_per_minute = 2;
            settings.sites[0].remind_moderators_at = Some(100);
        })
        .await;
        account_for(&trial, "duyet@example.vn", &["xa-song-ba"]).await;
        let left = 60_000 - trial.clock.now_ms().rem_euclid(60_000);
        trial.clock.advance(std::time::Duration::from_millis(left.unsigned_abs()));
        let begun_ms = trial.clock.now_ms().div_euclid(60_000) * 60_000;
        for number in 0..4 {
            assert_eq!(number_of_waves(&trial).await, 0);
            send(&trial, json!({ "page": "bai-1", "name": "An", "text": format!("lời {number}") })).await;
            if number < 3 {
                looks(&trial).await;
            }
        }
        trial.clock.advance(MINUTE);
        looks(&trial).await;
        assert_eq!(number(&trial, MAILS).await, 1);
        let server = trial.mail.clone();
        let mail = tokio::task::spawn_blocking(move || server.mail_to("duyet@example.vn")).await.expect("a mail");
        let text = mail.text();
        assert!(text.contains(&format!("wave={begun_ms}")) && !text.contains("giới hạn"), "{text}");
        trial.end().await;
    }

    async fn where_no_mail_is_wanted_the_wave_is_kept_all_the_same(database: Database) {
        let trial = Trial::with(database, small).await;
        account_for(&trial, "duyet@example.vn", &["xa-song-ba"]).await;
        for id in ["c1", "c2", "c3"] {
            comes(&trial, id, 1).await;
        }
        looks(&trial).await;
        assert_eq!((number(&trial, WAVES).await, number(&trial, MAILS).await), (1, 0));
        trial.end().await;
    }
}

async fn number_of_waves(trial: &Trial) -> i64 {
    number(trial, WAVES).await
}
