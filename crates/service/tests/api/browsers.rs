//! What a browser is told about pages and files: whose scripts, whose frames, which windows.

use reqwest::{Response, StatusCode};

use crate::harness::{Database, Trial};
use crate::on_both;

on_both! {
    async fn pages_for_moderators_and_of_mails_stand_alone(trial: Trial) {
        for path in ["/moderation/login", "/moderation/link?t=x", "~/subscriptions/confirm?t=x"] {
            let page = trial.get(path).await;
            assert!(header(&page, "content-security-policy").contains("frame-ancestors 'none'"), "{path}");
            assert_eq!(header(&page, "cross-origin-opener-policy"), "same-origin", "{path}");
            assert_eq!(header(&page, "cross-origin-resource-policy"), "same-origin", "{path}");
        }
        let queue = trial.get("~/moderation/comments").await;
        assert_eq!(queue.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(header(&queue, "cross-origin-resource-policy"), "same-origin");
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_portal_page_has_a_policy_without_anything_inline() {
    let trial = with_public_folder(|_| ()).await;
    let page = trial.get("/").await;
    assert_eq!(page.status(), StatusCode::OK);
    let policy = header(&page, "content-security-policy").to_owned();
    assert_eq!(
        header(&page, "cross-origin-opener-policy"),
        "same-origin",
        "{policy}"
    );
    for part in [
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval';",
        // openssl dgst -sha256 -binary of what stands between the tags, in base64
        "style-src 'self' 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "trusted-types bangtin",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe-inline"));
    trial.end().await;
}

/// `//evil.example` is another host to a browser.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_is_not_found_and_leads_nowhere() {
    let trial = with_public_folder(|_| ()).await;
    assert_eq!(
        trial.get("/sample/inside/feed.json").await.status(),
        StatusCode::OK
    );
    for path in [
        "/sample",
        "/sample/",
        "/sample/inside",
        "/sample/inside/",
        "/sample//inside",
        "/bangtin/1.0.0",
        "/sample//evil.example/%2e%2e",
        "/sample//evil.example/..%2finside",
    ] {
        let answer = trial.get(path).await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(header(&answer, "location"), "", "{path}");
    }
    let missing = trial.get("/sample/no-such.json").await;
    assert_eq!(
        header(&missing, "access-control-allow-origin"),
        "*",
        "the kit must be able to say why"
    );
    assert_eq!(header(&missing, "cache-control"), "no-store");
    trial.end().await;
}

/// Names below ours may belong to others, so only a setting speaks for them.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn names_below_ours_use_https_where_a_setting_says_so() {
    for (subdomains, expected) in [
        (false, "max-age=31536000"),
        (true, "max-age=31536000; includeSubDomains"),
    ] {
        let trial = with_public_folder(|settings| {
            settings.public_url = "https://tin.example.gov.vn".parse().ok();
            settings.hsts_subdomains = subdomains;
        })
        .await;
        let address = trial.address();
        for path in ["/", "/healthz", "/no/such/page"] {
            let answer = trial.client.get(format!("http://{address}{path}")).send();
            let answer = answer.await.expect("an answer");
            assert_eq!(
                header(&answer, "strict-transport-security"),
                expected,
                "{path}"
            );
        }
        trial.end().await;
    }
}

async fn with_public_folder(change: impl FnOnce(&mut bangtin_service::Settings)) -> Trial {
    Trial::with_folder(Database::Sqlite, |settings, folder| {
        for (name, text) in [
            (
                "index.html",
                "<!doctype html><title>x</title>{{snippet}}<style>a{}</style>",
            ),
            (
                "embed.html",
                "<script type=\"module\" src=\"{{origin}}/bangtin/1.0.0/bangtin.js\"></script>",
            ),
            ("bangtin/1.0.0/bangtin.js", ""),
            ("sample/inside/feed.json", "{}"),
            ("sample/inside/index.html", "<p>"),
        ] {
            let file = folder.join(name);
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            std::fs::write(file, text).expect("a file");
        }
        settings.public_dir = Some(folder.to_owned());
        change(settings);
    })
    .await
}

fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    let value = answer.headers().get(name);
    value.map_or("", |value| value.to_str().expect("text"))
}
