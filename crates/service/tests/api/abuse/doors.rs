//! All doors through which forms come.

use std::time::Duration;

use bangtin_service::Settings;
use bangtin_service::config::{Feed, FeedKind};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde_json::{Value, json};

use crate::harness::{Database, Trial};

/// A form that lacks nothing but its proof.
#[derive(Clone)]
pub(super) struct Door {
    pub(super) method: Method,
    pub(super) path: &'static str,
    pub(super) body: Value,
}

impl Door {
    /// The form as a page of the site sends it.
    pub(super) fn knock(&self, trial: &Trial, proof: &str) -> RequestBuilder {
        let mut body = self.body.clone();
        body["proof"] = proof.into();
        trial.request(self.method.clone(), self.path).json(&body)
    }
}

pub(super) async fn subscription(trial: &Trial, email: &str) -> Door {
    Door {
        method: Method::POST,
        path: "~/subscriptions",
        body: json!({
            "email": email,
            "topics": ["thong-bao"],
            "consent": true,
            "consent_version": consent_version(trial).await,
            "lang": "vi",
        }),
    }
}

pub(super) fn comment() -> Door {
    Door {
        method: Method::POST,
        path: "~/comments",
        body: json!({ "page": "bai-1", "name": "Bà Năm", "text": "Đường thôn Phước Lộc bao giờ làm xong?" }),
    }
}

/// All five.
pub(super) async fn all(trial: &Trial) -> Vec<Door> {
    let rating = Door {
        method: Method::PUT,
        path: "~/pages/bai-1/rating",
        body: json!({ "value": 5 }),
    };
    let vote = Door {
        method: Method::PUT,
        path: "~/polls/binh-chon/vote",
        body: json!({ "choices": ["co"] }),
    };
    let report = Door {
        method: Method::POST,
        path: "~/reports",
        body: json!({ "page": "bai-1", "kind": "typo", "text": "“Phước Lộc” viết sai ở dòng 2." }),
    };
    vec![
        subscription(trial, "lan@xa.example.vn").await,
        comment(),
        rating,
        vote,
        report,
    ]
}

/// A trial with a poll.
pub(super) async fn trial(database: Database, change: impl FnOnce(&mut Settings)) -> Trial {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let feed = folder.path().join("feed.json");
    std::fs::write(&feed, poll().to_string()).expect("the feed can be written");
    let trial = Trial::with(database, |settings| {
        settings.sites[0].feeds.push(Feed {
            url: feed.display().to_string(),
            kind: Some(FeedKind::JsonFeed),
            every_minutes: 1,
            category: None,
            category_name: None,
        });
        change(settings);
    })
    .await;
    for _ in 0..200 {
        if trial.get("~/polls/binh-chon").await.status() == StatusCode::OK {
            return trial;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("the poll was not imported");
}

async fn consent_version(trial: &Trial) -> String {
    let notice: Value = trial
        .get("~/subscriptions/form?lang=vi")
        .await
        .json()
        .await
        .expect("the notice");
    notice["version"].as_str().expect("its version").to_owned()
}

fn poll() -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Xã Sông Ba",
        "items": [{
            "id": "bai-1",
            "url": "https://songba.example.gov.vn/bai-1",
            "title": "Dân vận khéo ở thôn Phước Lộc",
            "content_html": "<p>Bà con đóng góp làm đường.</p>",
            "date_published": "2026-11-20T08:00:00+07:00",
        }],
        "_bangtin": { "version": 1, "polls": [{
            "id": "binh-chon",
            "question": "Bà con có hài lòng không?",
            "options": [{ "id": "co", "text": "Có" }, { "id": "khong", "text": "Không" }],
            "multiple": false,
        }] },
    })
}
