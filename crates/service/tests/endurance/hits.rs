//! Readers who open pages. A hit is sent once: a browser's beacon does not try again.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::{RwLock, RwLockWriteGuard};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

use crate::database::Database;
use crate::forms::{address, client};
use crate::place::ORIGIN;

const BROWSER: &str = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36";

/// Readers who go on until they are told to end, and what they were told.
pub struct Visitors {
    shared: Arc<Shared>,
    tasks: JoinSet<()>,
}

#[derive(Default)]
struct Shared {
    end: AtomicBool,
    next: AtomicUsize,
    /// Held by each who sends.
    gate: RwLock<()>,
    taken: Mutex<Vec<Instant>>,
    unknown: AtomicUsize,
}

impl Visitors {
    /// As many as `count` at once, each with a hit every few milliseconds.
    pub fn start(count: usize, base: &str) -> Self {
        let shared = Arc::<Shared>::default();
        let mut tasks = JoinSet::new();
        for _ in 0..count {
            let (shared, url) = (shared.clone(), format!("{base}/v1/sites/xa-song-ba/hits"));
            tasks.spawn(async move {
                let client = client();
                while !shared.end.load(Ordering::Relaxed) {
                    shared.hit(&client, &url).await;
                    sleep(Duration::from_millis(5)).await;
                }
            });
        }
        Self { shared, tasks }
    }

    /// Nobody sends as long as the guard is held, and nobody waits for an answer.
    pub async fn pause(&self) -> RwLockWriteGuard<'_, ()> {
        self.shared.gate.write().await
    }

    /// When each hit that was answered with 204 was answered.
    pub fn taken(&self) -> Vec<Instant> {
        self.shared.taken.lock().expect("nobody panicked").clone()
    }

    /// How long before the kill the first of the last `lost` hits was taken.
    pub fn worth(&self, lost: i64, killed: Instant) -> Duration {
        let taken = self.taken();
        let lost = usize::try_from(lost).unwrap_or(0);
        let first = taken.len().checked_sub(lost);
        let first = first.and_then(|place| taken.get(place));
        first.map_or(Duration::ZERO, |first| {
            killed.saturating_duration_since(*first)
        })
    }

    /// How many got no answer: they may be counted or not.
    pub fn unknown(&self) -> usize {
        self.shared.unknown.load(Ordering::Relaxed)
    }

    pub async fn end(&mut self) {
        self.shared.end.store(true, Ordering::Relaxed);
        while self.tasks.join_next().await.is_some() {}
    }
}

impl Shared {
    async fn hit(&self, client: &reqwest::Client, url: &str) {
        let _sending = self.gate.read().await;
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let hit = client
            .post(url)
            .header("origin", ORIGIN)
            .header("x-forwarded-for", address(number))
            .header("user-agent", BROWSER)
            .header("content-type", "text/plain")
            .body(format!(r#"{{"page":"bai-{}"}}"#, number % 50));
        match hit.send().await {
            Ok(answer) if answer.status() == 204 => {
                self.taken
                    .lock()
                    .expect("nobody panicked")
                    .push(Instant::now());
            }
            Ok(answer) => panic!("a hit got {}", answer.status()),
            Err(_) => {
                self.unknown.fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

/// How many hits the database has counted: by day, and by page.
pub async fn counted(database: &Database) -> i64 {
    let days = "SELECT CAST(COALESCE(SUM(views), 0) AS BIGINT) FROM day_counts";
    let pages = "SELECT CAST(COALESCE(SUM(views), 0) AS BIGINT) FROM page_views";
    let visits = "SELECT CAST(COALESCE(SUM(visits), 0) AS BIGINT) FROM day_counts";
    let days = database.number(days).await;
    assert_eq!(
        days,
        database.number(pages).await,
        "both in one transaction"
    );
    // Each came from an address of its own.
    assert_eq!(days, database.number(visits).await, "each is a visit");
    days
}
