//! Dates as portals write them, in RSS as in JSON.

use bangtin_service::content::import::import;
use serde_json::Value;

use crate::cms::{Cms, Reply, feed, json_feed, site};
use crate::harness::Trial as Running;
use crate::on_both;

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/../feeds/testdata/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(path).expect("a sample")
}

/// What a list shows of this answer.
async fn items(trial: &Running, name: &str, reply: Reply) -> Vec<Value> {
    let cms = Cms::start().await;
    let path = format!("/{name}");
    cms.on(&path, reply);
    let site = site(vec![feed(cms.url(&path), None)]);
    import(&trial.app, &site, &site.feeds[0])
        .await
        .expect("an import");
    bangtin_service::content::import::forget_others(&trial.app, &site)
        .await
        .expect("a database");
    trial.app.rendered.forget();
    let page: Value = trial.get("~/articles").await.json().await.expect("a page");
    page["items"].as_array().expect("items").clone()
}

/// The date of the item with this id, with how exact it is.
fn date<'a>(items: &'a [Value], id: &str) -> (&'a str, &'a str) {
    let item = items.iter().find(|item| item["id"] == id);
    let item = item.unwrap_or_else(|| panic!("there is no {id}"));
    let precision = item["_bangtin"]["precision"].as_str();
    (
        item["date_published"].as_str().unwrap_or_default(),
        precision.unwrap_or_default(),
    )
}

on_both! {
    /// 16 of these 27 had no date or one that was hours off.
    async fn every_form_of_a_date_in_rss_is_read(trial: Trial) {
        let found = items(&trial, "dates.xml", Reply::of(sample("dates.xml"))).await;
        let second = ("2026-11-25T10:30:00+07:00", "second");
        let minute = ("2026-11-25T10:30:00+07:00", "minute");
        let day = ("2026-11-25T00:00:00+07:00", "day");
        for number in 1..=27 {
            let expected = match number {
                6 => ("2026-11-25T14:30:00+07:00", "second"),
                7 | 12 => minute,
                18 | 19 | 20 | 23 => day,
                25 => ("", ""),
                26 => ("2026-11-25T17:30:00+07:00", "second"),
                _ => second,
            };
            assert_eq!(date(&found, &number.to_string()), expected, "{number}");
        }
        trial.end().await;
    }

    async fn rss_and_json_have_the_same_dates_in_the_same_order(trial: Trial) {
        let rss = items(&trial, "dates-of-ict.xml", Reply::of(sample("dates-of-ict.xml"))).await;
        let order: Vec<&str> = rss.iter().filter_map(|item| item["id"].as_str()).collect();
        let morning = ("2026-03-02T10:00:00+07:00", "second");
        let minute = ("2026-03-02T10:00:00+07:00", "minute");
        let expected = [
            ("ict", morning), ("gmt7", morning), ("gmt0700", morning), ("colon", morning), ("vi", morning), ("vi-dash", minute),
            ("no-zone", morning), ("space", morning), ("day", ("2026-03-02T00:00:00+07:00", "day")),
            ("ch", ("2026-03-02T14:30:00+07:00", "second")), ("mdy", morning), ("no-seconds", minute), ("impossible", ("", "")),
        ];
        for (id, expected) in expected {
            assert_eq!(date(&rss, id), expected, "{id}");
        }
        let json = items(&trial, "dates-of-ict.json", Reply::of(sample("dates-of-ict.json"))).await;
        let same: Vec<&str> = json.iter().filter_map(|item| item["id"].as_str()).collect();
        assert_eq!(same, order);
        for (id, expected) in expected {
            assert_eq!(date(&json, id), expected, "{id}");
        }
        trial.end().await;
    }

    async fn dublin_core_and_asp_net_are_read(trial: Trial) {
        let rss = r#"<?xml version="1.0"?><rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel><title>x</title>
            <item><title>a</title><guid isPermaLink="false">a</guid><dc:date>2026-11-25</dc:date></item>
            <item><title>b</title><guid isPermaLink="false">b</guid><dcterms:issued>25/11/2026 2:30:00 CH</dcterms:issued></item>
            <item><title>c</title><guid isPermaLink="false">c</guid><pubDate>/Date(1795577400000)/</pubDate></item>
            <item><title>d</title><guid isPermaLink="false">d</guid><pubDate>25/11/2026 10:30</pubDate><dc:date>hôm qua</dc:date></item>
            </channel></rss>"#;
        let found = items(&trial, "dc.xml", Reply::of(rss)).await;
        assert_eq!(date(&found, "a"), ("2026-11-25T00:00:00+07:00", "day"));
        assert_eq!(date(&found, "b"), ("2026-11-25T14:30:00+07:00", "second"));
        assert_eq!(date(&found, "c"), ("2026-11-25T10:30:00+07:00", "second"));
        assert_eq!(date(&found, "d"), ("2026-11-25T10:30:00+07:00", "minute"));
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><title>x</title>
            <entry><title>e</title><id>e</id><dc:date>25 Tháng Mười Một, 2026</dc:date></entry></feed>"#;
        let found = items(&trial, "dc-atom.xml", Reply::of(atom)).await;
        assert_eq!(date(&found, "e"), ("2026-11-25T00:00:00+07:00", "day"));
        trial.end().await;
    }

    async fn a_year_that_was_typed_wrong_heads_no_list(trial: Trial) {
        let found = items(&trial, "year.xml", Reply::of(sample("year-typed-wrong.xml"))).await;
        let order: Vec<&str> = found.iter().filter_map(|item| item["id"].as_str()).collect();
        assert_eq!(order, ["c", "d", "e", "a", "b"]);
        for id in ["a", "b", "e"] {
            assert_eq!(date(&found, id), ("", ""), "{id}");
        }
        let document = |id: &str, issued: &str| serde_json::json!({"id": id, "title": id, "date_published": "2026-03-02",
            "_bangtin": {"document": {"number": id, "issued": issued}}});
        let documents = json_feed(&[document("62", "2062-03-02"), document("26", "2026-03-03"), document("45", "1945-09-02")]);
        items(&trial, "documents.json", Reply::json(&documents)).await;
        let page: Value = trial.get("~/documents").await.json().await.expect("a page");
        let order: Vec<&str> = page["items"].as_array().expect("items").iter().filter_map(|item| item["id"].as_str()).collect();
        assert_eq!(order, ["26", "62", "45"]);
        trial.end().await;
    }
}
