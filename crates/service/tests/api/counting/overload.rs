//! More forms than the database takes: hits, which nobody sends again, are written in time, and forms meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use bangtin_service::on;
use bangtin_service::store::Store;
use serde_json::json;
use tokio::task::JoinSet;
use tokio::time::sleep;

use super::{PHONE, hit};
use crate::harness::{Database, Trial};
use crate::on_each;

/// Each keeps the writer for so long, and comes again at once.
const FORM: Duration = Duration::from_millis(20);
/// Enough for a queue of six seconds; a form gives up after five.
const FORMS_FOR_EACH: usize = 300;
/// A second until they are written, and what a busy machine needs.
const IN_TIME: Duration = Duration::from_secs(3);

/// A queue of forms that does not end. What it answers with counts those that were written.
fn forms(store: &Store, many: usize) -> (JoinSet<()>, Arc<AtomicUsize>) {
    let done = Arc::new(AtomicUsize::new(0));
    let mut queue = JoinSet::new();
    for _ in 0..many {
        let (store, done) = (store.clone(), done.clone());
        queue.spawn(async move {
            loop {
                if let Ok(write) = store.write().await {
                    sleep(FORM).await;
                    write.commit().await.expect("a commit");
                    done.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
    }
    (queue, done)
}

async fn views(store: &Store) -> i64 {
    let mut read = store.read().await.expect("a connection");
    on!(read, c => {
        let select = "SELECT CAST(COALESCE(SUM(views), 0) AS BIGINT) FROM day_counts";
        sqlx::query_scalar(select).fetch_one(c).await.expect("a sum")
    })
}

on_each! {
    async fn hits_do_not_wait_behind_forms(database: Database) {
        let trial = Trial::with(database, |settings| settings.database_connections = 2).await;
        let store = &trial.app.store;
        hit(&trial, PHONE, &json!({})).await;
        let writers = if store.is_postgres() { 2 } else { 1 };
        let beside = match store.is_postgres() {
            true => Store::open(&trial.app.settings.database_url, 2).await.expect("the database"),
            false => store.clone(),
        };
        let (mut queue, done) = forms(store, writers * FORMS_FOR_EACH);
        sleep(Duration::from_millis(500)).await;
        // As late as hits would be that stood behind the forms.
        let behind = {
            let store = store.clone();
            tokio::spawn(async move {
                let begun = Instant::now();
                drop(store.write().await);
                begun.elapsed()
            })
        };
        let before = views(&beside).await;
        let (begun, taken) = (Instant::now(), done.load(Ordering::Relaxed));
        for number in 1..=3 {
            let sent = Instant::now();
            hit(&trial, PHONE, &json!({})).await;
            while views(&beside).await < before + number {
                let waited = sent.elapsed();
                assert!(waited < IN_TIME, "a hit waits for {waited:?} behind forms");
                sleep(Duration::from_millis(20)).await;
            }
        }
        let waited = behind.await.expect("a form");
        assert!(waited > IN_TIME, "the queue has only {waited:?}");
        let forms = done.load(Ordering::Relaxed) - taken;
        println!("{forms} forms in {:?} beside three hits", begun.elapsed());
        assert!(forms >= 10, "{forms} forms in {:?}", begun.elapsed());
        queue.shutdown().await;
        trial.end().await;
    }
}
