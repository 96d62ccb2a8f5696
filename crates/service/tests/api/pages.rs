//! What is counted of single pages.

use bangtin_service::counting::batch::{self, Batch};
use bangtin_service::{App, on, ratings};
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::harness::{ORIGIN, Trial, code};
use crate::on_both;

const SITE: &str = "xa-song-ba";

/// Views of these pages, each as often as its number in the list says.
fn views(pages: impl Iterator<Item = (String, i64)>) -> Batch {
    let mut pages: Vec<_> = pages
        .map(|(page, views)| (SITE.into(), page, views))
        .collect();
    pages.sort();
    Batch {
        days: vec![(SITE.into(), 20_000, pages.len() as i64)],
        pages,
        ..Batch::default()
    }
}

async fn shown(trial: &Trial, query: &str) -> Value {
    trial.app.rendered.forget();
    let answer = trial.get(&format!("~/pages?{query}")).await;
    assert_eq!(answer.status(), StatusCode::OK, "{query}");
    let mut answer: Value = answer.json().await.expect("JSON");
    answer["pages"].take()
}

async fn rows(app: &App) -> i64 {
    let mut read = app.store.read().await.expect("a connection");
    let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM page_views";
    on!(read, c => sqlx::query_scalar(count).fetch_one(c).await.expect("a count"))
}

fn url_encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// An article as an import leaves it.
async fn import(app: &App, id: &str, item: &str) {
    let mut write = app.store.write().await.expect("a transaction");
    on!(write, c => {
        let insert = "INSERT INTO articles (site, id, feed, published_ms, place, listed, tags, item, hash, updated_ms) \
             VALUES ($1, $2, '', 0, 0, 1, '', $3, '', 0)";
        sqlx::query(insert).bind(SITE).bind(id).bind(item).execute(c).await.expect("an article");
    });
    write.commit().await.expect("a commit");
}

on_both! {
    async fn views_are_counted_by_page(trial: Trial) {
        let url = "https://songba.example.gov.vn/tin,42?a=b&c=d";
        for page in ["tin-1", "tin-1", "tin-2", url] {
            let hit = trial.client.post(trial.url("~/hits"))
                .header("origin", ORIGIN)
                .header("user-agent", "Mozilla/5.0 (Linux; Android 10; K)")
                .header("content-type", "text/plain")
                .body(json!({"page": page}).to_string());
            assert_eq!(hit.send().await.expect("an answer").status(), StatusCode::NO_CONTENT);
        }
        trial.app.counting.flush().await.expect("written");
        let pages = shown(&trial, "keys=tin-2,tin-1,tin-3").await;
        assert_eq!(pages, json!({"tin-1": {"views": 2}, "tin-2": {"views": 1}}));
        // An id with a comma is asked for by itself.
        let asked = "key=https%3A%2F%2Fsongba.example.gov.vn%2Ftin%2C42%3Fa%3Db%26c%3Dd&keys=tin-2";
        assert_eq!(shown(&trial, asked).await, json!({url: {"views": 1}, "tin-2": {"views": 1}}));
        trial.end().await;
    }

    async fn views_of_the_source_are_carried_on(trial: Trial) {
        let app = &trial.app;
        import(app, "tin-1", r#"{"id": "tin-1", "content_text": "\u0000", "_bangtin": {"views": 447}}"#).await;
        import(app, "tin-2", r#"{"id": "tin-2", "_bangtin": {"views": 30}}"#).await;
        import(app, "tin-3", r#"{"id": "tin-3"}"#).await;
        let batch = views([("tin-1".to_owned(), 3), ("tin-4".to_owned(), 1)].into_iter());
        assert!(batch::write(app, "one", 1, &batch).await.expect("written"));
        let pages = shown(&trial, "keys=tin-1,tin-2,tin-3,tin-4").await;
        assert_eq!(pages, json!({"tin-1": {"views": 450}, "tin-2": {"views": 30}, "tin-4": {"views": 1}}));
        trial.end().await;
    }

    async fn what_readers_think_stands_beside_the_views(trial: Trial) {
        let app = &trial.app;
        assert!(batch::write(app, "one", 1, &views([("tin-1".to_owned(), 3)].into_iter())).await.expect("written"));
        let mut write = app.store.write().await.expect("a transaction");
        for (voter, value) in [(b"one", 5), (b"two", 4)] {
            ratings::vote(&mut write, SITE, "tin-1", voter, value, 0).await.expect("a vote");
        }
        for (id, state) in [("1", "approved"), ("2", "pending"), ("3", "approved")] {
            on!(write, c => {
                let insert = "INSERT INTO comments (id, site, page, name, body, state, note, revision, created_ms) \
                     VALUES ($1, $2, 'tin-2', '', 'Hay', $3, '', 1, 0)";
                sqlx::query(insert).bind(id).bind(SITE).bind(state).execute(c).await.expect("a comment");
            });
        }
        let sum = "INSERT INTO comment_sums (site, page, shown) VALUES ($1, 'tin-2', 2)";
        on!(write, c => {
            sqlx::query(sum).bind(SITE).execute(c).await.expect("a sum");
        });
        write.commit().await.expect("a commit");
        let pages = shown(&trial, "keys=tin-1,tin-2,tin-3").await;
        let rating = json!({"value": 4.5, "count": 2});
        assert_eq!(pages, json!({"tin-1": {"views": 3, "rating": rating}, "tin-2": {"comments": {"count": 2}}}));
        trial.end().await;
    }

    async fn made_up_pages_do_not_fill_the_table(trial: Trial) {
        let app = &trial.app;
        import(app, "bài thật", "{}").await;
        let known = views((0..500).map(|n| (format!("tin-{n}"), 1)));
        assert!(batch::write(app, "one", 1, &known).await.expect("written"));
        let flood = views((0..1_990).map(|n| (format!("giả-{n:04}"), 1)));
        assert!(batch::write(app, "one", 2, &flood).await.expect("written"));
        assert_eq!(rows(app).await, 2_000);
        // Pages that have a row are counted on, and articles that were imported get one.
        let late = ["tin-7", "giả-1989", "bài thật", "bài lạ"].map(|page| (page.to_owned(), 5));
        assert!(batch::write(app, "one", 3, &views(late.into_iter())).await.expect("written"));
        let pages = shown(&trial, "keys=tin-7,giả-1989,bài thật,bài lạ").await;
        assert_eq!(pages, json!({"tin-7": {"views": 6}, "bài thật": {"views": 5}}));
        assert_eq!(rows(app).await, 2_001);
        // Tomorrow there is room again.
        trial.clock.advance(std::time::Duration::from_secs(24 * 60 * 60));
        let again = views([("bài lạ".to_owned(), 1)].into_iter());
        assert!(batch::write(app, "one", 4, &again).await.expect("written"));
        assert_eq!(shown(&trial, "keys=bài lạ").await, json!({"bài lạ": {"views": 1}}));
        trial.end().await;
    }

    async fn a_page_is_one_page_however_its_key_is_written(trial: Trial) {
        let opened = async |page: &str| {
            let hit = trial.client.post(trial.url("~/hits"))
                .header("origin", ORIGIN)
                .header("user-agent", "Mozilla/5.0 (Linux; Android 10; K)")
                .header("content-type", "text/plain")
                .body(json!({"page": page}).to_string());
            assert_eq!(hit.send().await.expect("an answer").status(), StatusCode::NO_CONTENT, "{page}");
        };
        let spellings = ["bài viết 1", " bài viết 1\n", "ba\u{300}i  vie\u{302}\u{301}t\u{a0}1"];
        for page in spellings {
            opened(page).await;
            let rating = format!("~/pages/{}/rating", url_encoded(page));
            let rated = trial.put(&rating, &trial.proven(json!({ "value": 4 })).await).await;
            assert_eq!(rated.status(), StatusCode::OK, "{page}");
        }
        // What a broken template sends is a visit of no page, and can be neither rated nor written about.
        for page in ["undefined", "{{ id }}", "[object Object]", "--"] {
            opened(page).await;
            let rating = format!("~/pages/{}/rating", url_encoded(page));
            assert_eq!(trial.put(&rating, &json!({ "value": 4 })).await.status(), StatusCode::NOT_FOUND, "{page}");
            let comment = json!({ "page": page, "name": "An", "text": "Hay." });
            let refused: Value = trial.post("~/comments", &comment).await.json().await.expect("a problem");
            assert_eq!(refused["errors"], json!([{ "field": "page", "code": "invalid" }]), "{page}");
            let listed = trial.get(&format!("~/comments?page={}", url_encoded(page))).await;
            assert_eq!(code(listed).await, "bad_query", "{page}");
        }
        trial.app.counting.flush().await.expect("written");
        assert_eq!(rows(&trial.app).await, 1);
        // Each is answered under the name by which it was asked for; of a broken one nothing is known.
        let figures = json!({"views": 3, "rating": {"value": 4.0, "count": 3}});
        let asked = spellings.map(|page| format!("key={}", url_encoded(page))).join("&");
        let shown = shown(&trial, &format!("{asked}&keys=undefined,null")).await;
        assert_eq!(shown, json!({spellings[0]: figures, spellings[1]: figures, spellings[2]: figures}));
        let views = trial.get("~/counters").await.json::<Value>().await.expect("JSON");
        assert_eq!(views["views"]["total"], 7);
        trial.end().await;
    }

    async fn a_question_names_1_to_100_pages(trial: Trial) {
        let many: Vec<String> = (0..101).map(|n| format!("tin-{n}")).collect();
        for wrong in ["", "keys=", "keys=,", "key=a%00b", "key=a%0Ab", &format!("keys={}", many.join(","))] {
            let answer = trial.get(&format!("~/pages?{wrong}")).await;
            assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{wrong}");
            assert_eq!(code(answer).await, "bad_query");
        }
        assert_eq!(shown(&trial, &format!("keys={}", many[..100].join(","))).await, json!({}));
        assert_eq!(shown(&trial, "keys=' OR 1=1 --,%22,\\").await, json!({}));
        let answer = trial.get("~/pages?keys=a").await;
        assert_eq!(answer.headers()["cache-control"], "public, max-age=30, stale-while-revalidate=120");
        let tag = answer.headers()["etag"].clone();
        let again = trial.client.get(trial.url("~/pages?keys=a")).header("if-none-match", tag);
        assert_eq!(again.send().await.expect("an answer").status(), StatusCode::NOT_MODIFIED);
        trial.end().await;
    }
}
