//! What documents are filtered by, how many there are, and that a search keeps to it: the same on both databases.

use bangtin_service::content::import::{forget_others, import};
use bangtin_service::moderation::articles::Change;
use bangtin_service::on;
use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::cms::{Cms, Reply, feed, ids, json_feed, site};
use crate::harness::{Trial, code};
use crate::on_both;

const NEVER: i64 = i64::MAX;

fn document(id: &str, number: &str, form: &str, issuer: &str, issued: &str) -> Value {
    json!({
        "id": id, "number": number, "form": form, "issuer": issuer, "issued": issued, "effective": issued,
        "abstract": format!("Về việc {id}, thôn Đông"),
    })
}

/// Six documents of two forms, three issuers and three years, the last issued first; one that says no day, and one that says little.
fn eight() -> Vec<Value> {
    let mut future = document("f", "21/QĐ-UBND", "Quyết định", "UBND xã", "2026-02-02");
    future["effective"] = "2099-01-01".into();
    let mut ended = document("c", "12/QĐ-UBND", "Quyết định", "UBND xã", "2025-07-21");
    ended["expires"] = "2026-01-01".into();
    vec![
        future,
        document("e", "05/NQ-HĐND", "Nghị quyết", "HĐND xã", "2026-01-12"),
        document(
            "d",
            "04/QĐ-UBND",
            "Quyết định",
            "Chủ tịch “UBND” & xã, 100%",
            "2025-12-31",
        ),
        ended,
        document("b", "02/NQ-HĐND", "Nghị quyết", "HĐND xã", "2025-01-01"),
        document("a", "01/QĐ-UBND", "Quyết định", "UBND xã", "2024-03-01"),
        json!({"id": "g", "form": "Quyết định", "abstract": "Không ngày, thôn Đông"}),
        json!({"id": "h", "number": "99/TB", "issued": "1930-02-03", "abstract": "Không loại"}),
    ]
}

async fn keep(trial: &Trial, documents: &[Value]) -> Cms {
    let cms = Cms::start().await;
    put(trial, &cms, "/feed.json", documents).await;
    cms
}

async fn put(trial: &Trial, cms: &Cms, path: &str, documents: &[Value]) {
    let site = site(vec![feed(cms.url(path), None)]);
    let mut page = json_feed(&[]);
    page["_bangtin"] = json!({"documents": documents});
    cms.on(path, Reply::json(&page));
    import(&trial.app, &site, &site.feeds[0])
        .await
        .expect("an import");
    forget_others(&trial.app, &site)
        .await
        .expect("the database");
    trial.app.rendered.forget();
}

async fn page(trial: &Trial, query: &[(&str, &str)]) -> Value {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(query)
        .finish();
    let response = trial.get(&format!("~/documents?{query}")).await;
    assert_eq!(response.status(), StatusCode::OK, "{query}");
    response.json().await.expect("a page")
}

async fn check(trial: &Trial, query: &[(&str, &str)], expected: &[&str]) {
    let found = page(trial, query).await;
    assert_eq!(ids(&found), expected, "{query:?}");
    let total = &found["_bangtin"]["found"]["total"];
    assert_eq!(total, expected.len(), "{query:?}");
    // Two at a time they are the same.
    let mut walked = Vec::new();
    let mut smaller = query.to_vec();
    smaller.push(("limit", "2"));
    let mut part = page(trial, &smaller).await;
    loop {
        walked.extend(ids(&part).into_iter().map(str::to_owned));
        assert_eq!(&part["_bangtin"]["found"]["total"], total, "{query:?}");
        let Some(next) = part["next_url"].as_str() else {
            break;
        };
        part = trial
            .get(&format!("~/{next}"))
            .await
            .json()
            .await
            .expect("a page");
    }
    assert_eq!(walked, expected, "{query:?}");
}

async fn values(trial: &Trial, kind: &str) -> Vec<(String, u64)> {
    trial.app.rendered.forget();
    let page = page(trial, &[("values", "true"), ("limit", "1")]).await;
    let values = page["_bangtin"]["found"]["values"][kind].as_array();
    values
        .expect("values")
        .iter()
        .map(|one| {
            let value = one["value"].as_str().expect("a text");
            (value.to_owned(), one["count"].as_u64().expect("a count"))
        })
        .collect()
}

fn counted(values: &[(&str, u64)]) -> Vec<(String, u64)> {
    values
        .iter()
        .map(|(value, count)| ((*value).to_owned(), *count))
        .collect()
}

on_both! {
    async fn each_filter_narrows_the_list_and_counts_it(trial: Trial) {
        keep(&trial, &eight()).await;
        let all = ["f", "e", "d", "c", "b", "a", "g", "h"];
        check(&trial, &[], &all).await;
        let mut turned = all;
        turned.reverse();
        check(&trial, &[("sort", "oldest")], &turned).await;
        check(&trial, &[("sort", "newest"), ("form", " ")], &all).await;
        check(&trial, &[("form", "Quyết định")], &["f", "d", "c", "a", "g"]).await;
        check(&trial, &[("issuer", "HĐND xã")], &["e", "b"]).await;
        check(&trial, &[("issuer", "Chủ tịch “UBND” & xã, 100%")], &["d"]).await;
        check(&trial, &[("year", "2025")], &["d", "c", "b"]).await;
        check(&trial, &[("year", "1930")], &["h"]).await;
        // One that says no day is of no year, also of that in which numbers of days begin.
        check(&trial, &[("year", "1970")], &[]).await;
        check(&trial, &[("form", "Quyết định"), ("issuer", "UBND xã")], &["f", "c", "a"]).await;
        check(&trial, &[("form", "Quyết định"), ("year", "2025"), ("sort", "oldest")], &["c", "d"]).await;
        check(&trial, &[("issuer", "UBND xã"), ("year", "2026")], &["f"]).await;
        check(&trial, &[("form", "Quyết định"), ("issuer", "UBND xã"), ("year", "2024")], &["a"]).await;
        check(&trial, &[("form", "quyết định")], &[]).await;
        check(&trial, &[("validity", "not-yet")], &["f"]).await;
        check(&trial, &[("validity", "ended")], &["c"]).await;
        check(&trial, &[("validity", "in-force")], &["e", "d", "b", "a"]).await;
        check(&trial, &[("validity", "in-force"), ("form", "Nghị quyết"), ("year", "2025")], &["b"]).await;
        assert_eq!(values(&trial, "form").await, counted(&[("Nghị quyết", 2), ("Quyết định", 5)]));
        assert_eq!(values(&trial, "issuer").await, counted(&[("Chủ tịch “UBND” & xã, 100%", 1), ("HĐND xã", 2), ("UBND xã", 3)]));
        assert_eq!(values(&trial, "year").await, counted(&[("2026", 2), ("2025", 3), ("2024", 1), ("1930", 1)]));
        let plain = page(&trial, &[]).await;
        assert!(plain["_bangtin"]["found"]["values"].is_null(), "only where they are asked for");
        trial.end().await;
    }

    async fn a_search_keeps_to_the_filters(trial: Trial) {
        keep(&trial, &eight()).await;
        // What fits best comes first; a number is words too.
        check(&trial, &[("q", "12/QĐ-UBND")], &["c"]).await;
        check(&trial, &[("q", "qd ubnd")], &["f", "d", "c", "a"]).await;
        check(&trial, &[("q", "thon dong"), ("form", "Quyết định")], &["f", "d", "c", "a", "g"]).await;
        check(&trial, &[("q", "thôn Đông"), ("issuer", "HĐND xã"), ("year", "2025")], &["b"]).await;
        check(&trial, &[("q", "dong thon"), ("validity", "ended")], &["c"]).await;
        check(&trial, &[("q", "xa ubnd viec"), ("validity", "in-force"), ("form", "Quyết định")], &["d", "a"]).await;
        check(&trial, &[("q", "dong"), ("sort", "newest"), ("year", "2026")], &["f", "e"]).await;
        check(&trial, &[("q", "khong co dau")], &[]).await;
        check(&trial, &[("q", "/-"), ("form", "Quyết định")], &[]).await;
        trial.end().await;
    }

    async fn sums_follow_what_changes_leaves_and_comes_back(trial: Trial) {
        let cms = keep(&trial, &eight()).await;
        let mut documents = eight();
        documents[4]["form"] = "Thông báo".into();
        documents[0]["issued"] = "2025-02-02".into();
        documents.remove(1);
        put(&trial, &cms, "/feed.json", &documents).await;
        assert_eq!(values(&trial, "form").await, counted(&[("Quyết định", 5), ("Thông báo", 1)]));
        assert_eq!(values(&trial, "issuer").await, counted(&[("Chủ tịch “UBND” & xã, 100%", 1), ("HĐND xã", 1), ("UBND xã", 3)]));
        assert_eq!(values(&trial, "year").await, counted(&[("2025", 4), ("2024", 1), ("1930", 1)]));
        for (wish, expected) in [(Change::TakeDown, 3), (Change::TakeDown, 3), (Change::PutBack, 4), (Change::PutBack, 4)] {
            trial.decide("c", wish).await;
            assert_eq!(page(&trial, &[("year", "2025")]).await["_bangtin"]["found"]["total"], expected, "{wish:?}");
        }
        // What is taken down while its source drops it stays away.
        trial.decide("a", Change::TakeDown).await;
        documents.retain(|document| document["id"] != "a");
        put(&trial, &cms, "/feed.json", &documents).await;
        trial.decide("a", Change::PutBack).await;
        assert_eq!(values(&trial, "year").await, counted(&[("2025", 4), ("1930", 1)]));
        put(&trial, &cms, "/feed.json", &eight()).await;
        check(&trial, &[("form", "Quyết định")], &["f", "d", "c", "a", "g"]).await;
        // A source that the settings no longer name takes its documents along.
        put(&trial, &cms, "/other.json", &[document("z", "1/TB", "Thông báo", "UBND xã", "2026-03-03")]).await;
        assert_eq!(values(&trial, "form").await, counted(&[("Thông báo", 1)]));
        check(&trial, &[], &["z"]).await;
        trial.end().await;
    }

    async fn what_is_asked_wrongly_is_a_problem(trial: Trial) {
        keep(&trial, &eight()).await;
        for query in ["year=nam", "year=0", "year=99999", "year=-1", "validity=", "validity=con", "sort=number", "values=co", "limit=0", "q=dong&sort=oldest"] {
            let response = trial.get(&format!("~/documents?{query}")).await;
            assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{query}");
            assert_eq!(code(response).await, "bad_query", "{query}");
        }
        for query in [("form", "\0"), ("issuer", "'; DROP TABLE articles --"), ("q", "\0"), ("form", "𝕏\u{301}")] {
            assert_eq!(ids(&page(&trial, &[query]).await), Vec::<&str>::new(), "{query:?}");
        }
        check(&trial, &[("issuer", &"x".repeat(4_000))], &[]).await;
        trial.end().await;
    }

    async fn an_upgrade_files_what_is_there(trial: Trial) {
        keep(&trial, &eight()).await;
        let kept = (filed(&trial).await, summed(&trial).await);
        assert_eq!(kept.0[5], ("a".into(), Some("Quyết định".into()), Some("UBND xã".into()), Some(19_783), Some(NEVER)));
        assert!(kept.1.len() > 20, "{kept:#?}");
        let forget = "UPDATE articles SET form = NULL, issuer = NULL, effective_day = NULL, expires_day = NULL; DELETE FROM document_sums";
        trial.run(forget).await;
        trial.fill_as("0058_document_filters.sql").await;
        assert_eq!((filed(&trial).await, summed(&trial).await), kept);
        trial.end().await;
    }
}

type Filed = (
    String,
    Option<String>,
    Option<String>,
    Option<i64>,
    Option<i64>,
);

async fn filed(trial: &Trial) -> Vec<Filed> {
    let mut read = trial.app.store.read().await.expect("a connection");
    let select =
        "SELECT id, form, issuer, effective_day, expires_day FROM articles ORDER BY number";
    on!(read, c => sqlx::query_as(select).fetch_all(c).await.expect("rows"))
}

async fn summed(trial: &Trial) -> Vec<(i64, String, String, i64, i64)> {
    let mut read = trial.app.store.read().await.expect("a connection");
    let select = "SELECT chosen, form, issuer, year, shown FROM document_sums WHERE shown <> 0 ORDER BY chosen, form, issuer, year";
    on!(read, c => sqlx::query_as(select).fetch_all(c).await.expect("rows"))
}
