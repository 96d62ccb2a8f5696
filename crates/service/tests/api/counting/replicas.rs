//! Each hit once: after a lost commit, after the end, and on several replicas.

use std::sync::Arc;

use bangtin_service::clock::{Clock, day_of};
use bangtin_service::counting::batch::{self, Batch};
use bangtin_service::counting::buffer::{Buffer, Hit};
use bangtin_service::counting::page::PageKey;
use bangtin_service::counting::visitor::Name;
use bangtin_service::counting::{counters as figures, views};
use bangtin_service::{App, Service, on};
use serde_json::json;
use sqlx::AssertSqlSafe;

use super::{counters, hit, noon, reader};
use crate::harness::{Database, Trial};
use crate::on_both;

/// Ten readers, three views each.
fn batch(now_ms: i64) -> Batch {
    let mut buffer = Buffer::new(1_000, 1_000);
    for number in 0..30_u8 {
        let hit = Hit {
            site: "xa-song-ba".into(),
            now_ms,
            visitor: Some(Name::from([number % 10; 12])),
            yesterday: None,
            page: PageKey::parse(&format!("tin-{}", number % 4)).ok(),
        };
        buffer.add(hit).expect("there is room");
    }
    buffer.take(now_ms)
}

async fn rename(app: &App, from: &str, to: &str) {
    let mut write = app.store.write().await.expect("a transaction");
    let rename = format!("ALTER TABLE {from} RENAME TO {to}");
    on!(write, c => {
        sqlx::query(AssertSqlSafe(rename)).execute(c).await.expect("another name");
    });
    write.commit().await.expect("a commit");
}

on_both! {
    async fn a_batch_counts_once_when_it_is_not_known_whether_it_was_written(trial: Trial) {
        noon(&trial);
        let (app, batch) = (&trial.app, batch(trial.clock.now_ms()));
        assert!(batch::write(app, "one", 1, &batch).await.expect("written"));
        assert!(!batch::write(app, "one", 1, &batch).await.expect("asked"));
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["total"], &shown["views"]["total"]), (&json!(10), &json!(30)));
        // The same readers on another replica are no further visits, but further views.
        let (first, second) = tokio::join!(
            batch::write(app, "two", 1, &batch),
            batch::write(app, "two", 1, &batch),
        );
        assert!(first.expect("asked") ^ second.expect("asked"), "one of the two is written");
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["total"], &shown["views"]["total"]), (&json!(10), &json!(60)));
        let mut read = app.store.read().await.expect("a connection");
        let pages = views(&mut read, "xa-song-ba", &["tin-0".into(), "tin-3".into(), "tin-9".into()]).await;
        assert_eq!(pages.expect("views"), [("tin-0".into(), 16), ("tin-3".into(), 14)].into());
        drop(read);
        trial.end().await;
    }

    async fn hits_wait_while_the_database_takes_none(trial: Trial) {
        noon(&trial);
        rename(&trial.app, "day_counts", "lost").await;
        for number in 0..10 {
            hit(&trial, &reader(number), &json!({"page": "tin-1"})).await;
            assert!(trial.app.counting.flush().await.is_err());
        }
        hit(&trial, &reader(1), &json!({"page": "tin-1"})).await;
        rename(&trial.app, "lost", "day_counts").await;
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["total"], &shown["views"]["total"]), (&json!(10), &json!(11)));
        trial.end().await;
    }

    async fn names_whose_keys_are_gone_are_not_written_any_more(trial: Trial) {
        let late = batch(trial.clock.now_ms() - 3 * 86_400_000);
        assert!(batch::write(&trial.app, "one", 1, &late).await.expect("written"));
        let shown = counters(&trial, "~/counters").await;
        assert_eq!((&shown["total"], &shown["views"]["total"]), (&json!(0), &json!(30)));
        trial.end().await;
    }
}

async fn flood(app: App, readers: std::ops::Range<u32>) {
    for round in 0..3 {
        for number in readers.clone() {
            let from = bangtin_service::client_address::ClientAddress([10, 0, 0, 1].into());
            let page = PageKey::parse(&format!("tin-{}", (number + round) % 50)).ok();
            let agent = reader(number);
            app.counting
                .record("xa-song-ba", from, agent.as_bytes(), page)
                .await
                .expect("taken");
            if number % 40 == 0 {
                app.counting.flush().await.expect("written");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn replicas_sum_exactly() {
    let trial = Trial::with(Database::Postgres, |settings| {
        settings.limits.visitors_per_minute = 1_000_000;
    })
    .await;
    noon(&trial);
    let mut services = Vec::new();
    for _ in 0..2 {
        let service = Service::start(trial.app.settings.clone(), trial.clock.clone());
        services.push(service.await.expect("a replica"));
    }
    // 1,500 readers, of whom most come to two replicas at the same time.
    let floods = [
        (&trial.app, 0..1_000),
        (&services[0].app, 250..1_250),
        (&services[1].app, 500..1_500),
    ];
    let floods = floods.map(|(app, readers)| tokio::spawn(flood(app.clone(), readers)));
    for flood in floods {
        flood.await.expect("no flood fails");
    }
    // What was taken is written at the end.
    for service in services {
        service.end().await;
    }
    let shown = counters(&trial, "~/counters").await;
    assert_eq!(
        (&shown["today"], &shown["online"]),
        (&json!(1_500), &json!(1_500))
    );
    assert_eq!(shown["views"]["total"], 9_000);
    let keys: Vec<String> = (0..50).map(|page| format!("tin-{page}")).collect();
    let mut read = trial.app.store.read().await.expect("a connection");
    let pages = views(&mut read, "xa-song-ba", &keys).await.expect("views");
    assert_eq!(pages.values().sum::<u64>(), 9_000);
    drop(read);
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_taken_is_written_at_the_end() {
    for database in [Database::Sqlite, Database::Postgres] {
        let folder = tempfile::tempdir().expect("a folder");
        let file = format!("sqlite:{}", folder.path().join("counted.db").display());
        let trial = Trial::with(database, |settings| {
            if database == Database::Sqlite {
                settings.database_url = file;
            }
        })
        .await;
        let settings = Arc::new(trial.app.settings.clone());
        for number in 0..20 {
            hit(&trial, &reader(number), &json!({})).await;
        }
        let day = day_of(trial.clock.now_ms());
        let _left = trial.end().await;
        let app = App::open((*settings).clone(), String::new(), Clock::default());
        let app = app.await.expect("the database opens again");
        let mut read = app.store.read().await.expect("a connection");
        let now_ms = bangtin_service::clock::start_of(day) + 3_600_000;
        let shown = figures(&mut read, "xa-song-ba", 0, now_ms)
            .await
            .expect("figures");
        assert_eq!(shown.views.map(|views| views.total), Some(20));
        drop(read);
        app.store.close().await;
    }
}
