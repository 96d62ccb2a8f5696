//! What is taken down by one press is in no answer any more, though all of them were made a moment before.

use bangtin_service::content::export::export;
use reqwest::StatusCode;
use serde_json::Value;

use super::{on_both_with_portal, opened, sample};
use crate::export::files;
use crate::harness::Trial;
use crate::moderation::{account_for, field, login, page, send_form};

/// Where readers and programs meet an article, or what was written about it.
const PLACES: [&str; 9] = [
    "/v1/sites/xa-song-ba/articles?fields=headlines",
    "/v1/sites/xa-song-ba/articles?category=thong-bao",
    "/v1/sites/xa-song-ba/search?q=%C4%91i%E1%BB%87n",
    "/v1/sites/xa-song-ba/comments/newest",
    "/",
    "/chuyen-muc/thong-bao",
    "/rss.xml",
    "/chuyen-muc/thong-bao/rss.xml",
    "/sitemap.xml",
];
/// An article that names it among those to read next.
const BESIDE_IT: &str = "/v1/sites/xa-song-ba/articles/tb-04";
const ITSELF: [&str; 2] = ["/v1/sites/xa-song-ba/articles/tb-01", "/tin/tb-01"];

/// Its title, or where it can be read. That others name its id shows it to nobody.
fn tells(text: &str) -> bool {
    text.contains("Lịch tạm ngừng cung cấp điện ngày 21 và 22/11") || text.contains("/tin/tb-01")
}

async fn text(trial: &Trial, path: &str) -> String {
    let request = trial.client.get(trial.url(path));
    let answer = request.send().await.expect("an answer");
    answer.text().await.expect("text")
}

async fn press(trial: &Trial, cookie: &str, change: &str) {
    let html = page(trial, "/moderation/articles?site=xa-song-ba", cookie).await;
    let token = field(&html.text().await.expect("a page"), "form_token");
    let form = format!(
        "form_token={token}&site=xa-song-ba&lang=vi&change={change}&article=tb-01&note=sai"
    );
    let answer = send_form(trial, "/moderation/articles", cookie, form).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
}

/// The files of an export that name it.
async fn written(trial: &Trial) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    export(&trial.app, folder.path()).await.expect("files");
    let all = files(folder.path()).into_iter();
    let naming = all.filter(|(_, bytes)| tells(&String::from_utf8_lossy(bytes)));
    naming.map(|(path, _)| path).collect()
}

on_both_with_portal! {
    async fn one_press_takes_it_from_everywhere_at_once(trial: Trial) {
        sample(&trial).await;
        trial.run(
            "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms) VALUES \
             ('c-1', 'xa-song-ba', 'tb-01', 'Hoài An', 'Cảm ơn xã', 'approved', '', 1, 1795573800000)",
        ).await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        for path in PLACES.into_iter().chain([BESIDE_IT]) {
            assert!(tells(&text(&trial, path).await), "{path}");
        }
        for path in ITSELF {
            assert!(text(&trial, path).await.contains("Để thay dây dẫn"), "{path}");
        }
        assert!(!written(&trial).await.is_empty());

        press(&trial, &cookie, "take-down").await;
        for path in PLACES.into_iter().chain([BESIDE_IT]) {
            assert!(!tells(&text(&trial, path).await), "{path}");
        }
        for path in ITSELF {
            let answer = trial.client.get(trial.url(path)).send().await.expect("an answer");
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
            assert!(!answer.text().await.expect("text").contains("Để thay dây dẫn"), "{path}");
        }
        assert_eq!(written(&trial).await, Vec::<String>::new());
        trial.end().await;
    }

    async fn what_is_sent_says_when_something_was_last_taken_down(trial: Trial) {
        sample(&trial).await;
        account_for(&trial, "lan@songba.example.vn", &["xa-song-ba"]).await;
        let cookie = login(&trial, "lan@songba.example.vn").await;
        let told = async |path: &str| -> Option<i64> {
            let answer: Value = trial.get(path).await.json().await.expect("JSON");
            answer["_bangtin"].get("taken_down_ms").map(|ms| ms.as_i64().expect("a number"))
        };
        let all = ["~/articles", "~/articles/tb-04", "~/search?q=xã", "~/documents", "~/site"];
        for path in all {
            assert_eq!(told(path).await, None, "{path}");
        }
        assert_eq!(opened(&trial, "/").await.meta("taken-down-ms"), None);

        let before_ms = trial.app.clock.now_ms();
        press(&trial, &cookie, "take-down").await;
        for path in all {
            let ms = told(path).await.expect(path);
            assert!((before_ms..=trial.app.clock.now_ms()).contains(&ms), "{path}: {ms}");
        }
        assert!(opened(&trial, "/").await.meta("taken-down-ms").is_some());

        press(&trial, &cookie, "put-back").await;
        for path in all {
            assert_eq!(told(path).await, None, "{path}");
        }
        trial.end().await;
    }
}
