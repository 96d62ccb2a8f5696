//! Hits and counters: who is counted, when, and what stays behind.

mod newcomers;
mod overload;
mod replicas;
mod traces;

use std::time::Duration;

use bangtin_model::{Moment, Precision};
use bangtin_service::clock::{day_of, start_of};
use bangtin_service::config::Settings;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{Database, ORIGIN, Trial, code, site};
use crate::on_both;

const MINUTE: Duration = Duration::from_secs(60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const PHONE: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36";

/// A browser of its own for each number.
fn reader(number: u32) -> String {
    format!("{PHONE} Reader/{number}")
}

async fn hit(trial: &Trial, agent: &str, body: &Value) -> StatusCode {
    hit_with(trial, "~/hits", &[("user-agent", agent)], body.to_string()).await
}

async fn hit_with(trial: &Trial, path: &str, headers: &[(&str, &str)], body: String) -> StatusCode {
    let mut request = trial.client.post(trial.url(path)).body(body);
    let usual = [
        ("origin", ORIGIN),
        ("user-agent", PHONE),
        ("content-type", "text/plain;charset=UTF-8"),
    ];
    for (name, value) in usual {
        if !headers.iter().any(|(given, _)| *given == name) {
            request = request.header(name, value);
        }
    }
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.send().await.expect("an answer").status()
}

/// The counters as they are once everything is written.
async fn counters(trial: &Trial, path: &str) -> Value {
    trial.app.counting.flush().await.expect("hits are written");
    trial.app.rendered.forget();
    let answer = trial.get(path).await;
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.expect("JSON")
}

/// Moves on to this hour in Viet Nam of the next day for which `wanted` is true.
fn advance_to(trial: &Trial, hour: i64, wanted: impl Fn(Moment) -> bool) {
    let now = trial.clock.now_ms();
    let at = |day| start_of(day) + hour * 3_600_000;
    let day = (day_of(now) + 1..)
        .find(|day| wanted(Moment::from_unix(at(*day) / 1000, Precision::Second)))
        .expect("a day");
    let wait = u64::try_from(at(day) - now).expect("the future");
    trial.clock.advance(Duration::from_millis(wait));
}

pub fn noon(trial: &Trial) {
    advance_to(trial, 12, |_| true);
}

/// Behind a proxy on this machine, so that readers can have addresses of their own.
fn behind_a_proxy(settings: &mut Settings) {
    settings.trusted_proxies = vec!["127.0.0.0/8".parse().expect("a network")];
}

on_both! {
    async fn a_reader_is_one_visit_a_day_however_often_a_page_is_loaded(trial: Trial) {
        noon(&trial);
        for _ in 0..3 {
            assert_eq!(hit(&trial, PHONE, &json!({"page": "tin-42"})).await, StatusCode::NO_CONTENT);
            trial.app.counting.flush().await.expect("written");
        }
        trial.clock.advance(2 * MINUTE);
        hit(&trial, PHONE, &json!({"page": "tin-42", "restored": true})).await;
        hit(&trial, &reader(2), &json!({})).await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!(shown["today"], 2);
        assert_eq!(shown["month"], 2);
        assert_eq!(shown["total"], 2);
        assert_eq!(shown["online"], 2);
        assert_eq!(shown["views"], json!({"today": 5, "month": 5, "total": 5}));
        trial.end().await;
    }

    async fn hits_are_written_without_being_asked(trial: Trial) {
        hit(&trial, PHONE, &json!({})).await;
        let begin = std::time::Instant::now();
        loop {
            trial.app.rendered.forget();
            let shown: Value = trial.get("~/counters").await.json().await.expect("JSON");
            if shown["total"] == 1 {
                break;
            }
            assert!(begin.elapsed() < Duration::from_secs(10), "still not written");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        trial.end().await;
    }

    async fn nothing_is_shown_of_what_was_never_counted(trial: Trial) {
        let shown = counters(&trial, "~/counters").await;
        assert_eq!(shown.as_object().expect("an object").keys().collect::<Vec<_>>(), ["as_of"]);
        trial.end().await;
    }

    async fn a_day_begins_at_midnight_in_viet_nam(trial: Trial) {
        advance_to(&trial, 24, |_| true);
        trial.clock.advance(DAY - 2 * MINUTE);
        hit(&trial, &reader(1), &json!({})).await;
        hit(&trial, &reader(2), &json!({})).await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["online"]), (&json!(2), &json!(2)));

        // 00:01: the second reads on, a third comes. Nobody is online twice.
        trial.clock.advance(3 * MINUTE);
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["online"]), (&json!(0), &json!(2)));
        hit(&trial, &reader(2), &json!({})).await;
        hit(&trial, &reader(3), &json!({})).await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["online"], &shown["total"]), (&json!(2), &json!(3), &json!(4)));

        // 00:05:30: the first is gone; those who came at 00:01 are still there, by their names of today.
        trial.clock.advance(MINUTE * 9 / 2);
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["online"], &shown["total"]), (&json!(2), &json!(2), &json!(4)));
        trial.clock.advance(MINUTE);
        assert_eq!(counters(&trial, "~/counters").await["online"], 0);
        trial.end().await;
    }

    async fn who_was_not_seen_for_five_minutes_is_not_online(trial: Trial) {
        noon(&trial);
        hit(&trial, &reader(1), &json!({})).await;
        trial.clock.advance(3 * MINUTE);
        hit(&trial, &reader(2), &json!({})).await;
        assert_eq!(counters(&trial, "~/counters").await["online"], 2);
        trial.clock.advance(2 * MINUTE);
        assert_eq!(counters(&trial, "~/counters").await["online"], 1);
        hit(&trial, &reader(1), &json!({})).await;
        assert_eq!(counters(&trial, "~/counters").await["online"], 2);
        trial.clock.advance(5 * MINUTE);
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["online"], &shown["today"]), (&json!(0), &json!(2)));
        trial.end().await;
    }

    async fn a_month_begins_on_its_first_day(trial: Trial) {
        advance_to(&trial, 12, |day| day.civil().day == 1);
        trial.clock.advance(DAY * 27);
        hit(&trial, PHONE, &json!({})).await;
        trial.clock.advance(Duration::ZERO);
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["month"], &shown["total"]), (&json!(1), &json!(1)));
        advance_to(&trial, 0, |day| day.civil().day == 1);
        hit(&trial, PHONE, &json!({})).await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["month"], &shown["total"]), (&json!(1), &json!(2)));
        advance_to(&trial, 12, |_| true);
        hit(&trial, PHONE, &json!({})).await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["month"], &shown["total"]), (&json!(1), &json!(2), &json!(3)));
        trial.end().await;
    }

    async fn programs_are_answered_and_not_counted(trial: Trial) {
        let taken = StatusCode::NO_CONTENT;
        assert_eq!(hit(&trial, "Mozilla/5.0 (compatible; Googlebot/2.1)", &json!({})).await, taken);
        assert_eq!(hit(&trial, PHONE, &json!({"webdriver": true})).await, taken);
        assert_eq!(hit(&trial, PHONE, &json!({"prerendering": true})).await, taken);
        assert_eq!(hit_with(&trial, "~/hits", &[("sec-purpose", "prefetch;prerender")], "{}".into()).await, taken);
        assert_eq!(hit_with(&trial, "~/hits", &[("x-moz", "prefetch")], "{}".into()).await, taken);
        assert_eq!(counters(&trial, "~/counters").await.get("total"), None);
        trial.end().await;
    }

    async fn only_pages_of_the_site_are_counted(trial: Trial) {
        for origin in ["https://example.com", "null", "https://songba.example.gov.vn.example.com"] {
            assert_eq!(hit_with(&trial, "~/hits", &[("origin", origin)], "{}".into()).await, StatusCode::FORBIDDEN);
        }
        let bare = trial.client.post(trial.url("~/hits")).send().await.expect("an answer");
        assert_eq!(code(bare).await, "wrong_origin");
        assert_eq!(hit_with(&trial, "/v1/sites/xa-khac/hits", &[], "{}".into()).await, StatusCode::NOT_FOUND);
        assert_eq!(counters(&trial, "~/counters").await.get("total"), None);
        trial.end().await;
    }

    async fn a_hit_is_small_text_as_documented(trial: Trial) {
        let status = async |body: &str| hit_with(&trial, "~/hits", &[], body.into()).await;
        assert_eq!(status("").await, StatusCode::NO_CONTENT);
        assert_eq!(status(r#"{"page": null, "of a newer kit": [1]}"#).await, StatusCode::NO_CONTENT);
        assert_eq!(status("{").await, StatusCode::BAD_REQUEST);
        assert_eq!(status(r#"{"page": 42}"#).await, StatusCode::BAD_REQUEST);
        assert_eq!(status(r#"{"page": ""}"#).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(status(r#"{"page": "a\u0000b"}"#).await, StatusCode::UNPROCESSABLE_ENTITY);
        let page = |length: usize| json!({"page": "ư".repeat(length)}).to_string();
        assert_eq!(status(&page(200)).await, StatusCode::NO_CONTENT);
        assert_eq!(status(&page(201)).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(status(&format!("{{}}{}", " ".repeat(1_022))).await, StatusCode::NO_CONTENT);
        assert_eq!(status(&format!("{{}}{}", " ".repeat(1_023))).await, StatusCode::PAYLOAD_TOO_LARGE);
        let json = [("content-type", "application/json")];
        assert_eq!(hit_with(&trial, "~/hits", &json, "{}".into()).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        trial.end().await;
    }

    async fn a_forged_address_is_no_further_reader(trial: Trial) {
        for forged in ["203.0.113.1", "203.0.113.2", "2001:db8::1"] {
            hit_with(&trial, "~/hits", &[("x-forwarded-for", forged)], "{}".into()).await;
        }
        assert_eq!(counters(&trial, "~/counters").await["total"], 1);
        trial.end().await;
    }

    async fn an_answer_may_be_kept_for_a_moment(trial: Trial) {
        let answer = trial.get("~/counters").await;
        let tag = answer.headers()["etag"].clone();
        assert_eq!(answer.headers()["cache-control"], "public, max-age=15, stale-while-revalidate=60");
        let again = trial.client.get(trial.url("~/counters")).header("if-none-match", tag);
        assert_eq!(again.send().await.expect("an answer").status(), StatusCode::NOT_MODIFIED);
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_behind_a_proxy_has_an_address() {
    for database in [Database::Sqlite, Database::Postgres] {
        let trial = Trial::with(database, behind_a_proxy).await;
        let readers = [
            // One phone with two addresses, one that says it is another.
            ("2402:800:6106:1f::1", 1),
            ("2402:800:6106:1f:9a3b:22ff:fe10:7", 1),
            ("113.160.7.20", 2),
            ("9.9.9.9, 113.160.7.20", 2),
            ("113.160.7.21", 3),
        ];
        for (address, total) in readers {
            hit_with(
                &trial,
                "~/hits",
                &[("x-forwarded-for", address)],
                "{}".into(),
            )
            .await;
            assert_eq!(
                counters(&trial, "~/counters").await["total"],
                total,
                "{address}"
            );
        }
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_sites_are_counted_apart_each_on_its_base() {
    for database in [Database::Sqlite, Database::Postgres] {
        let trial = Trial::with(database, |settings| {
            let mut other = site();
            other.id = "phuong-bac".into();
            other.counted.total = 1_832_541;
            settings.sites.push(other);
        })
        .await;
        let other = "/v1/sites/phuong-bac/counters";
        assert_eq!(counters(&trial, other).await["total"], 1_832_541);
        assert_eq!(counters(&trial, other).await.get("today"), None);
        hit(&trial, &reader(1), &json!({"page": "tin-1"})).await;
        hit(&trial, &reader(2), &json!({"page": "tin-1"})).await;
        hit_with(
            &trial,
            "/v1/sites/phuong-bac/hits",
            &[],
            r#"{"page": "tin-1"}"#.into(),
        )
        .await;
        assert_eq!(counters(&trial, "~/counters").await["total"], 2);
        assert_eq!(counters(&trial, other).await["total"], 1_832_542);
        assert_eq!(counters(&trial, other).await["today"], 1);
        trial.end().await;
    }
}
