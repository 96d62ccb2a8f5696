//! Lists that editors have put together: the same from the service and as files.

use bangtin_service::config::NamedList;
use bangtin_service::content::export::export;
use bangtin_service::content::import::import;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::cms::{feed, ids, json_feed, site};
use crate::harness::{Database, Trial};
use crate::on_each;

fn list(wanted: Value) -> NamedList {
    serde_json::from_value(wanted).expect("a list")
}

fn article(id: &str, category: &str, day: &str, tags: &[&str]) -> Value {
    json!({ "id": id, "title": id, "content_html": "<p>Toàn văn</p>", "date_published": format!("{day}T08:00:00+07:00"), "tags": tags,
        "_bangtin": { "category": { "id": category, "name": category } } })
}

on_each! {
    async fn a_list_of_the_settings_is_answered_and_exported(database: Database) {
        let trial = Trial::with(database, |settings| {
            settings.sites[0].lists = vec![
                list(json!({ "id": "suc-khoe", "categories": ["y-te", "giao-duc", "y-te"], "without": ["gd-1"] })),
                list(json!({ "id": "thang-10", "month": "2026-10", "without_categories": ["thong-bao"] })),
                list(json!({ "id": "tiem", "tag": "tiem CHUNG", "limit": 1 })),
                list(json!({ "id": "doc-nhieu", "most_read_days": 7, "without_categories": ["thong-bao"] })),
            ];
        }).await;
        let articles = [
            article("yt-1", "y-te", "2026-11-03", &["Tiêm chủng"]),
            article("gd-1", "giao-duc", "2026-11-02", &[]),
            article("gd-2", "giao-duc", "2026-11-01", &["tiêm chủng"]),
            article("tb-1", "thong-bao", "2026-10-31", &[]),
            article("yt-2", "y-te", "2026-10-30", &[]),
        ];
        let file = trial.folder.path().join("feed.json");
        std::fs::write(&file, json_feed(&articles).to_string()).expect("a file");
        let source = site(vec![feed(file.to_str().expect("a path"), None)]);
        import(&trial.app, &source, &source.feeds[0]).await.expect("an import");
        let today = trial.clock.today();
        trial.run(&format!("INSERT INTO page_days (site, day, page, views) VALUES ('xa-song-ba', {today}, 'tb-1', 9), ('xa-song-ba', {today}, 'yt-2', 5), ('xa-song-ba', {}, 'gd-1', 7), ('xa-song-ba', {}, 'gd-2', 99)", today - 6, today - 7)).await;
        let folder = tempfile::tempdir().expect("a folder");
        export(&trial.app, folder.path()).await.expect("files");
        for (name, wanted) in [
            ("suc-khoe", &["yt-1", "gd-2", "yt-2"][..]),
            ("thang-10", &["yt-2"]),
            ("tiem", &["yt-1"]),
            ("doc-nhieu", &["gd-1", "yt-2"]),
        ] {
            let answer = trial.get(&format!("~/lists/{name}")).await;
            assert_eq!(answer.status(), StatusCode::OK, "{name}");
            assert_eq!(answer.headers()["content-type"], "application/feed+json");
            let answer: Value = answer.json().await.expect("JSON");
            assert_eq!(ids(&answer), wanted, "{name}");
            assert!(answer.get("next_url").is_none() && !answer.to_string().contains("Toàn văn"), "{answer}");
            let file = std::fs::read(folder.path().join(format!("v1/sites/xa-song-ba/lists/{name}.json"))).expect("a file");
            assert_eq!(serde_json::from_slice::<Value>(&file).expect("JSON"), answer, "{name}");
        }
        for unknown in ["khong-co", "suc-khoe.json", "%FF"] {
            let status = trial.get(&format!("~/lists/{unknown}")).await.status();
            assert!(status.is_client_error(), "{unknown}: {status}");
        }
        trial.end().await;
    }
}
