//! Content as files, and the commands that make it.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use bangtin_service::content::export::export;
use bangtin_service::content::import::import;
use serde_json::Value;

use crate::cms::{Cms, Reply, article, feed, ids, json_feed, site};
use crate::on_both;

/// All files below a folder, by their paths in it.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut left = vec![folder.to_path_buf()];
    while let Some(next) = left.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path
                    .strip_prefix(folder)
                    .expect("inside")
                    .to_string_lossy()
                    .into_owned();
                found.insert(name, std::fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

fn page(folder: &Path, name: &str) -> Value {
    let text = std::fs::read(folder.join("v1/sites/xa-song-ba").join(name)).expect("a file");
    serde_json::from_slice(&text).expect("JSON")
}

on_both! {
    async fn the_files_hold_what_the_service_answers(trial: Trial) {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/sample/feed.json");
        let site = site(vec![feed(file, None)]);
        import(&trial.app, &site, &site.feeds[0]).await.expect("the sample");
        let opened = |views, days| format!("INSERT INTO page_days (site, day, page, views) VALUES ('xa-song-ba', {}, 'tb-0{views}', {views})", trial.clock.today() - days);
        trial.run(&format!("{};{}", opened(4, 2), opened(1, 20))).await;
        let folder = tempfile::tempdir().expect("a folder");
        let written = export(&trial.app, folder.path()).await.expect("files");
        // 46 articles and 14 documents, 3 pages of articles, 1 of documents, 5 categories, 2 of the most read, the site, the alerts.
        assert_eq!((written.written, written.same, written.removed), (73, 0, 0));
        let mut found = Vec::new();
        let mut name = "articles.json".to_owned();
        loop {
            let page = page(folder.path(), &name);
            found.extend(ids(&page).into_iter().map(str::to_owned));
            match page["next_url"].as_str() {
                Some(next) => name = next.to_owned(),
                None => break,
            }
        }
        assert_eq!(found.len(), 46);
        for (name, path) in [
            ("categories/thong-bao", "articles?category=thong-bao&fields=headlines"),
            ("most-read-7", "articles?sort=views&fields=headlines&limit=20"),
            ("most-read-30", "articles?sort=views&days=30&fields=headlines&limit=20"),
        ] {
            let served: Value = trial.get(&format!("~/{path}")).await.json().await.expect("a page");
            assert_eq!(page(folder.path(), &format!("{name}.json")), served, "{path}");
        }
        for path in ["articles/tb-01", "site", "alerts"] {
            let served: Value = trial.get(&format!("~/{path}")).await.json().await.expect("a page");
            assert_eq!(page(folder.path(), &format!("{path}.json")), served, "{path}");
        }
        // Nothing has changed: nothing is touched.
        let before = std::fs::metadata(folder.path().join("v1/sites/xa-song-ba/site.json")).expect("a file").modified().expect("a time");
        let again = export(&trial.app, folder.path()).await.expect("files");
        assert_eq!((again.written, again.same, again.removed), (0, 73, 0));
        assert_eq!(std::fs::metadata(folder.path().join("v1/sites/xa-song-ba/site.json")).expect("a file").modified().expect("a time"), before);
        trial.end().await;
    }

    async fn only_files_of_ours_go(trial: Trial) {
        let cms = Cms::start().await;
        let site = site(vec![feed(cms.url("/feed.json"), None)]);
        let strange = serde_json::json!({"id": "https://a.vn/1", "title": "Địa chỉ"});
        cms.on("/feed.json", Reply::json(&json_feed(&[article(1, "Một"), article(2, "Hai"), strange])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let outer = tempfile::tempdir().expect("a folder");
        let folder = outer.path().join("out");
        assert_eq!(export(&trial.app, &folder).await.expect("files").left_out, 1);
        std::fs::write(folder.join("cua-toi.txt"), "của tôi").expect("a file");
        std::fs::write(outer.path().join("ngoai.txt"), "ngoài").expect("a file");
        // A list that somebody has changed leads nowhere.
        let list = folder.join(".bangtin-export.json");
        let changed = std::fs::read_to_string(&list).expect("the list").replacen('{', "{\"../ngoai.txt\": \"x\", \"cua-toi.txt\": \"x\",", 1);
        std::fs::write(&list, changed).expect("the list");
        cms.on("/feed.json", Reply::json(&json_feed(&[article(2, "Hai")])));
        import(&trial.app, &site, &site.feeds[0]).await.expect("an import");
        let written = export(&trial.app, &folder).await.expect("files");
        assert_eq!(written.removed, 1);
        let left = files(&folder);
        assert!(!left.contains_key("v1/sites/xa-song-ba/articles/tin-1.json"));
        assert!(left.contains_key("v1/sites/xa-song-ba/articles/tin-2.json"));
        assert!(left.contains_key("cua-toi.txt"));
        assert!(outer.path().join("ngoai.txt").exists());
        assert!(!left.keys().any(|name| name.ends_with(".new")));
        trial.end().await;
    }
}

#[test]
fn the_commands_import_and_export() {
    let folder = tempfile::tempdir().expect("a folder");
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/sample/feed.json");
    let settings = format!(
        "database_url = \"sqlite:trial.db\"\n[[sites]]\nid = \"xa-song-ba\"\nname = \"Xã Sông Ba\"\n[[sites.feeds]]\nurl = \"{sample}\"\n[[sites.feeds]]\nurl = \"khong-co.json\"\n"
    );
    std::fs::write(folder.path().join("bangtin.toml"), settings).expect("settings");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_bangtin-service"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .expect("the program");
        (
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )
    };
    let (good, said) = run(&["import", "--feed", sample]);
    assert!(
        good && said.contains("3 pages: 60 new, 0 changed, 0 as they were, 0 gone"),
        "{said}"
    );
    let (good, said) = run(&["import"]);
    assert!(
        !good && said.contains("unchanged") && said.contains("failed: the file cannot be read"),
        "{said}"
    );
    let (good, _) = run(&["import", "--site", "xa-khac"]);
    assert!(!good);
    let (good, said) = run(&["export", "out"]);
    assert!(good && said.contains("73 files written"), "{said}");
    assert!(
        folder
            .path()
            .join("out/v1/sites/xa-song-ba/articles.json")
            .exists()
    );
}
