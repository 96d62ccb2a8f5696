//! A server that plays a source of exchange rates or weather, well and badly.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use bangtin_service::on;
use reqwest::Url;

use crate::harness::Trial;

/// Makes a test of each database from `async fn name(database: Database)`.
#[macro_export]
macro_rules! on_each {
    ($($(#[$note:meta])* async fn $name:ident($database:ident : Database) $body:block)*) => {$(
        $(#[$note])*
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            async fn judge($database: Database) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                judge(Database::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                judge(Database::Postgres).await;
            }
        }
    )*};
}

/// How a source behaves.
#[derive(Clone)]
pub enum Mood {
    /// Answers with this.
    Says(StatusCode, String),
    /// Takes the request and says nothing for half a minute.
    Hangs,
    /// Makes an answer from the address that was asked.
    Finds(fn(&Uri) -> String),
    /// Leads to this address, with the query that came, and answers so at `/moved`.
    Leads(String, fn(&Uri) -> String),
}

#[derive(Clone)]
pub struct Source {
    pub url: Url,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<AtomicUsize>,
    referers: Arc<Mutex<Vec<String>>>,
    busy: Arc<AtomicUsize>,
    busiest: Arc<AtomicUsize>,
}

impl Source {
    pub async fn start(mood: Mood) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let source = Self {
            url: format!("http://{address}/").parse().expect("an address"),
            mood: Arc::new(Mutex::new(mood)),
            asked: Arc::default(),
            referers: Arc::default(),
            busy: Arc::default(),
            busiest: Arc::default(),
        };
        let player = source.clone();
        let router = Router::new()
            .fallback(async move |uri: Uri, headers: HeaderMap| player.play(uri, &headers).await);
        tokio::spawn(async move { axum::serve(listener, router).await });
        source
    }

    pub fn now(&self, mood: Mood) {
        *self.mood.lock().expect("the mood") = mood;
    }

    pub fn says(&self, text: impl Into<String>) {
        self.now(Mood::Says(StatusCode::OK, text.into()));
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    /// Which addresses it was told that somebody came from.
    pub fn referers(&self) -> Vec<String> {
        self.referers.lock().expect("the addresses").clone()
    }

    /// Addresses of this source that are elsewhere for another one: inside, and of another host.
    pub fn elsewhere(&self) -> [String; 2] {
        let mut named = self.url.clone();
        named.set_host(Some("localhost")).expect("a host");
        [self.url.to_string(), named.to_string()]
    }

    /// The most requests that it had at one time.
    pub fn busiest(&self) -> usize {
        self.busiest.load(Ordering::SeqCst)
    }

    async fn play(&self, uri: Uri, headers: &HeaderMap) -> Response {
        self.asked.fetch_add(1, Ordering::SeqCst);
        if let Some(referer) = headers.get("referer") {
            let referer = String::from_utf8_lossy(referer.as_bytes()).into_owned();
            self.referers.lock().expect("the addresses").push(referer);
        }
        let busy = self.busy.fetch_add(1, Ordering::SeqCst) + 1;
        self.busiest.fetch_max(busy, Ordering::SeqCst);
        let mood = self.mood.lock().expect("the mood").clone();
        let answer = match mood {
            Mood::Says(status, text) => (status, text).into_response(),
            Mood::Hangs => {
                tokio::time::sleep(Duration::from_secs(30)).await;
                StatusCode::OK.into_response()
            }
            Mood::Finds(find) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                find(&uri).into_response()
            }
            Mood::Leads(_, find) if uri.path() == "/moved" => find(&uri).into_response(),
            Mood::Leads(to, _) => {
                let to = format!("{to}?{}", uri.query().unwrap_or_default());
                (StatusCode::FOUND, [("location", to)]).into_response()
            }
        };
        self.busy.fetch_sub(1, Ordering::SeqCst);
        answer
    }
}

/// What the database knows of the only reading: failures in a row, doubts in a row, when it was good.
pub async fn state(trial: &Trial) -> (i64, i64, Option<i64>) {
    let mut read = trial.app.store.read().await.expect("a reader");
    let select = "SELECT failures, doubts, as_of_ms FROM readings";
    let row = async {
        Ok::<_, sqlx::Error>(on!(read, c => sqlx::query_as(select).fetch_optional(c).await?))
    };
    row.await.expect("a row").unwrap_or_default()
}

/// Waits until the only reading is so.
pub async fn until(trial: &Trial, what: &str, so: impl Fn((i64, i64, Option<i64>)) -> bool) {
    for _ in 0..100 {
        if so(state(trial).await) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("not {what} in 10 s: {:?}", state(trial).await);
}
