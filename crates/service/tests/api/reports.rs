//! Reports of errors in articles: taken in by the gate, bounded, read by moderators alone, gone after 180 days.

use std::time::Duration;

use bangtin_service::content::export::export;
use bangtin_service::content::import::import;
use bangtin_service::reports::{forget, measure};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

use crate::cms::{Cms, Reply, article, feed, json_feed, site};
use crate::export::files;
use crate::harness::{Database, Trial, code, number};
use crate::{on_both, on_each};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const ALL: &str = "SELECT CAST(COUNT(*) AS BIGINT) FROM reports";
const TIMES: &str = "SELECT CAST(COALESCE(SUM(times), 0) AS BIGINT) FROM reports";

pub fn report(page: &str, text: &str) -> Value {
    json!({ "page": page, "kind": "typo", "text": text })
}

pub async fn send(trial: &Trial, body: Value) -> Response {
    trial.post("~/reports", &trial.proven(body).await).await
}

async fn sent(trial: &Trial, body: Value) {
    let answer = send(trial, body).await;
    assert_eq!(answer.status(), StatusCode::ACCEPTED);
    let answer: Value = answer.json().await.expect("JSON");
    // No id: who has sent it can do nothing more with it.
    assert_eq!(answer, json!({ "state": "open" }));
}

on_both! {
    async fn a_report_is_kept_and_told_to_nobody_else(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let secret = "Dòng ba ghi năm 2062";
        for kind in ["typo", "wrong-fact", "broken"] {
            sent(&trial, json!({ "page": "tin-1", "kind": kind, "text": secret })).await;
        }
        assert_eq!(number(&trial, ALL).await, 3);
        for address in ["~/articles", "~/articles/tin-1", "~/comments?page=tin-1", "~/comments/newest", "~/pages?keys=tin-1", "~/search?q=2062", "~/site", "~/counters"] {
            let answer = trial.get(address).await.text().await.expect("text");
            assert!(!answer.contains("2062") && !answer.contains("report"), "{address}: {answer}");
        }
        assert_eq!(trial.get("~/reports").await.status(), StatusCode::METHOD_NOT_ALLOWED);
        let folder = tempfile::tempdir().expect("a folder");
        export(&trial.app, folder.path()).await.expect("files");
        for (path, bytes) in files(folder.path()) {
            assert!(!String::from_utf8_lossy(&bytes).contains("2062"), "{path}");
        }
        trial.end().await;
    }

    async fn wrong_fields_are_named(trial: Trial) {
        let long = "ế".repeat(501);
        for (body, field, wrong) in [
            (json!({ "page": "bai-1", "kind": "", "text": "x" }), "kind", "required"),
            (json!({ "page": "bai-1", "kind": "spam", "text": "x" }), "kind", "invalid"),
            (json!({ "page": "bai-1", "kind": "typo", "text": " \n" }), "text", "required"),
            (json!({ "page": "bai-1", "kind": "typo", "text": long }), "text", "too_long"),
            (json!({ "page": "", "kind": "typo", "text": "x" }), "page", "invalid"),
            (json!({ "page": "a\u{0}", "kind": "typo", "text": "x" }), "page", "invalid"),
        ] {
            let answer = trial.post("~/reports", &body).await;
            assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY, "{body}");
            let problem: Value = answer.json().await.expect("a problem");
            assert_eq!(problem["errors"], json!([{ "field": field, "code": wrong }]), "{body}");
        }
        // 500 of what readers see, however they are typed: kept as NFC.
        sent(&trial, report("bai-1", &"e\u{302}\u{301}".repeat(500))).await;
        let kept = "SELECT CAST(LENGTH(body) AS BIGINT) FROM reports";
        assert_eq!(number(&trial, kept).await, 500);
        trial.end().await;
    }

    async fn the_same_of_a_page_is_counted_and_kept_once(trial: Trial) {
        sent(&trial, report("bai-1", "Sai năm ban hành.")).await;
        sent(&trial, report("bai-1", "sai NĂM ban hành")).await;
        assert_eq!((number(&trial, ALL).await, number(&trial, TIMES).await), (1, 2));
        // Of another page, of another kind, in other words.
        sent(&trial, report("bai-2", "Sai năm ban hành.")).await;
        sent(&trial, json!({ "page": "bai-1", "kind": "wrong-fact", "text": "Sai năm ban hành." })).await;
        sent(&trial, report("bai-1", "Sai ngày ban hành.")).await;
        assert_eq!((number(&trial, ALL).await, number(&trial, TIMES).await), (4, 5));
        trial.end().await;
    }

    /// The answer was lost on the way: the same request comes again with its key.
    async fn a_report_that_is_sent_again_counts_once(trial: Trial) {
        let body = trial.proven(report("bai-1", "Sai chính tả")).await;
        for _ in 0..2 {
            let request = trial.request(reqwest::Method::POST, "~/reports").header("idempotency-key", "mot-khoa-cho-mot-lan");
            let answer = request.json(&body).send().await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::ACCEPTED);
        }
        assert_eq!(number(&trial, TIMES).await, 1);
        trial.end().await;
    }

    async fn it_goes_after_180_days_whatever_was_decided(trial: Trial) {
        sent(&trial, report("bai-1", "một")).await;
        sent(&trial, report("bai-1", "hai")).await;
        trial.run("UPDATE reports SET state = 'fixed' WHERE body = 'hai'").await;
        trial.clock.advance(100 * DAY);
        sent(&trial, report("bai-1", "ba")).await;
        trial.clock.advance(79 * DAY);
        forget(&trial.app).await.expect("forgets");
        assert_eq!(number(&trial, ALL).await, 3);
        trial.clock.advance(2 * DAY);
        forget(&trial.app).await.expect("forgets");
        assert_eq!(number(&trial, ALL).await, 1);
        trial.end().await;
    }
}

on_each! {
    async fn a_site_with_sources_takes_reports_of_its_articles_alone(database: Database) {
        let cms = Cms::start().await;
        let mut item = article(1, "Một");
        item["url"] = "https://songba.example.gov.vn/mot.html".into();
        cms.on("/feed.json", Reply::json(&json_feed(&[item])));
        let source = feed(cms.url("/feed.json"), None);
        let trial = Trial::with(database, |settings| settings.sites[0].feeds = vec![source.clone()]).await;
        import(&trial.app, &site(vec![source.clone()]), &source).await.expect("an import");
        sent(&trial, report("tin-1", "một")).await;
        sent(&trial, report("https://songba.example.gov.vn/mot.html", "một")).await;
        // A name that readers may rate and count is none that has an error.
        let rated = trial.put("~/pages/khac/rating", &trial.proven(json!({ "value": 5 })).await).await;
        assert_eq!(rated.status(), StatusCode::OK);
        let refused = send(&trial, report("khac", "một")).await;
        assert_eq!(refused.status(), StatusCode::NOT_FOUND);
        assert_eq!(code(refused).await, "unknown_page");
        trial.end().await;
    }

    async fn so_many_of_a_page_and_of_a_site_wait_and_no_more(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.limits.waiting_reports_per_page = 2;
            settings.limits.waiting_reports_per_site = 3;
        })
        .await;
        sent(&trial, report("bai-1", "một")).await;
        sent(&trial, report("bai-1", "hai")).await;
        let third = trial.proven(report("bai-1", "ba")).await;
        is_full(trial.post("~/reports", &third).await).await;
        // What is there already takes no room.
        sent(&trial, report("bai-1", "HAI!")).await;
        sent(&trial, report("bai-2", "một")).await;
        is_full(send(&trial, report("bai-3", "một")).await).await;
        // What was decided about waits no more. The proof of what was refused was not spent.
        trial.run("UPDATE reports SET state = 'fixed' WHERE body = 'hai'").await;
        assert_eq!(trial.post("~/reports", &third).await.status(), StatusCode::ACCEPTED);
        assert_eq!(number(&trial, ALL).await, 4);
        trial.end().await;
    }

    async fn operators_see_how_many_wait(database: Database) {
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr());
        let address = port.expect("a free port");
        // The figures of all tests of this process stand in one place: this one's have a site of their own.
        let name = match database {
            Database::Sqlite => "xa-bao-loi-tep",
            Database::Postgres => "xa-bao-loi-may-chu",
        };
        let trial = Trial::with(database, |settings| {
            settings.metrics_listen = Some(address);
            settings.sites.push(bangtin_service::config::SiteSettings { id: name.into(), ..crate::harness::site() });
        })
        .await;
        let mut body = report("bai-1", "một");
        body["proof"] = trial.proof_of(&format!("/v1/sites/{name}/challenge")).await.into();
        let answer = trial.post(&format!("/v1/sites/{name}/reports"), &body).await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED);
        trial.clock.advance(2 * DAY);
        measure(&trial.app).await.expect("counted");
        let figures = trial.client.get(format!("http://{address}/metrics")).send().await.expect("an answer");
        let figures = figures.text().await.expect("text");
        let line = format!("bangtin_reports_waiting{{site=\"{name}\"}} 1");
        assert!(figures.lines().any(|known| known == line), "{figures}");
        let oldest = format!("bangtin_reports_waiting_oldest_seconds{{site=\"{name}\"}} 1728");
        assert!(figures.lines().any(|known| known.starts_with(&oldest)), "{figures}");
        trial.end().await;
    }
}

async fn is_full(answer: Response) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "3600");
    assert_eq!(code(answer).await, "queue_full");
}
