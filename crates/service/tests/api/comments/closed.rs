//! A page whose comments are closed says so and takes none.

use std::time::Duration;

use bangtin_service::clock::{day_of, start_of};
use bangtin_service::comments::{Closing, close};
use bangtin_service::content::import::import;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{decide, send, shown};
use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::harness::{Database, Trial, code, number};
use crate::{on_both, on_each};

fn of(page: &str) -> Value {
    json!({ "page": page, "name": "Bà Năm", "text": "Bao giờ làm xong đường?" })
}

/// That the answer to readers and the door say the same.
async fn is_closed(trial: &Trial, page: &str, reason: &str) -> Value {
    trial.app.rendered.forget();
    let told = shown(trial, page).await;
    assert_eq!(told["closed_for"], reason);
    let body = trial.proven(of(page)).await;
    let refused = trial.post("~/comments", &body).await;
    assert_eq!(refused.status(), StatusCode::CONFLICT);
    assert_eq!(code(refused).await, "comments_closed");
    told
}

async fn is_open(trial: &Trial, page: &str) {
    trial.app.rendered.forget();
    let told = shown(trial, page).await;
    assert_eq!(
        (
            told.get("closed"),
            told.get("closed_for"),
            told.get("opens")
        ),
        (None, None, None)
    );
    send(trial, of(page)).await;
}

/// Moves the clock on to this minute of the day after tomorrow in Viet Nam.
fn to(trial: &Trial, hours: i64, minutes: i64) -> i64 {
    let now_ms = trial.app.clock.now_ms();
    let day = day_of(now_ms) + 2;
    let at_ms = start_of(day) + (hours * 60 + minutes) * 60_000;
    trial.clock.advance(Duration::from_millis(
        u64::try_from(at_ms - now_ms).expect("a later time"),
    ));
    day
}

on_both! {
    async fn what_a_moderator_closes_takes_none_until_it_is_opened(trial: Trial) {
        let sent = send(&trial, of("bai-1")).await;
        let (id, token) = (sent["id"].as_str().unwrap(), sent["token"].as_str().unwrap());
        decide(&trial, id, bangtin_model::answers::CommentState::Approved).await;
        let change = async |shut: bool| {
            let closing = Closing { site: "xa-song-ba", page: "bai-1", close: shut, note: "", actor: "a test" };
            let mut write = trial.app.store.write().await.expect("a transaction");
            let changed = close(&mut write, closing, trial.app.clock.now_ms()).await.expect("a database");
            write.commit().await.expect("a commit");
            changed
        };
        assert!(change(true).await && !change(true).await);
        let told = is_closed(&trial, "bai-1", "by_hand").await;
        assert_eq!(told["closed"], "Trang này không nhận ý kiến nữa.");
        assert_eq!((told.get("opens"), &told["count"]), (None, &json!(1)));
        // The writer is told the same.
        let own = shown(&trial, &format!("bai-1&mine={token}")).await;
        assert_eq!((&own["closed_for"], &own["mine"][0]["id"]), (&json!("by_hand"), &json!(id)));
        // A reply is a comment too.
        let mut reply = trial.proven(of("bai-1")).await;
        reply["parent"] = id.into();
        assert_eq!(trial.post("~/comments", &reply).await.status(), StatusCode::CONFLICT);
        is_open(&trial, "bai-2").await;
        assert!(change(false).await && !change(false).await);
        is_open(&trial, "bai-1").await;
        assert_eq!(number(&trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM moderation_log WHERE action = 'comments'").await, 2);
        trial.end().await;
    }

    async fn what_was_taken_before_is_answered_as_before(trial: Trial) {
        let body = trial.proven(of("bai-1")).await;
        let press = async || {
            let request = trial.request(reqwest::Method::POST, "~/comments").header("idempotency-key", "0123456789abcdef");
            let response = request.json(&body).send().await.expect("an answer");
            (response.status(), response.text().await.expect("text"))
        };
        let first = press().await;
        assert_eq!(first.0, StatusCode::ACCEPTED);
        let closing = Closing { site: "xa-song-ba", page: "bai-1", close: true, note: "", actor: "a test" };
        let mut write = trial.app.store.write().await.expect("a transaction");
        close(&mut write, closing, 1).await.expect("a database");
        write.commit().await.expect("a commit");
        assert_eq!(press().await, first);
        trial.end().await;
    }
}

on_each! {
    async fn comments_are_taken_within_the_hours(database: Database) {
        let trial = Trial::with(database, |settings| settings.sites[0].comments.hours = "07:00-21:00".parse().ok()).await;
        let day = to(&trial, 6, 30);
        let told = is_closed(&trial, "bai-1", "hours").await;
        assert_eq!(told["closed"], "Ý kiến được nhận từ 07:00 đến 21:00 hằng ngày.");
        let at = |day: i64| bangtin_service::comments::iso(start_of(day) + 7 * 3_600_000);
        assert_eq!(told["opens"], at(day));
        assert!(at(day).ends_with("T07:00:00+07:00"));
        to(&trial, 7, 0);
        is_open(&trial, "bai-1").await;
        let day = to(&trial, 21, 0);
        assert_eq!(is_closed(&trial, "bai-1", "hours").await["opens"], at(day + 1));
        trial.end().await;
    }

    async fn an_article_takes_comments_for_so_many_days(database: Database) {
        let trial = Trial::with(database, |settings| settings.sites[0].comments.close_after_days = Some(30)).await;
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let mut fresh = article(2, "Mới");
        let published = bangtin_service::comments::iso(trial.app.clock.now_ms() - 29 * 86_400_000);
        fresh["date_published"] = published.into();
        let mut old = article(1, "Cũ");
        old["date_published"] = "2020-01-01T08:00:00+07:00".into();
        cms.on("/feed.json", Reply::json(&json_feed(&[fresh, old])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let told = is_closed(&trial, "tin-1", "age").await;
        assert_eq!(told["closed"], "Bài viết chỉ nhận ý kiến trong 30 ngày kể từ ngày đăng.");
        is_open(&trial, "tin-2").await;
        is_open(&trial, "trang-lien-he").await;
        trial.clock.advance(Duration::from_secs(86_400));
        is_closed(&trial, "tin-2", "age").await;
        trial.end().await;
    }
}
