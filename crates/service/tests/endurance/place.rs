//! A folder with the settings and the content of one trial.

use std::path::Path;

use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

/// The origin of the trial site's pages.
pub const ORIGIN: &str = "https://songba.example.gov.vn";
/// The choices of the poll `binh-chon`.
pub const CHOICES: [&str; 3] = ["rat-hai-long", "hai-long", "chua-hai-long"];

/// The folder; it goes with its owner.
pub fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write_feed(folder.path(), &feed());
    folder
}

/// The same settings, where the service sends the news by this mail server, as fast as it can.
pub fn sends_news(settings: &str, smtp: u16) -> String {
    let smtp = format!("smtp_url = \"smtp://127.0.0.1:{smtp}\"\nmail_from =");
    settings
        .replace("mail_from =", &smtp)
        .replace(
            "challenge_cost = 1",
            "challenge_cost = 1\ndigest_mails_per_minute = 1000000",
        )
        .replace("[sites.subscribing]", "[sites.subscribing]\ndigest = true")
}

/// Writes readers with these names and rhythms, who agreed long ago.
pub fn subscribed(readers: impl Iterator<Item = (String, &'static str)>) -> String {
    let rows = readers.map(|(name, rhythm)| {
        format!("('{name}', 'xa-song-ba', '{name}@example.vn', '{name}@example.vn', 'vi', '[\"thong-bao\"]', 'confirmed', 0, 0, '{rhythm}', 0)")
    });
    format!(
        "INSERT INTO subscribers (id, site, email, address, lang, topics, state, asked_ms, confirmed_ms, rhythm, agreed_ms) VALUES {}",
        rows.collect::<Vec<_>>().join(", ")
    )
}

/// Adds an article with this id and title to the feed, published at this time in milliseconds since 1970-01-01 UTC.
pub fn publish(folder: &Path, id: &str, title: &str, ms: i64) {
    let text = std::fs::read(folder.join("feed.json")).expect("the feed");
    let mut feed: Value = serde_json::from_slice(&text).expect("JSON");
    let items = feed["items"].as_array_mut().expect("items");
    items.insert(
        0,
        json!({
            "id": id,
            "url": format!("{ORIGIN}/{id}"),
            "title": title,
            "content_text": "Toàn văn.",
            "date_published": Timestamp::from_millisecond(ms).expect("a time").to_string(),
            "_bangtin": { "category": { "id": "thong-bao", "name": "Thông báo" } },
        }),
    );
    write_feed(folder, &feed);
}

fn write_feed(folder: &Path, feed: &Value) {
    std::fs::write(folder.join("feed.json"), feed.to_string()).expect("the feed can be written");
}

/// Settings in which no limit is reached. A key of its own lets challenges outlive a kill; mail waits in the outbox, so
/// that it can be counted. Each request brings an address of its own, as if from a proxy.
pub fn settings(folder: &Path, database_url: &str) -> String {
    let feed = folder.join("feed.json");
    format!(
        r#"
database_url = "{database_url}"
database_connections = 8
secret = "a key for this trial, long enough"
mail_from = "bangtin@songba.example.gov.vn"
trusted_proxies = ["127.0.0.0/8"]
log = "warn,bangtin_service::advice=off"

[limits]
forms_per_minute = 1000000
hits_per_minute = 1000000
reads_per_minute = 1000000
connections_per_address = 1000000
visitors_per_minute = 1000000
waiting_comments_per_site = 1000000
waiting_comments_per_page = 1000000
waiting_comments_per_hour = 1000000
unconfirmed_subscriptions_per_hour = 1000000
waiting_reports_per_site = 1000000
waiting_reports_per_page = 1000000
unknown_pages_per_day = 1000000
mails_per_hour = 1000000
mails_per_domain_per_hour = 1000000
challenge_cost = 1
calm_forms_per_minute = 1000000

[[sites]]
id = "xa-song-ba"
name = "Xã Sông Ba"
origins = ["{ORIGIN}"]

[sites.subscribing]
controller = "Ủy ban nhân dân xã Sông Ba"
topics = [{{ id = "thong-bao", name = "Thông báo" }}]

[[sites.feeds]]
url = "{}"
kind = "json-feed"
every_minutes = 1
"#,
        feed.display()
    )
}

fn feed() -> Value {
    let options = CHOICES.map(|id| json!({ "id": id, "text": id }));
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Xã Sông Ba",
        "items": [{ "id": "bai-1", "title": "Dân vận khéo", "content_text": "Bà con đóng góp làm đường." }],
        "_bangtin": {
            "polls": [{
                "id": "binh-chon",
                "question": "Bà con có hài lòng không?",
                "options": options,
                "multiple": false,
            }],
        },
    })
}
