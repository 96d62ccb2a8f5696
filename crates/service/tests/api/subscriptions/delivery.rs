//! The outbox: mail servers that are away, refuse, or are asked by several replicas.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::thread;
use std::time::{Duration, Instant};

use bangtin_rig::MailServer;
use bangtin_service::{App, Service, mail, on};

use super::{asked, confirmed, filled, mail_to, press, subscribe};
use crate::harness::{Database, Trial};
use crate::on_both;

on_both! {
    async fn a_server_that_was_away_for_hours_costs_no_mail_and_gets_each_once(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let port = free_port();
        let trial = Trial::with(database, |settings| settings.smtp_url = Some(format!("smtp://127.0.0.1:{port}"))).await;
        for n in 0..20 {
            assert_eq!(subscribe(&trial, &format!("n{n}@example.vn")).await.status(), 202);
        }
        for _ in 0..8 {
            mail::wake(&trial.app);
            until(&trial, "waiting", |due, _| due == 0).await;
            trial.clock.advance(Duration::from_secs(20 * 60));
        }
        assert_eq!(states(&trial.app).await, (20, 0, 0));
        let server = MailServer::on(port);
        for _ in 0..6 {
            trial.clock.advance(Duration::from_secs(20 * 60));
            mail::wake(&trial.app);
            until(&trial, "tried", |due, _| due == 0).await;
        }
        until(&trial, "sent", |_, sent| sent == 20).await;
        // A little longer: nothing comes twice.
        trial.clock.advance(Duration::from_secs(3 * 3600));
        mail::wake(&trial.app);
        tokio::time::sleep(Duration::from_millis(300)).await;
        let mails = server.mails();
        assert_eq!(mails.len(), 20);
        let mut ids: Vec<String> = mails.iter().map(|mail| mail.header("Message-ID")).collect();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 20);
        trial.end().await;
    }

    async fn a_mailbox_that_does_not_exist_is_given_up_and_a_server_that_distrusts_us_is_not(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let port = refusing();
        let trial = Trial::with(database, |settings| settings.smtp_url = Some(format!("smtp://127.0.0.1:{port}"))).await;
        subscribe(&trial, "khong-co@example.vn").await;
        subscribe(&trial, "day@example.vn").await;
        subscribe(&trial, "khong-tin@example.vn").await;
        come_to(&trial, (2, 0, 1)).await;
        // Those that wait are waiting again when it is known why.
        for _ in 0..1_000 {
            if count(&trial, "outbox WHERE reason = ''").await == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let mut read = trial.app.store.read().await.unwrap();
        let reasons: Vec<String> = on!(read, c => {
            sqlx::query_scalar("SELECT reason FROM outbox ORDER BY reason").fetch_all(c).await.unwrap()
        });
        assert_eq!(reasons, ["refused_us", "smtp_550", "try_later"]);
        let left: i64 = on!(read, c => {
            let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'failed' AND text <> ''";
            sqlx::query_scalar(count).fetch_one(c).await.unwrap()
        });
        assert_eq!(left, 0, "the text is gone at once");
        drop(read);
        // Three days are enough.
        trial.clock.advance(Duration::from_secs(4 * 24 * 3600));
        mail::wake(&trial.app);
        come_to(&trial, (0, 0, 3)).await;
        trial.end().await;
    }

    async fn without_a_mail_server_mail_waits_for_one(trial: Trial) {
        let database = if trial.app.store.is_postgres() { Database::Postgres } else { Database::Sqlite };
        trial.end().await;
        let trial = Trial::with(database, |settings| settings.smtp_url = None).await;
        assert_eq!(subscribe(&trial, "lan@example.vn").await.status(), 202);
        assert_eq!(states(&trial.app).await, (1, 0, 0));
        trial.end().await;
    }

    async fn a_mail_that_was_sent_keeps_no_text_and_is_forgotten(trial: Trial) {
        asked(&trial, "lan@example.vn").await;
        until(&trial, "sent", |_, sent| sent == 1).await;
        let mut read = trial.app.store.read().await.unwrap();
        let left: (String, String, String) = on!(read, c => {
            sqlx::query_as("SELECT subject, text, html || unsubscribe FROM outbox").fetch_one(c).await.unwrap()
        });
        assert_eq!(left, Default::default());
        drop(read);
        trial.clock.advance(Duration::from_secs(8 * 24 * 3600));
        bangtin_service::subscriptions::forget(&trial.app).await.unwrap();
        assert_eq!(states(&trial.app).await, (0, 0, 0));
        trial.end().await;
    }

    async fn old_subscriptions_are_forgotten_in_time(trial: Trial) {
        confirmed(&trial, "o-lai@example.vn").await;
        let left = confirmed(&trial, "di@example.vn").await;
        asked(&trial, "chua@example.vn").await;
        press(&trial, &left.link("/unsubscribe?").unwrap(), "").await;
        let mut counts = Vec::new();
        for days in [6, 2, 30] {
            trial.clock.advance(Duration::from_secs(days * 24 * 3600));
            bangtin_service::subscriptions::forget(&trial.app).await.unwrap();
            counts.push([count(&trial, "subscribers").await, count(&trial, "consents").await, count(&trial, "erasures").await]);
        }
        assert_eq!(counts, [[3, 6, 0], [2, 5, 0], [1, 2, 1]]);
        trial.clock.advance(Duration::from_secs(731 * 24 * 3600));
        bangtin_service::subscriptions::forget(&trial.app).await.unwrap();
        assert_eq!([count(&trial, "subscribers").await, count(&trial, "erasures").await, count(&trial, "consent_texts").await], [1, 0, 1]);
        trial.end().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_replicas_send_each_mail_once() {
    let trial = Trial::start(Database::Postgres).await;
    let mut others = Vec::new();
    for _ in 0..2 {
        let other = Service::start(trial.app.settings.clone(), trial.clock.clone()).await;
        others.push(other.expect("another replica"));
    }
    for n in 0..40 {
        assert_eq!(
            subscribe(&trial, &format!("n{n}@example.vn"))
                .await
                .status(),
            202
        );
        for other in &others {
            mail::wake(&other.app);
        }
    }
    until(&trial, "sent", |_, sent| sent == 40).await;
    let mails = trial.mail.mails();
    assert_eq!(mails.len(), 40);
    for other in others {
        other.end().await;
    }
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_taken_by_a_process_that_died_is_sent_by_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = format!("sqlite:{}", folder.path().join("kept.db").display());
    let dead = Trial::with(Database::Sqlite, |settings| {
        settings.smtp_url = None;
        settings.database_url.clone_from(&file);
    })
    .await;
    subscribe(&dead, "lan@example.vn").await;
    let mut write = dead.app.store.write().await.unwrap();
    on!(write, c => {
        // As after a claim: taken until five minutes from now.
        let take = "UPDATE outbox SET next_ms = $1, attempts = 1";
        sqlx::query(take).bind(dead.clock.now_ms() + 300_000).execute(c).await.unwrap();
    });
    write.commit().await.unwrap();
    dead.end().await;
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.database_url.clone_from(&file)
    })
    .await;
    mail::wake(&trial.app);
    tokio::time::sleep(Duration::from_millis(200)).await;
    assert!(trial.mail.mails().is_empty(), "it may still be on its way");
    trial.clock.advance(Duration::from_secs(310));
    mail::wake(&trial.app);
    mail_to(&trial, "lan@example.vn").await;
    trial.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_mail_server_that_says_nothing_delays_no_form() {
    let silent = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = silent.local_addr().expect("an address").port();
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.smtp_url = Some(format!("smtp://127.0.0.1:{port}"))
    })
    .await;
    for n in 0..8 {
        let form = filled(&trial, &format!("n{n}@example.vn")).await;
        let form = trial.proven(form).await;
        let start = Instant::now();
        assert_eq!(trial.post("~/subscriptions", &form).await.status(), 202);
        assert!(
            start.elapsed() < Duration::from_secs(2),
            "{:?}",
            start.elapsed()
        );
    }
    assert_eq!(states(&trial.app).await, (8, 0, 0));
    trial.end().await;
}

async fn count(trial: &Trial, table: &'static str) -> i64 {
    let mut read = trial.app.store.read().await.expect("a reader");
    let text = sqlx::AssertSqlSafe(format!("SELECT CAST(COUNT(*) AS BIGINT) FROM {table}"));
    on!(read, c => sqlx::query_scalar(text).fetch_one(c).await.expect("a count"))
}

/// How many mails wait, were sent, were given up.
async fn states(app: &App) -> (i64, i64, i64) {
    let mut read = app.store.read().await.expect("a reader");
    let states: Vec<(String, i64)> = on!(read, c => {
        let select = "SELECT state, CAST(COUNT(*) AS BIGINT) FROM outbox GROUP BY state";
        sqlx::query_as(select).fetch_all(c).await.expect("states")
    });
    let of = |name: &str| {
        states
            .iter()
            .find(|(state, _)| state == name)
            .map_or(0, |(_, n)| *n)
    };
    (of("waiting"), of("sent"), of("failed"))
}

/// Waits until so many mails wait, were sent, were given up, and all have been tried.
async fn come_to(trial: &Trial, wanted: (i64, i64, i64)) {
    let start = Instant::now();
    while states(&trial.app).await != wanted && start.elapsed() < Duration::from_secs(20) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(states(&trial.app).await, wanted);
    until(trial, "tried", |due, _| due == 0).await;
}

/// Waits until `judge` likes the numbers of mails that are due and that were sent.
async fn until(trial: &Trial, what: &str, judge: impl Fn(i64, i64) -> bool) {
    let start = Instant::now();
    let mut seen = (0, 0);
    while start.elapsed() < Duration::from_secs(20) {
        let mut read = trial.app.store.read().await.expect("a reader");
        let due: i64 = on!(read, c => {
            let count = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting' AND next_ms <= $1";
            sqlx::query_scalar(count).bind(trial.clock.now_ms()).fetch_one(c).await.expect("a count")
        });
        drop(read);
        seen = (due, states(&trial.app).await.1);
        if judge(seen.0, seen.1) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{what}: {seen:?}");
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("an address").port()
}

/// A mail server that knows nobody: it refuses one receiver for good, one for now, and one because of us.
pub fn refusing() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            thread::spawn(move || {
                let mut answers = stream.try_clone().expect("a stream");
                let _ = answers.write_all(b"220 mail.example.vn\r\n");
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let answer = match line.to_lowercase() {
                        line if line.contains("rcpt") && line.contains("khong-co") => {
                            "550 5.1.1 <khong-co@example.vn> unknown"
                        }
                        line if line.contains("rcpt") && line.contains("day@") => "452 4.2.2 full",
                        line if line.contains("rcpt") => "530 5.7.0 authentication required",
                        line if line.starts_with("quit") => return,
                        _ => "250 OK",
                    };
                    let _ = answers.write_all(format!("{answer}\r\n").as_bytes());
                }
            });
        }
    });
    port
}
