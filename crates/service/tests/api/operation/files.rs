//! SQLite's files: who may read them, and how long the write-ahead log gets.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use bangtin_service::on;

use super::put;
use crate::harness::{Database, Trial};

/// 16 MiB, and what is written while it is measured.
const MOST: u64 = 17 * 1024 * 1024;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_is_cut_off_when_nobody_needs_it_any_more() {
    let trial = Trial::start(Database::Sqlite).await;
    let store = &trial.app.store;
    let length = || {
        let log = trial.folder.path().join("trial.db-wal");
        fs::metadata(log).expect("a log").len()
    };
    let mut reader = store.read().await.expect("a reader");
    let mut ask = async |sql: &'static str| -> Result<(), sqlx::Error> {
        on!(reader, c => sqlx::query(sql).execute(c).await.map(drop))
    };
    ask("BEGIN").await.expect("a transaction");
    ask("SELECT COUNT(*) FROM secrets")
        .await
        .expect("a snapshot");
    for pair in 0..2_500 {
        put(store, pair).await.expect("a pair");
    }
    let grown = length();
    assert!(grown > MOST, "{grown}");
    store.bound_log().await.expect("an answer");
    assert!(length() >= grown, "the reader still needs it");
    put(store, 2_500).await.expect("others write meanwhile");
    ask("COMMIT").await.expect("an end");
    store.bound_log().await.expect("an answer");
    println!("the log had {grown} bytes, and has {}", length());
    assert_eq!(length(), 0);
    put(store, 2_501).await.expect("it goes on");
    drop(reader);
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_new_database_is_its_owners_alone() {
    let trial = Trial::start(Database::Sqlite).await;
    put(&trial.app.store, 1).await.expect("a pair");
    for name in ["trial.db", "trial.db-wal", "trial.db-shm"] {
        let mode = mode(&trial.folder.path().join(name));
        assert_eq!(mode, 0o600, "{name}: {mode:o}");
    }
    trial.end().await;
}

fn mode(file: &Path) -> u32 {
    fs::metadata(file).expect("a file").permissions().mode() & 0o777
}
