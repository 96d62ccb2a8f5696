//! What all answers have in common: who may read them, how long they may be kept, what a browser may do with them.

use reqwest::header::HeaderMap;
use reqwest::{Method, Response, StatusCode};

use crate::harness::ORIGIN;
use crate::on_both;

on_both! {
    async fn a_page_of_the_site_may_ask_before_it_writes(trial: Trial) {
        let preflight = |origin: &str| {
            trial.client.request(Method::OPTIONS, trial.url("~/comments"))
                .header("origin", origin)
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "content-type, idempotency-key")
                .send()
        };
        let ours = preflight(ORIGIN).await.expect("an answer");
        assert_eq!(ours.status(), StatusCode::NO_CONTENT);
        assert_eq!(header(&ours, "access-control-allow-origin"), ORIGIN);
        assert!(header(&ours, "access-control-allow-methods").contains("POST"));
        assert!(header(&ours, "access-control-allow-headers").contains("idempotency-key"));
        assert_eq!(header(&ours, "access-control-max-age"), "86400");
        assert_eq!(header(&ours, "access-control-allow-credentials"), "", "nothing is tied to cookies");
        assert!(varies_by(ours.headers(), "origin"));
        let theirs = preflight("https://evil.example").await.expect("an answer");
        assert_eq!(header(&theirs, "access-control-allow-origin"), "");
        assert!(varies_by(theirs.headers(), "origin"), "a cache must not give one's answer to the other");
        trial.end().await;
    }

    async fn answers_may_be_read_by_pages_of_the_site_refusals_too(trial: Trial) {
        for path in ["~/challenge", "~/articles", "~/articles/khong-co", "~/comments?page=x"] {
            let ours = trial.get(path).await;
            assert_eq!(header(&ours, "access-control-allow-origin"), ORIGIN, "{path}");
            assert!(varies_by(ours.headers(), "origin"), "{path}");
            let theirs = trial.client.get(trial.url(path)).header("origin", "https://evil.example").send().await;
            assert_eq!(header(&theirs.expect("an answer"), "access-control-allow-origin"), "", "{path}");
        }
        let refused = trial.post("~/comments", &serde_json::json!({})).await;
        assert!(refused.status().is_client_error());
        assert_eq!(header(&refused, "access-control-allow-origin"), ORIGIN, "else the kit could not say why");
        trial.end().await;
    }

    async fn every_answer_tells_browsers_to_be_careful(trial: Trial) {
        for path in ["~/challenge", "~/articles", "/healthz", "/openapi.json", "/no/such/thing", "/service.css"] {
            let answer = trial.get(path).await;
            assert_eq!(header(&answer, "x-content-type-options"), "nosniff", "{path}");
            assert!(header(&answer, "content-security-policy").starts_with("default-src 'none'"), "{path}");
            assert!(!header(&answer, "referrer-policy").is_empty(), "{path}");
            assert_eq!(header(&answer, "cross-origin-resource-policy"), "cross-origin", "{path}");
            assert_eq!(header(&answer, "strict-transport-security"), "", "only where readers come by https");
            assert_eq!(header(&answer, "server"), "");
        }
        trial.end().await;
    }

    async fn a_read_that_has_not_changed_is_not_sent_again(trial: Trial) {
        let first = trial.get("~/articles").await;
        assert_eq!(first.status(), StatusCode::OK);
        let tag = header(&first, "etag").to_owned();
        let kept = header(&first, "cache-control").to_owned();
        assert_eq!(kept, "public, max-age=60, stale-while-revalidate=540, stale-if-error=86400");
        for known in [tag.clone(), tag.trim_start_matches("W/").into(), format!("\"other\", {tag}"), "*".into()] {
            let again = trial.request(Method::GET, "~/articles").header("if-none-match", &known).send().await;
            let again = again.expect("an answer");
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(header(&again, "etag"), tag);
            assert_eq!(header(&again, "cache-control"), kept);
            assert!(varies_by(again.headers(), "origin"));
            assert_eq!(again.bytes().await.expect("no body").len(), 0);
        }
        let other = trial.request(Method::GET, "~/articles").header("if-none-match", "\"other\"").send().await;
        assert_eq!(other.expect("an answer").status(), StatusCode::OK);
        trial.end().await;
    }

    async fn long_answers_are_compressed_for_those_who_can_read_it(trial: Trial) {
        // The usual client would unpack the answer before the test sees it.
        let client = reqwest::Client::builder().no_brotli().no_gzip().build().expect("a client");
        for (asked, got) in [("br", "br"), ("gzip", "gzip"), ("gzip, br", "br"), ("identity", ""), ("zstd", "")] {
            let answer = client.get(trial.url("/openapi.json")).header("accept-encoding", asked).send().await;
            let answer = answer.expect("an answer");
            assert_eq!(header(&answer, "content-encoding"), got, "{asked}");
            assert!(varies_by(answer.headers(), "accept-encoding"), "{asked}");
        }
        trial.end().await;
    }

    async fn a_head_request_is_a_get_without_the_body(trial: Trial) {
        let head = trial.request(Method::HEAD, "~/articles").send().await.expect("an answer");
        assert_eq!(head.status(), StatusCode::OK);
        assert_eq!(header(&head, "etag"), header(&trial.get("~/articles").await, "etag"));
        assert_eq!(head.bytes().await.expect("no body").len(), 0);
        trial.end().await;
    }
}

/// Behind https, browsers are told to stay there.
#[tokio::test]
async fn over_https_browsers_are_told_to_stay_there() {
    use crate::harness::{Database, Trial};
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.public_url = Some(
            "https://bangtin.example.gov.vn"
                .parse()
                .expect("an address"),
        );
        settings.listen = ([127, 0, 0, 1], free_port()).into();
    })
    .await;
    let answer = trial
        .client
        .get(format!("http://{}/healthz", trial.app.settings.listen))
        .send()
        .await;
    let life = header(&answer.expect("an answer"), "strict-transport-security").to_owned();
    assert_eq!(life, "max-age=31536000");
    trial.end().await;
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    let value = answer.headers().get(name);
    value.map_or("", |value| value.to_str().expect("text"))
}

fn varies_by(headers: &HeaderMap, name: &str) -> bool {
    let lines = headers.get_all("vary").iter();
    lines
        .flat_map(|line| line.to_str().unwrap_or_default().split(','))
        .any(|one| one.trim().eq_ignore_ascii_case(name))
}
