//! Looks into the database behind the program's back.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use bangtin_rig::Postgres;
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{PgPool, SqlitePool};
use tokio::time::sleep;

/// A second look at the program's database.
pub enum Database {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

/// The address of a new SQLite file in this folder.
pub fn sqlite_url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("trial.db").display())
}

/// The address of a new PostgreSQL database.
pub async fn postgres_url() -> String {
    let made = tokio::task::spawn_blocking(|| Postgres::shared().database());
    made.await.expect("a database")
}

/// Changes something while no SQLite program runs.
pub async fn change(url: &str, sql: &str) {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    let done = if let Some(file) = url.strip_prefix("sqlite:") {
        let options = SqliteConnectOptions::new().filename(file);
        let pool = SqlitePool::connect_with(options).await.expect("the file");
        let done = sqlx::query(sql).execute(&pool).await.map(|_| ());
        pool.close().await;
        done
    } else {
        let pool = PgPool::connect(url).await.expect("the server");
        let done = sqlx::query(sql).execute(&pool).await.map(|_| ());
        pool.close().await;
        done
    };
    done.expect("a change");
}

impl Database {
    /// After the program has made it.
    pub async fn open(url: &str) -> Self {
        if let Some(file) = url.strip_prefix("sqlite:") {
            let options = SqliteConnectOptions::new().filename(file).read_only(true);
            let pool = SqlitePool::connect_with(options).await;
            return Self::Sqlite(pool.expect("the file can be opened"));
        }
        let pool = PgPoolOptions::new().max_connections(2).connect(url).await;
        Self::Postgres(pool.expect("the server answers"))
    }

    /// Rows of a name and a number.
    pub async fn counts(&self, sql: &'static str) -> BTreeMap<String, i64> {
        let rows: Result<Vec<(String, i64)>, _> = match self {
            Self::Sqlite(pool) => sqlx::query_as(sql).fetch_all(pool).await,
            Self::Postgres(pool) => sqlx::query_as(sql).fetch_all(pool).await,
        };
        rows.expect("rows").into_iter().collect()
    }

    pub async fn number(&self, sql: &str) -> i64 {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let number = match self {
            Self::Sqlite(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
            Self::Postgres(pool) => sqlx::query_scalar(sql).fetch_one(pool).await,
        };
        number.expect("a number")
    }

    /// What a program had sent to PostgreSQL before it died is still done: waits for the end of that.
    pub async fn until_nobody_else_is_at_work(&self) {
        let busy = "SELECT CAST(COUNT(*) AS BIGINT) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'";
        for _ in 0..1_000 {
            if matches!(self, Self::Sqlite(_)) || self.number(busy).await == 0 {
                return;
            }
            sleep(Duration::from_millis(20)).await;
        }
        panic!("it is still at work");
    }

    /// Whether the database finds itself in order. PostgreSQL itself was not killed: that it answers is enough.
    pub async fn is_sound(&self) {
        if let Self::Sqlite(pool) = self {
            let said: String = sqlx::query_scalar("PRAGMA integrity_check")
                .fetch_one(pool)
                .await
                .expect("an answer");
            assert_eq!(said, "ok");
        }
    }
}
