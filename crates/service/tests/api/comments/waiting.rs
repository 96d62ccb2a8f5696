//! The queue of comments that wait for a moderator has an end.

use std::net::TcpListener;
use std::time::Duration;

use bangtin_model::answers::CommentState;
use bangtin_service::comments::forget;
use bangtin_service::comments::measure;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use super::{at_once, decide, send};
use crate::harness::{Database, Trial, number, site};
use crate::{on_both, on_each};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

fn of(page: &str) -> Value {
    json!({ "page": page, "name": "Bà Năm", "text": "Bao giờ làm xong đường?" })
}

async fn is_full(answer: Response) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "3600");
    let problem: Value = answer.json().await.expect("a problem");
    assert_eq!(problem["code"], "queue_full");
}

async fn left(trial: &Trial) -> i64 {
    number(trial, "SELECT CAST(COUNT(*) AS BIGINT) FROM comments").await
}

on_each! {
    async fn so_many_comments_of_a_page_and_of_a_site_wait_and_no_more(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.limits.waiting_comments_per_page = 2;
            settings.limits.waiting_comments_per_site = 3;
        })
        .await;
        let first = send(&trial, of("bai-1")).await;
        send(&trial, of("bai-1")).await;
        let body = trial.proven(of("bai-1")).await;
        is_full(trial.post("~/comments", &body).await).await;
        // Another page has room, until the site has none.
        send(&trial, of("bai-2")).await;
        is_full(trial.post("~/comments", &trial.proven(of("bai-3")).await).await).await;
        // What is decided about waits no more. The proof of what was refused was not spent.
        decide(&trial, first["id"].as_str().expect("an id"), CommentState::Approved).await;
        assert_eq!(trial.post("~/comments", &body).await.status(), StatusCode::ACCEPTED);
        assert_eq!(left(&trial).await, 4);
        trial.end().await;
    }

    async fn comments_that_come_at_once_do_not_pass_the_limit(database: Database) {
        let trial = Trial::with(database, |settings| settings.limits.waiting_comments_per_page = 3).await;
        // The first of a page makes others wait by itself.
        send(&trial, of("bai-1")).await;
        let mut bodies = Vec::new();
        for _ in 0..6 {
            bodies.push(trial.proven(of("bai-1")).await);
        }
        let answers = at_once(&trial, &bodies).await;
        assert_eq!(left(&trial).await, 3);
        assert_eq!(answers.iter().filter(|answer| answer.status() == StatusCode::ACCEPTED).count(), 2);
        trial.end().await;
    }

    async fn operators_see_how_many_wait_and_for_how_long(database: Database) {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let address = port.expect("a free port");
        // The figures of all tests of this process stand in one place: this one's have a site of their own.
        let name = match database {
            Database::Sqlite => "xa-cho-tep",
            Database::Postgres => "xa-cho-may-chu",
        };
        let trial = Trial::with(database, |settings| {
            settings.metrics_listen = Some(address);
            settings.sites.push(bangtin_service::config::SiteSettings { id: name.into(), ..site() });
        })
        .await;
        let comments = format!("/v1/sites/{name}/comments");
        for _ in 0..2 {
            let challenge = format!("/v1/sites/{name}/challenge");
            let mut body = of("bai-1");
            body["proof"] = trial.proof_of(&challenge).await.into();
            assert_eq!(trial.post(&comments, &body).await.status(), StatusCode::ACCEPTED);
            trial.clock.advance(3 * DAY);
        }
        measure(&trial.app).await.expect("counted");
        let figures = trial.client.get(format!("http://{address}/metrics")).send().await.expect("an answer");
        let figures = figures.text().await.expect("text");
        let of_site = |figure: &str| {
            let line = format!("{figure}{{site=\"{name}\"}} ");
            let value = figures.lines().find_map(|known| known.strip_prefix(&line));
            value.and_then(|value| value.parse::<f64>().ok())
        };
        assert_eq!(of_site("bangtin_comments_waiting"), Some(2.0), "{figures}");
        let oldest = of_site("bangtin_comments_waiting_oldest_seconds").expect("an age");
        assert!((518_400.0..518_460.0).contains(&oldest), "{oldest}");
        trial.end().await;
    }
}

on_both! {
    async fn what_nobody_decides_about_goes_after_thirty_days(trial: Trial) {
        send(&trial, of("bai-1")).await;
        let shown = send(&trial, of("bai-1")).await;
        let back = send(&trial, of("bai-1")).await;
        decide(&trial, shown["id"].as_str().expect("an id"), CommentState::Approved).await;
        trial.clock.advance(20 * DAY);
        decide(&trial, back["id"].as_str().expect("an id"), CommentState::Pending).await;
        forget(&trial.app).await.expect("forgets");
        assert_eq!(left(&trial).await, 3);
        trial.clock.advance(11 * DAY);
        forget(&trial.app).await.expect("forgets");
        assert_eq!(left(&trial).await, 2, "one is shown, one was put back ten days ago");
        trial.clock.advance(20 * DAY);
        forget(&trial.app).await.expect("forgets");
        assert_eq!(left(&trial).await, 1);
        trial.end().await;
    }
}
