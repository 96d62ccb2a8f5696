//! What a person sees where something went wrong, and what a page may read of it.

use reqwest::{Method, Response, StatusCode};

use crate::harness::{ORIGIN, Trial};
use crate::on_both;

/// What browsers send with an address that a person opens.
const NAVIGATION: [(&str, &str); 2] = [
    (
        "accept",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    ),
    ("sec-fetch-mode", "navigate"),
];

on_both! {
    async fn an_error_is_a_page_for_people_and_a_problem_for_programs(trial: Trial) {
        for path in ["/no/such/page", "/moderation/nothing", "/v1/sites/khong-co/subscriptions/confirm?t=x"] {
            let page = opened(&trial, Method::GET, path).await;
            assert_eq!(page.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(header(&page, "content-type"), "text/html; charset=utf-8", "{path}");
            assert_eq!(header(&page, "cache-control"), "no-store");
            assert!(header(&page, "content-security-policy").contains("style-src 'self'"), "{path}");
            assert!(header(&page, "vary").contains("accept"), "{path}");
            let html = page.text().await.expect("a page");
            assert!(html.contains("<html lang=\"vi\">") && html.contains("Không tìm thấy trang"), "{html}");
            let problem = trial.get(path).await;
            assert_eq!(problem.status(), StatusCode::NOT_FOUND, "{path}");
            assert_eq!(header(&problem, "content-type"), "application/problem+json", "{path}");
        }
        // The interface is for programs, and so are the kit's own requests, whatever type they would take.
        let problem = opened(&trial, Method::GET, "~/articles/khong-co").await;
        assert_eq!(header(&problem, "content-type"), "application/problem+json");
        let fetched = trial.request(Method::GET, "/no/such/page").header("accept", "text/html").header("sec-fetch-mode", "cors");
        assert_eq!(header(&fetched.send().await.expect("an answer"), "content-type"), "application/problem+json");
        let wrong = opened(&trial, Method::GET, "/moderation/logout").await;
        assert_eq!((wrong.status(), header(&wrong, "allow")), (StatusCode::METHOD_NOT_ALLOWED, "POST"));
        assert!(wrong.text().await.expect("a page").contains("Không mở được trang"));
        trial.end().await;
    }

    async fn a_page_of_the_site_can_read_every_refusal(trial: Trial) {
        let large = trial.request(Method::POST, "~/comments").header("content-type", "application/json").body(vec![b' '; 70_000]);
        let large = large.send().await.expect("an answer");
        assert_eq!(large.status(), StatusCode::PAYLOAD_TOO_LARGE);
        let method = trial.request(Method::DELETE, "~/articles").send().await.expect("an answer");
        assert_eq!(method.status(), StatusCode::METHOD_NOT_ALLOWED);
        let nothing = trial.get("~/no-such-thing").await;
        assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
        for refused in [large, method, nothing] {
            assert_eq!(header(&refused, "access-control-allow-origin"), ORIGIN, "{}", refused.status());
            assert!(header(&refused, "vary").contains("origin"), "{}", refused.status());
        }
        let theirs = trial.client.post(trial.url("~/comments")).header("origin", "https://evil.example").body(vec![b' '; 70_000]);
        assert_eq!(header(&theirs.send().await.expect("an answer"), "access-control-allow-origin"), "");
        trial.end().await;
    }
}

async fn opened(trial: &Trial, method: Method, path: &str) -> Response {
    let mut request = trial.request(method, path);
    for (name, value) in NAVIGATION {
        request = request.header(name, value);
    }
    request.send().await.expect("an answer")
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    let value = answer.headers().get(name);
    value.map_or("", |value| value.to_str().expect("text"))
}
