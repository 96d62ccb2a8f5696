//! A content management system that does what a test wants, on a free port.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_LENGTH, ETAG, IF_NONE_MATCH, REFERER};
use axum::response::{IntoResponse, Response};
use bangtin_service::config::{Feed, FeedKind, SiteSettings};
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// What an address answers with.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub wait: Duration,
    /// Promises more bytes than come.
    pub truncated: bool,
}

/// The running system.
#[derive(Clone, Default)]
pub struct Cms {
    replies: Arc<Mutex<HashMap<String, Reply>>>,
    asked: Arc<Mutex<Vec<String>>>,
    /// How many requests are being answered, and how many were at most.
    busy: Arc<Mutex<(usize, usize)>>,
    root: String,
}

impl Reply {
    pub fn of(body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: 200,
            headers: Vec::new(),
            body: body.into(),
            wait: Duration::ZERO,
            truncated: false,
        }
    }

    pub fn json(value: &Value) -> Self {
        Self::of(value.to_string())
    }

    pub fn status(status: u16) -> Self {
        Self {
            status,
            ..Self::of("")
        }
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    pub fn after(self, wait: Duration) -> Self {
        Self { wait, ..self }
    }

    pub fn truncated(self) -> Self {
        Self {
            truncated: true,
            ..self
        }
    }
}

impl Cms {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let cms = Self {
            root: format!("http://{address}"),
            ..Self::default()
        };
        let router = Router::new().fallback(answer).with_state(cms.clone());
        tokio::spawn(async { axum::serve(listener, router).await });
        cms
    }

    /// From now on this path (with its query, where one is named) answers so.
    pub fn on(&self, path: &str, reply: Reply) {
        self.replies
            .lock()
            .expect("replies")
            .insert(path.into(), reply);
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    /// The paths that were asked for since the last call.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut *self.asked.lock().expect("requests"))
    }

    /// The most requests that were answered at a time.
    pub fn busiest(&self) -> usize {
        self.busy.lock().expect("a number").1
    }

    fn begin(&self) {
        let mut busy = self.busy.lock().expect("a number");
        busy.0 += 1;
        busy.1 = busy.1.max(busy.0);
    }
}

async fn answer(State(cms): State<Cms>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let whole = request.uri().to_string();
    let tag = request.headers().get(IF_NONE_MATCH).cloned();
    let mut asked = whole.clone();
    if tag.is_some() {
        asked.push_str(" if changed");
    }
    if let Some(from) = request.headers().get(REFERER) {
        asked.push_str(&format!(" from {from:?}"));
    }
    cms.asked.lock().expect("requests").push(asked);
    let reply = {
        let replies = cms.replies.lock().expect("replies");
        replies.get(&whole).or_else(|| replies.get(&path)).cloned()
    };
    let Some(reply) = reply else {
        return StatusCode::NOT_FOUND.into_response();
    };
    cms.begin();
    tokio::time::sleep(reply.wait).await;
    cms.busy.lock().expect("a number").0 -= 1;
    let known = reply.headers.iter().find(|(name, _)| name == ETAG.as_str());
    if let (Some(tag), Some((_, now))) = (tag, known)
        && tag.as_bytes() == now.as_bytes()
    {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let mut response = Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        response = response.header(name, value);
    }
    if reply.truncated {
        let stream =
            futures_util::stream::iter([Ok(reply.body), Err(std::io::Error::other("cut off"))]);
        return response
            .body(Body::from_stream(stream))
            .expect("a response");
    }
    response = response.header(CONTENT_LENGTH, reply.body.len());
    response.body(Body::from(reply.body)).expect("a response")
}

/// A source of this address, only imported when a test says so.
pub fn feed(url: impl Into<String>, kind: Option<FeedKind>) -> Feed {
    Feed {
        url: url.into(),
        kind,
        every_minutes: 0,
        category: None,
        category_name: None,
    }
}

/// The trial's site with these sources.
pub fn site(feeds: Vec<Feed>) -> SiteSettings {
    SiteSettings {
        feeds,
        ..crate::harness::site()
    }
}

/// A JSON Feed of these items.
pub fn json_feed(items: &[Value]) -> Value {
    json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Xã Sông Ba",
        "items": items,
    })
}

/// An article with this id and title, one minute older than the one of the number before.
pub fn article(number: u32, title: &str) -> Value {
    let minute = 59 - number % 60;
    let hour = 23 - number / 60 % 24;
    let day = 28 - number / 1440 % 28;
    json!({
        "id": format!("tin-{number}"),
        "title": title,
        "content_html": format!("<p>Nội dung của bài số {number}.</p>"),
        "date_published": format!("2026-10-{day:02}T{hour:02}:{minute:02}:00+07:00"),
    })
}

/// The ids of a page of JSON Feed.
pub fn ids(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("items");
    items
        .iter()
        .map(|item| item["id"].as_str().expect("an id"))
        .collect()
}
