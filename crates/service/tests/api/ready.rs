//! A database that takes nothing for a while: forms are told to come again, and `/readyz` says how it is.

use std::time::{Duration, Instant};

use bangtin_service::on;
use bangtin_service::store::Store;
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use crate::harness::{Database, Trial, code};

/// More of them than fit on what is free in a new file.
const MANY: usize = 200;

/// A trial on SQLite in which no limit is reached.
async fn sqlite() -> Trial {
    Trial::with(Database::Sqlite, |settings| {
        settings.limits.forms_per_minute = 100_000;
    })
    .await
}

/// Says something to the only connection that writes.
async fn tell_the_writer(store: &Store, pragma: &'static str) -> Result<(), sqlx::Error> {
    let mut write = store.write().await?;
    on!(write, c => {
        sqlx::query(pragma).execute(c).await?;
    });
    write.commit().await
}

async fn comment(trial: &Trial) -> Value {
    let text = "Mong xã sửa đường. ".repeat(25);
    trial
        .proven(json!({ "page": "bai-1", "name": "Bà Năm", "text": text }))
        .await
}

async fn send(trial: &Trial) -> Response {
    trial.post("~/comments", &comment(trial).await).await
}

async fn comments(store: &Store) -> Result<usize, sqlx::Error> {
    let mut read = store.read().await?;
    let count: i64 = on!(read, c => {
        sqlx::query_scalar("SELECT CAST(COUNT(*) AS BIGINT) FROM comments").fetch_one(c).await?
    });
    Ok(usize::try_from(count).expect("not less than none"))
}

async fn assert_comes_again(answer: Response) {
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers()["retry-after"], "2");
    assert_eq!(code(answer).await, "busy");
}

/// SQLite ends the transaction itself then, which sqlx does not notice.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forms_are_taken_again_after_the_file_was_full() {
    let trial = sqlite().await;
    let limit = tell_the_writer(&trial.app.store, "PRAGMA max_page_count = 1").await;
    limit.expect("the file may not grow");
    let mut taken = 0;
    let full = loop {
        let answer = send(&trial).await;
        if answer.status() != StatusCode::ACCEPTED {
            break answer;
        }
        taken += 1;
        assert!(taken < MANY, "the file was never full");
    };
    assert_comes_again(full).await;
    // The limit was the connection's, and that is closed.
    assert_eq!(trial.get("/readyz").await.status(), 200);
    for _ in 0..5 {
        assert_eq!(send(&trial).await.status(), StatusCode::ACCEPTED);
    }
    assert_eq!(
        comments(&trial.app.store).await.expect("a count"),
        taken + 5
    );
}

/// So it is after a time in which the file could be opened for reading only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_only_reads_does_not_stay() {
    let trial = sqlite().await;
    let first = comment(&trial).await;
    let told = tell_the_writer(&trial.app.store, "PRAGMA query_only = ON").await;
    told.expect("the writer only reads");
    assert_comes_again(trial.post("~/comments", &first).await).await;
    let again = trial.post("~/comments", &first).await;
    assert_eq!(again.status(), StatusCode::ACCEPTED);
}

async fn writers_own(store: &Store) -> Result<i64, sqlx::Error> {
    let mut write = store.write().await?;
    Ok(on!(write, c => sqlx::query_scalar("PRAGMA cache_size").fetch_one(c).await?))
}

/// Opening a file is dear: a transaction that ends as it was told to costs no connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_writer_stays_after_a_commit_and_after_a_rollback() {
    let trial = sqlite().await;
    let told = tell_the_writer(&trial.app.store, "PRAGMA cache_size = 1234").await;
    told.expect("a setting of this connection alone");
    assert_eq!(send(&trial).await.status(), StatusCode::ACCEPTED);
    for _ in 0..2 {
        let own = writers_own(&trial.app.store).await;
        assert_eq!(own.expect("the setting"), 1234, "not committed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readiness_is_told_within_a_second_while_postgresql_is_away() {
    let (open, shut) = watch::channel(true);
    let address = tokio::task::spawn_blocking(|| bangtin_rig::Postgres::shared().database());
    let address = relayed(&address.await.expect("a database"), shut).await;
    let trial = Trial::with(Database::Postgres, |settings| {
        settings.database_url = address
    })
    .await;
    assert_eq!(trial.get("/readyz").await.status(), 200);
    open.send(false).expect("the relay runs");
    let mut fastest = Duration::MAX;
    // More often than there are connections.
    for _ in 0..12 {
        let asked = Instant::now();
        assert_comes_again(trial.get("/readyz").await).await;
        fastest = fastest.min(asked.elapsed());
    }
    // Others may be slow because the machine is.
    assert!(fastest < Duration::from_secs(1), "{fastest:?}");
    open.send(true).expect("the relay runs");
    let back = Instant::now();
    while trial.get("/readyz").await.status() != 200 {
        assert!(back.elapsed() < Duration::from_secs(10), "not ready again");
    }
    assert_eq!(send(&trial).await.status(), StatusCode::ACCEPTED);
}

/// Whatever the code: this one is that of a state that does not fit (55000).
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forms_come_again_where_postgresql_lets_no_connection_begin() {
    let address = tokio::task::spawn_blocking(|| bangtin_rig::Postgres::shared().database());
    let address = address.await.expect("a database");
    let (server, name) = address.rsplit_once('/').expect("a database");
    let others = format!("{server}/postgres");
    let mut others = PgConnection::connect(&others).await.expect("the server");
    let trial = Trial::with(Database::Postgres, |settings| {
        settings.database_url.clone_from(&address);
    })
    .await;
    assert_eq!(send(&trial).await.status(), StatusCode::ACCEPTED);
    let form = comment(&trial).await;
    let shut = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false");
    let end =
        format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    for statement in [shut, end] {
        sqlx::raw_sql(AssertSqlSafe(statement))
            .execute(&mut others)
            .await
            .expect("done");
    }
    assert_comes_again(trial.post("~/comments", &form).await).await;
    assert_comes_again(trial.get("/readyz").await).await;
    let open = format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true");
    sqlx::raw_sql(AssertSqlSafe(open))
        .execute(&mut others)
        .await
        .expect("done");
    assert_eq!(
        trial.post("~/comments", &form).await.status(),
        StatusCode::ACCEPTED
    );
    assert_eq!(comments(&trial.app.store).await.expect("a count"), 2);
}

/// The address of a relay to the database of this address, which is silent while it is shut: as a network that is gone.
async fn relayed(address: &str, open: watch::Receiver<bool>) -> String {
    let rest = address.split_once('@').expect("a user").1;
    let server = rest.split_once('/').expect("a database").0.to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let relay = listener.local_addr().expect("an address").to_string();
    let address = address.replace(&server, &relay);
    tokio::spawn(async move {
        while let Ok((client, _)) = listener.accept().await {
            let server = TcpStream::connect(&server).await.expect("the server");
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            tokio::spawn(carry(from_client, to_server, open.clone()));
            tokio::spawn(carry(from_server, to_client, open.clone()));
        }
    });
    address
}

async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut open: watch::Receiver<bool>,
) {
    let mut bytes = [0; 8192];
    while let Ok(count @ 1..) = from.read(&mut bytes).await {
        if open.wait_for(|open| *open).await.is_err()
            || to.write_all(&bytes[..count]).await.is_err()
        {
            return;
        }
    }
}
