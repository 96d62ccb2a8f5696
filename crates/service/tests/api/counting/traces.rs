//! What stays behind of a reader: nothing after two days, and never an address.

use bangtin_service::counting::forget::forget;
use bangtin_service::{App, on};
use serde_json::json;
use sqlx::AssertSqlSafe;

use super::{DAY, MINUTE, behind_a_proxy, counters, hit, hit_with, noon, reader};
use crate::harness::{Database, Trial};
use crate::on_both;

async fn rows(app: &App, table: &str) -> i64 {
    let mut read = app.store.read().await.expect("a connection");
    let count = format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}");
    on!(read, c => sqlx::query_scalar(AssertSqlSafe(count)).fetch_one(c).await.expect("a count"))
}

on_both! {
    async fn names_and_their_keys_are_gone_after_48_hours(trial: Trial) {
        noon(&trial);
        hit(&trial, &reader(1), &json!({})).await;
        hit(&trial, &reader(2), &json!({})).await;
        trial.app.counting.flush().await.expect("written");
        forget(&trial.app.counting).await.expect("forgotten");
        assert_eq!(rows(&trial.app, "visitors").await, 2);
        assert_eq!(rows(&trial.app, "present").await, 2);

        trial.clock.advance(11 * MINUTE);
        forget(&trial.app.counting).await.expect("forgotten");
        assert_eq!(rows(&trial.app, "present").await, 0);

        // Still known the next noon; gone 48 hours after the day began.
        trial.clock.advance(DAY);
        let salts = rows(&trial.app, "visitor_salts").await;
        forget(&trial.app.counting).await.expect("forgotten");
        assert_eq!(rows(&trial.app, "visitors").await, 2);
        trial.clock.advance(DAY / 2);
        forget(&trial.app.counting).await.expect("forgotten");
        assert_eq!(rows(&trial.app, "visitors").await, 0);
        assert!(rows(&trial.app, "visitor_salts").await <= 2, "{salts} before");
        let mut read = trial.app.store.read().await.expect("a connection");
        let oldest: Option<i64> = on!(read, c => {
            let oldest = "SELECT MIN(day) FROM visitor_salts";
            sqlx::query_scalar(oldest).fetch_one(c).await.expect("a day")
        });
        assert!(oldest.is_none_or(|day| day >= trial.clock.today() - 1));
        drop(read);
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["today"], &shown["total"]), (&json!(0), &json!(2)));
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_address_and_no_user_agent_is_in_the_database() {
    for database in [Database::Sqlite, Database::Postgres] {
        let trial = Trial::with(database, behind_a_proxy).await;
        let agent = (
            "user-agent",
            "Mozilla/5.0 (Linux; Android 15; DienThoaiCuaBaTu) Mobile",
        );
        for address in ["203.0.113.77", "2402:800:6106:1f::beef"] {
            let headers = [agent, ("x-forwarded-for", address)];
            hit_with(
                &trial,
                "~/hits",
                &headers,
                r#"{"page": "tin-dau-vet"}"#.into(),
            )
            .await;
        }
        assert_eq!(counters(&trial, "~/counters").await["total"], 2);
        let all = match database {
            Database::Sqlite => files(&trial),
            Database::Postgres => tables(&trial.app).await,
        };
        let finds = |text: &[u8]| all.windows(text.len()).any(|part| part == text);
        assert!(finds(b"tin-dau-vet"), "the search finds what is there");
        let traces: [&[u8]; 8] = [
            b"DienThoai",
            b"203.0.113",
            b"cb00714d",
            &[203, 0, 113, 77],
            b"2402:800",
            b"beef",
            b"24020800",
            &[0x24, 0x02, 0x08, 0x00, 0x61, 0x06],
        ];
        for trace in traces {
            assert!(!finds(trace), "{:?}", String::from_utf8_lossy(trace));
        }
        trial.end().await;
    }
}

/// The file and what is not yet in it: all that was ever written, also what was deleted since.
fn files(trial: &Trial) -> Vec<u8> {
    let read = |name: &str| std::fs::read(trial.folder.path().join(name)).unwrap_or_default();
    [read("trial.db"), read("trial.db-wal")].concat()
}

async fn tables(app: &App) -> Vec<u8> {
    let mut read = app.store.read().await.expect("a connection");
    let mut all = Vec::new();
    let names: Vec<String> = on!(read, c => {
        let names = "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = 'public'";
        sqlx::query_scalar(names).fetch_all(c).await.expect("names of tables")
    });
    assert!(names.len() > 6, "{names:?}");
    for name in names {
        let select = format!("SELECT CAST(t AS TEXT) FROM \"{name}\" t");
        let rows: Vec<String> = on!(read, c => {
            sqlx::query_scalar(AssertSqlSafe(select)).fetch_all(c).await.expect("rows")
        });
        all.extend(rows.join("\n").into_bytes());
    }
    all
}
