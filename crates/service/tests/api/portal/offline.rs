//! What lets a browser keep the portal: manifest, service worker, and the one that ends it.

use serde_json::Value;

use super::{folder, header, on_both_with_portal, sample};
use crate::harness::{Database, Trial};

on_both_with_portal! {
    async fn a_phone_can_put_the_portal_among_its_apps(trial: Trial) {
        sample(&trial).await;
        let response = trial.get("/manifest.webmanifest").await;
        assert_eq!(header(&response, "content-type"), "application/manifest+json");
        let manifest: Value = response.json().await.expect("JSON");
        assert_eq!(manifest["name"], "Trang thông tin điện tử xã Sông Ba");
        assert_eq!(manifest["short_name"], "Xã Sông Ba");
        let icon = trial.get(manifest["icons"][0]["src"].as_str().expect("an icon")).await;
        assert_eq!(header(&icon, "content-type"), "image/svg+xml");
        trial.end().await;
    }
}

/// A worker with the usual policy could ask for nothing, and one that is kept would not be replaced.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_worker_is_asked_for_at_each_visit_and_may_ask_this_origin_alone() {
    let trial = Trial::with_folder(Database::Sqlite, folder).await;
    let worker = trial.get("/sw.js").await;
    assert_eq!(
        header(&worker, "content-type"),
        "text/javascript; charset=utf-8"
    );
    assert_eq!(header(&worker, "cache-control"), "no-cache");
    let policy = header(&worker, "content-security-policy").to_owned();
    assert!(policy.contains("connect-src 'self'"), "{policy}");
    let script = worker.text().await.expect("a script");
    // All that it keeps from the start is there.
    for path in ["/mat-mang", "/service.css", "/portal.css", "/portal.js"] {
        assert!(script.contains(path), "{path}");
        assert!(trial.get(path).await.status().is_success(), "{path}");
    }
    let offline = trial.get("/mat-mang").await.text().await.expect("a page");
    assert!(
        offline.contains("Đang mất mạng") && offline.contains("<!-- bangtin:read -->"),
        "{offline}"
    );
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_worker_that_ends_itself_comes_where_nothing_is_to_be_kept() {
    let trial = Trial::with_folder(Database::Sqlite, |settings, place| {
        folder(settings, place);
        settings.portal_offline = false;
    })
    .await;
    let script = trial.get("/sw.js").await.text().await.expect("a script");
    assert!(
        script.contains("unregister()") && !script.contains("respondWith"),
        "{script}"
    );
    trial.end().await;
}
