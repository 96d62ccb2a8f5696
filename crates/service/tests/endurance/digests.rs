//! `kill -9` while the news goes out by mail: nobody is forgotten, and for nobody two mails are written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use bangtin_rig::MailServer;
use bangtin_service::clock::{Clock, day_of, start_of};
use bangtin_service::random::random;
use tokio::time::{Instant, sleep};

use crate::database::{Database, change, postgres_url, sqlite_url};
use crate::place::{folder, sends_news, settings, subscribed};
use crate::program::Program;

const READERS: usize = 400;
const HOUR_MS: i64 = 60 * 60 * 1000;
/// How many mails the program has on their way at once: so many may come a second time after a kill, with the same `Message-ID`.
pub const ON_THEIR_WAY: usize = 4;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_forget_no_reader_and_write_no_second_mail_on_sqlite() {
    let folder = folder();
    let url = sqlite_url(folder.path());
    kill_while_it_sends(folder.path(), &url).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kills_forget_no_reader_and_write_no_second_mail_on_postgresql() {
    let folder = folder();
    let url = postgres_url().await;
    kill_while_it_sends(folder.path(), &url).await;
}

async fn kill_while_it_sends(folder: &Path, url: &str) {
    let server = MailServer::start();
    // The tables, and nothing due.
    let plain = settings(folder, url);
    Program::start(folder, "tables", &plain).await.end().await;
    fill(url).await;
    let sending = sends_news(&plain, server.port());
    let mut program = Program::start(folder, "sending", &sending).await;
    let database = Database::open(url).await;
    let start = Instant::now();
    let mut kills = 0;
    while !is_done(&database).await {
        assert!(
            start.elapsed() < Duration::from_secs(240),
            "it does not end"
        );
        sleep(moment()).await;
        if kills == kills_wanted() {
            continue;
        }
        program.kill();
        kills += 1;
        // Until then mails are taken for being on their way.
        database.until_nobody_else_is_at_work().await;
        // As if the five minutes were over for which what is on its way belongs to the process that died.
        change(url, "UPDATE outbox SET next_ms = 0 WHERE state = 'waiting'").await;
        program.restart().await;
        database.is_sound().await;
    }
    program.end().await;
    let mut written: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mails = server.mails();
    for mail in &mails {
        let ids = written.entry(mail.to.concat()).or_default();
        ids.insert(mail.header("Message-ID"));
    }
    let again = mails.len() - written.values().map(BTreeSet::len).sum::<usize>();
    println!(
        "{}: {kills} kills: {READERS} readers, {} mails, {again} of them a second time with the same Message-ID",
        url.split(':').next().unwrap_or_default(),
        mails.len(),
    );
    assert_eq!(written.len(), READERS, "nobody is forgotten");
    let twice: Vec<_> = written.iter().filter(|(_, ids)| ids.len() != 1).collect();
    assert!(twice.is_empty(), "two mails for one reader: {twice:?}");
    assert!(
        again <= kills * ON_THEIR_WAY,
        "{again} again after {kills} kills"
    );
    let noted = database
        .number("SELECT CAST(COUNT(*) AS BIGINT) FROM digest_mails")
        .await;
    assert_eq!(usize::try_from(noted), Ok(READERS));
}

/// Readers who agreed long ago, and articles of the hour before the last seven o'clock.
async fn fill(url: &str) {
    let day = day_of(Clock::default().now_ms() - 7 * HOUR_MS);
    let seen = start_of(day) + 6 * HOUR_MS;
    for number in 0..3 {
        change(url, &format!(
            "INSERT INTO articles (site, id, feed, published_ms, place, listed, category, category_name, tags, item, hash, updated_ms, first_ms) \
             VALUES ('xa-song-ba', 'moi-{number}', 'khac', {seen}, {number}, 1, 'thong-bao', 'Thông báo', '', \
             '{{\"id\": \"moi-{number}\", \"title\": \"Tin {number}\", \"url\": \"https://songba.example.gov.vn/{number}\"}}', '', {seen}, {seen})"
        )).await;
    }
    let readers = (0..READERS).map(|n| (format!("r{n}"), "daily"));
    change(url, &subscribed(readers)).await;
}

async fn is_done(database: &Database) -> bool {
    let made =
        "SELECT CAST(COUNT(*) AS BIGINT) FROM digests WHERE rhythm = 'daily' AND state = 'done'";
    let waiting = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox WHERE state = 'waiting'";
    database.number(made).await == 1 && database.number(waiting).await == 0
}

/// `BANGTIN_KILLS`, else 12.
fn kills_wanted() -> usize {
    let wanted = std::env::var("BANGTIN_KILLS").ok();
    wanted.and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

/// Between 0.1 and 2.6 s: it begins to write mails 2 s after its start, and to send those that wait at once.
fn moment() -> Duration {
    let [part] = random::<1>();
    Duration::from_millis(100 + u64::from(part) * 10)
}
