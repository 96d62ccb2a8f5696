//! Pages by their numbers: what stands on them however far down, whatever came, changed, left and came back before.

use bangtin_service::content::import::{forget_others, import};
use bangtin_service::moderation::articles::Change;
use bangtin_service::on;
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::{on_both_with_portal, opened};
use crate::cms::{Cms, Reply, article, feed, ids, json_feed, site};
use crate::harness::Trial;

/// Articles of twenty years: three a month, then many of one day, some without a date; two thirds in a category.
fn many() -> Vec<Value> {
    let of = |number: u32| {
        let mut one = article(number, &format!("Tin {number}"));
        let (year, month) = (2026 - number / 36, 12 - number / 3 % 12);
        one["date_published"] = match number {
            100..150 => json!("2023-10-05T08:00:00+07:00"),
            150..155 => Value::Null,
            _ => json!(format!(
                "{year}-{month:02}-{:02}T08:00:00+07:00",
                28 - number % 3
            )),
        };
        if !number.is_multiple_of(3) {
            let category = format!("muc-{}", number % 3);
            one["_bangtin"] = json!({"version": 1, "category": {"id": category, "name": "Mục"}});
        }
        one
    };
    (0..220).map(of).collect()
}

fn documents() -> Vec<Value> {
    let of = |number: u32| json!({"id": format!("vb-{number}"), "number": format!("{number}/QĐ"), "issued": format!("{}-02-03", 2026 - number)});
    let without_day = json!({"id": "vb-x", "number": "x/QĐ"});
    (0..60).map(of).chain([without_day]).collect()
}

async fn put(trial: &Trial, cms: &Cms, path: &str, items: &[Value], documents: &[Value]) {
    let site = site(vec![feed(cms.url(path), None)]);
    let mut page = json_feed(items);
    page["_bangtin"] = json!({"documents": documents});
    cms.on(path, Reply::json(&page));
    let done = import(&trial.app, &site, &site.feeds[0]).await;
    done.expect("an import");
    let forgotten = forget_others(&trial.app, &site).await;
    forgotten.expect("the database");
    trial.app.rendered.forget();
}

/// By the numbers of its pages there stands what the list has that goes by cursors.
async fn pages_hold_the_list(trial: &Trial, path: &str, list: &str, folder: &str) {
    let mut expected = Vec::new();
    let mut next = Some(format!("{list}limit=100"));
    while let Some(address) = next {
        let page: Value = trial
            .get(&format!("~/{address}"))
            .await
            .json()
            .await
            .expect("a page");
        expected.extend(ids(&page).iter().map(|id| format!("{folder}{id}")));
        next = page["next_url"].as_str().map(str::to_owned);
    }
    let numbers = expected.len().div_ceil(20);
    for (number, some) in (1..).zip(expected.chunks(20)) {
        let page = opened(trial, &format!("{path}?trang={number}")).await;
        let found: Vec<String> = links(page.content(), folder);
        assert_eq!(found, some, "{path} {number}");
        assert_eq!(
            page.link("next").is_some(),
            number < numbers,
            "{path} {number}"
        );
    }
    let beyond = trial
        .get(&format!("{path}?trang={}", numbers.max(1) + 1))
        .await;
    assert_eq!(beyond.status(), StatusCode::NOT_FOUND, "{path}");
}

/// The addresses below this folder that headings lead to.
fn links(content: &str, folder: &str) -> Vec<String> {
    let begin = format!("<h2><a href=\"{folder}");
    let headings = content.split(&begin).skip(1);
    headings
        .filter_map(|rest| Some(format!("{folder}{}", rest.split_once('"')?.0)))
        .collect()
}

async fn all_hold(trial: &Trial) {
    pages_hold_the_list(trial, "/", "articles?", "/tin/").await;
    for category in ["muc-1", "muc-2"] {
        let list = format!("articles?category={category}&");
        pages_hold_the_list(trial, &format!("/chuyen-muc/{category}"), &list, "/tin/").await;
    }
    pages_hold_the_list(trial, "/van-ban", "documents?", "/van-ban/").await;
    assert_eq!(summed(trial).await, counted(trial).await);
}

on_both_with_portal! {
    async fn a_page_by_its_number_holds_what_the_list_has_there(trial: Trial) {
        let cms = Cms::start().await;
        let (mut items, mut documents) = (many(), documents());
        put(&trial, &cms, "/feed.json", &items, &documents).await;
        all_hold(&trial).await;
        // Another day, another category, an article more, some less.
        items[7]["date_published"] = "2009-01-01T08:00:00+07:00".into();
        items[8]["_bangtin"] = Value::Null;
        items[9]["_bangtin"] = json!({"version": 1, "category": {"id": "muc-1", "name": "Mục"}});
        items.insert(0, article(900, "Mới nhất"));
        items.retain(|item| item["title"] != "Tin 120" && item["title"] != "Tin 31");
        documents[3]["issued"] = "1931-02-03".into();
        documents.remove(5);
        put(&trial, &cms, "/feed.json", &items, &documents).await;
        all_hold(&trial).await;
        for (id, wish) in [
            ("tin-40", Change::TakeDown), ("tin-40", Change::TakeDown), ("tin-41", Change::TakeDown),
            ("vb-9", Change::TakeDown), ("tin-40", Change::PutBack), ("tin-40", Change::PutBack),
        ] {
            trial.decide(id, wish).await;
        }
        all_hold(&trial).await;
        // What is taken down and left meanwhile, what comes back, and a source that the settings no longer name.
        items.retain(|item| item["title"] != "Tin 41");
        put(&trial, &cms, "/feed.json", &items, &documents).await;
        trial.decide("tin-41", Change::PutBack).await;
        all_hold(&trial).await;
        put(&trial, &cms, "/feed.json", &many(), &documents).await;
        all_hold(&trial).await;
        put(&trial, &cms, "/other.json", &many()[..50], &[]).await;
        all_hold(&trial).await;
        trial.end().await;
    }

    async fn an_upgrade_counts_what_is_there(trial: Trial) {
        let cms = Cms::start().await;
        put(&trial, &cms, "/feed.json", &many(), &documents()).await;
        trial.decide("tin-40", Change::TakeDown).await;
        let kept = summed(&trial).await;
        assert!(kept.len() > 200 && kept.iter().any(|(list, week, _)| list == "documents" && *week < 0), "{kept:?}");
        trial.run("DELETE FROM list_sums").await;
        trial.fill_as("0061_list_sums.sql").await;
        assert_eq!(summed(&trial).await, kept);
        trial.end().await;
    }
}

/// List, week, how many.
type Sum = (String, i64, i64);

async fn summed(trial: &Trial) -> Vec<Sum> {
    sums(
        trial,
        "SELECT list, week, shown FROM list_sums WHERE shown <> 0 ORDER BY 1, 2",
    )
    .await
}

/// What is there, counted one by one.
async fn counted(trial: &Trial) -> Vec<Sum> {
    let week = |ms: i64| ms.div_euclid(7 * 86_400_000);
    let select = "SELECT COALESCE(category, ''), published_ms, COALESCE(issued_ms, -1), listed FROM articles WHERE removed_ms IS NULL";
    let mut read = trial.app.store.read().await.expect("a connection");
    let rows: Vec<(String, i64, i64, i64)> =
        on!(read, c => sqlx::query_as(select).fetch_all(c).await.expect("rows"));
    let mut sums = std::collections::BTreeMap::<(String, i64), i64>::new();
    for (category, published_ms, issued_ms, listed) in rows {
        let mut add = |list: String, ms: i64| *sums.entry((list, week(ms))).or_default() += 1;
        if listed == 1 {
            add("articles".into(), published_ms);
            if !category.is_empty() {
                add(format!("category {category}"), published_ms);
            }
        }
        if issued_ms != -1 {
            add("documents".into(), issued_ms);
        }
        if listed == 1 || issued_ms != -1 {
            add("addresses".into(), published_ms);
        }
    }
    let mut sums: Vec<Sum> = sums
        .into_iter()
        .map(|((list, week), shown)| (list, week, shown))
        .collect();
    sums.sort();
    sums
}

async fn sums(trial: &Trial, select: &'static str) -> Vec<Sum> {
    let mut read = trial.app.store.read().await.expect("a connection");
    let mut rows: Vec<Sum> =
        on!(read, c => sqlx::query_as(select).fetch_all(c).await.expect("rows"));
    rows.sort();
    rows
}
