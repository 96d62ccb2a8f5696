//! A server that plays a source of exchange rates or weather, well and badly.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::Router;
use axum::http::{StatusCode, Uri};
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
}

#[derive(Clone)]
pub struct Source {
    pub url: Url,
    mood: Arc<Mutex<Mood>>,
    asked: Arc<AtomicUsize>,
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
            busy: Arc::default(),
            busiest: Arc::default(),
        };
        let player = source.clone();
        let router = Router::new().fallback(async move |uri: Uri| player.play(uri).await);
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

    /// The most requests that it had at one time.
    pub fn busiest(&self) -> usize {
        self.busiest.load(Ordering::SeqCst)
    }

    async fn play(&self, uri: Uri) -> (StatusCode, String) {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let busy = self.busy.fetch_add(1, Ordering::SeqCst) + 1;
        self.busiest.fetch_max(busy, Ordering::SeqCst);
        let mood = self.mood.lock().expect("the mood").clone();
        let answer = match mood {
            Mood::Says(status, text) => (status, text),
            Mood::Hangs => {
                tokio::time::sleep(Duration::from_secs(30)).await;
                (StatusCode::OK, String::new())
            }
            Mood::Finds(find) => {
                tokio::time::sleep(Duration::from_millis(20)).await;
                (StatusCode::OK, find(&uri))
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
