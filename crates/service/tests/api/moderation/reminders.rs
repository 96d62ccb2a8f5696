//! Moderators are told that comments wait.

use std::time::Duration;

use bangtin_service::clock::{day_of, start_of};
use bangtin_service::{on, reminders};
use serde_json::json;

use super::account_for;
use crate::harness::number;
use crate::on_both;

const HOUR_MS: i64 = 60 * 60 * 1000;
const REMINDERS: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE kind = 'reminder'";

on_both! {
    async fn moderators_are_told_each_morning_and_at_once_where_many_wait_and_never_what(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let trial = Trial::with(database, |settings| settings.sites[0].remind_moderators_at = Some(3)).await;
        account_for(&trial, "duyet@example.vn", &["xa-song-ba"]).await;
        account_for(&trial, "tat-ca@example.vn", &["*"]).await;
        account_for(&trial, "khac@example.vn", &["xa-khac"]).await;
        // Noon, with nothing to do.
        let noon = start_of(day_of(trial.clock.now_ms()) + 1) + 12 * HOUR_MS;
        trial.clock.advance(Duration::from_millis((noon - trial.clock.now_ms()).try_into().unwrap()));
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 0);

        waits(&trial, "c1").await;
        waits(&trial, "c2").await;
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 0, "they wait until the morning");
        trial.clock.advance(Duration::from_secs(20 * 3600));
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 2, "two moderators, once");
        let server = trial.mail.clone();
        let mail = tokio::task::spawn_blocking(move || server.mail_to("duyet@example.vn")).await.unwrap();
        let text = mail.text();
        assert!(text.contains("2 ý kiến đang chờ") && text.contains("20 giờ") && text.contains("/moderation?site=xa-song-ba"), "{text}");
        assert!(!text.contains("Bí mật") && !mail.html().contains("Bí mật") && !mail.subject().contains("Bí mật"));

        // So many that it cannot wait: at once, and once that day.
        trial.clock.advance(Duration::from_secs(3600));
        waits(&trial, "c3").await;
        look(&trial).await;
        waits(&trial, "c4").await;
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 4);
        assert!(trial.mail.mails().iter().all(|mail| !mail.to.concat().contains("khac@")));
        trial.end().await;
    }

    async fn what_may_be_spam_is_told_of_each_morning_and_never_at_once(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let trial = Trial::with(database, |settings| settings.sites[0].remind_moderators_at = Some(2)).await;
        account_for(&trial, "duyet@example.vn", &["xa-song-ba"]).await;
        let noon = start_of(day_of(trial.clock.now_ms()) + 1) + 12 * HOUR_MS;
        trial.clock.advance(Duration::from_millis((noon - trial.clock.now_ms()).try_into().unwrap()));
        for id in ["c1", "c2", "c3"] {
            waits_at(&trial, id, 2).await;
        }
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 0, "they are not many in the queue");
        trial.clock.advance(Duration::from_secs(20 * 3600));
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 1);
        let server = trial.mail.clone();
        let mail = tokio::task::spawn_blocking(move || server.mail_to("duyet@example.vn")).await.unwrap();
        assert!(mail.subject().starts_with("3 ý kiến có thể là nội dung rác"), "{}", mail.subject());
        let text = mail.text();
        assert!(text.contains("may be spam, apart: 3.") && !text.contains("chờ kiểm duyệt."), "{text}");
        trial.end().await;
    }
}

on_both! {
    async fn reports_of_errors_are_told_of_each_morning_also_where_no_comment_waits(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let trial = Trial::with(database, |settings| settings.sites[0].remind_moderators_at = Some(1)).await;
        account_for(&trial, "duyet@example.vn", &["xa-song-ba"]).await;
        let noon = start_of(day_of(trial.clock.now_ms()) + 1) + 12 * HOUR_MS;
        trial.clock.advance(Duration::from_millis((noon - trial.clock.now_ms()).try_into().unwrap()));
        let body = json!({ "page": "bai-1", "kind": "typo", "text": "Bí mật viết sai" });
        assert_eq!(trial.post("~/reports", &trial.proven(body).await).await.status(), 202);
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 0, "they wait until the morning, however many");
        trial.clock.advance(Duration::from_secs(20 * 3600));
        look(&trial).await;
        assert_eq!(number(&trial, REMINDERS).await, 1);
        let server = trial.mail.clone();
        let mail = tokio::task::spawn_blocking(move || server.mail_to("duyet@example.vn")).await.unwrap();
        assert!(mail.subject().starts_with("1 báo lỗi trong bài đang chờ xử lý"), "{}", mail.subject());
        let text = mail.text();
        assert!(text.contains("reports of errors in articles that wait: 1.") && !text.contains("ý kiến"), "{text}");
        assert!(!text.contains("Bí mật") && !mail.html().contains("Bí mật"));
        trial.end().await;
    }
}

/// Twice: each mail is written once.
async fn look(trial: &crate::harness::Trial) {
    for _ in 0..2 {
        reminders::remind(&trial.app).await.expect("a look");
    }
}

async fn waits(trial: &crate::harness::Trial, id: &str) {
    waits_at(trial, id, 1).await;
}

/// In the queue (1) or in the pile of what may be spam (2).
async fn waits_at(trial: &crate::harness::Trial, id: &str, place: i64) {
    let mut write = trial.app.store.write().await.expect("a transaction");
    on!(write, c => {
        let insert = "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms, place) \
             VALUES ($1, 'xa-song-ba', 'trang', 'Bí mật', 'Bí mật', 'pending', '', 1, $2, $3)";
        sqlx::query(insert).bind(id).bind(trial.clock.now_ms()).bind(place).execute(c).await.expect("a comment");
    });
    write.commit().await.expect("a commit");
}
