//! A week of a portal in fast motion, from one Monday to the next: the real program on a clock that is set ahead, killed twice a day while
//! readers write and while the news goes out. One night the mail server is away, and one day the disk is full. What was acknowledged is there
//! once, each reader gets each day's news once, and the figures of the report are what happened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use bangtin_rig::{Line, Mail, MailServer};
use bangtin_service::activity::{Period, activity};
use bangtin_service::clock::{Clock, day_of, start_of};
use bangtin_service::config::{Flags, read};
use bangtin_service::store::Store;
use jiff::Timestamp;
use reqwest::Method;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::database::{Database, change, postgres_url, sqlite_url};
use crate::digests::ON_THEIR_WAY;
use crate::disk;
use crate::forms::{Writers, client};
use crate::hits::{Visitors, counted};
use crate::kills::outlives_a_kill;
use crate::ledger::{Entries, Ledger};
use crate::moderator::{self, Moderator};
use crate::place::{folder, publish, sends_news, settings, subscribed};
use crate::program::Program;

const DAILY: usize = 30;
const WEEKLY: usize = 10;
/// So many who sign up on Monday confirm it.
const CONFIRMED: usize = 3;
/// So many comments are shown on each day.
const SHOWN: usize = 2;
const HOUR_MS: i64 = 60 * 60 * 1000;
const LONG: Duration = Duration::from_secs(60);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_week_of_kills_loses_nothing_and_tells_nothing_twice_on_sqlite() {
    let folder = folder();
    let url = sqlite_url(folder.path());
    a_week(folder.path(), &url).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_week_of_kills_loses_nothing_and_tells_nothing_twice_on_postgresql() {
    let folder = folder();
    let url = postgres_url().await;
    a_week(folder.path(), &url).await;
}

async fn a_week(folder: &Path, url: &str) {
    let mut week = Week::begin(folder, url).await;
    for day in 0..7_i64 {
        week.readers_write(day).await;
        if day == 2 {
            week.line.cut(true);
        }
        week.news_comes(day + 1).await;
    }
    week.program.end().await;
    week.is_told().await;
    week.is_reported().await;
}

struct Week<'a> {
    folder: &'a Path,
    url: &'a str,
    program: Program,
    database: Database,
    server: MailServer,
    /// To the mail server.
    line: Line,
    ledger: Arc<Ledger>,
    /// The first Monday, as a count of days since 1970-01-01.
    monday: i64,
    kills: usize,
    hits: Hits,
    shown: usize,
}

/// Hits that were taken, and how many of them kills have lost.
#[derive(Default)]
struct Hits {
    taken: i64,
    lost: i64,
    /// Without an answer: counted or not.
    unknown: i64,
}

impl<'a> Week<'a> {
    /// The first Monday, half past seven.
    async fn begin(folder: &'a Path, url: &'a str) -> Self {
        let server = MailServer::start();
        let line = Line::to(server.port());
        let today = day_of(Clock::default().now_ms());
        // The one after next: ahead of the machine's clock whatever the hour.
        let monday = today + 14 - (today - 4).rem_euclid(7);
        let settings = sends_news(&settings(folder, url), line.port());
        let ahead = ahead_of(start_of(monday) + 7 * HOUR_MS + HOUR_MS / 2);
        publish(folder, "cu", "Tin có từ trước", start_of(monday));
        let mut program = Program::start_ahead(folder, "week", &settings, ahead).await;
        let database = Database::open(url).await;
        until(
            &database,
            "SELECT COUNT(*) FROM articles WHERE id = 'cu'",
            1,
        )
        .await;
        program.end().await;
        change(url, &readers()).await;
        moderator::add(url).await;
        program.restart().await;
        Self {
            folder,
            url,
            program,
            database,
            server,
            line,
            ledger: Arc::default(),
            monday,
            kills: 0,
            hits: Hits::default(),
            shown: 0,
        }
    }

    /// Readers write and visit, and the program is killed in the middle of it. On Friday the disk is full for a while.
    async fn readers_write(&mut self, day: i64) {
        let base = self.base();
        let writers = Writers::start(4, &base, &self.ledger).await;
        let mut visitors = Visitors::start(2, &base);
        sleep(Duration::from_millis(3_200)).await;
        if day == 4 && self.url.starts_with("sqlite") {
            disk::is_full_for_a_while(&self.program, self.folder, &base).await;
        }
        let before = counted(&self.database).await;
        let counted_before = self.hits.taken - self.hits.lost;
        let (program, database) = (&mut self.program, &self.database);
        outlives_a_kill(program, database, &self.ledger, &visitors, counted_before).await;
        self.kills += 1;
        assert!(
            counted(&self.database).await >= before,
            "what was counted stays"
        );
        sleep(Duration::from_secs(1)).await;
        writers.end().await;
        visitors.end().await;
        if day == 0 {
            self.some_confirm().await;
        }
        let shown = self.some_are_shown();
        if day == 1 {
            self.one_is_answered(&shown).await;
        }
        if day == 2 {
            self.an_alert_is_given(day).await;
        }
        self.program.end().await;
        self.hits.taken += i64::try_from(visitors.taken().len()).expect("few");
        self.hits.unknown += i64::try_from(visitors.unknown()).expect("few");
        self.hits.lost = self.hits.taken - counted(&self.database).await;
        self.ledger.now().check(&self.database, true).await;
    }

    /// An article at six of the next day, and the news of seven, which is killed while it goes out.
    async fn news_comes(&mut self, day: i64) {
        let start = start_of(self.monday + day);
        let id = format!("ngay-{day}");
        publish(self.folder, &id, &title(day), start + 6 * HOUR_MS);
        self.program.set_ahead(ahead_of(start + 6 * HOUR_MS));
        self.program.restart().await;
        let there = format!("SELECT COUNT(*) FROM articles WHERE id = '{id}'");
        until(&self.database, &there, 1).await;
        assert_eq!(self.alerts().await, 0, "an alert is over");
        self.program.end().await;

        self.program
            .set_ahead(ahead_of(start + 7 * HOUR_MS + 60_000));
        self.program.restart().await;
        sleep(Duration::from_millis(
            2_000 + 10 * u64::from(bangtin_service::random::random::<1>()[0]),
        ))
        .await;
        self.kill().await;
        // What is on its way belongs to the process that died for five minutes.
        self.program
            .set_ahead(ahead_of(start + 7 * HOUR_MS + 10 * 60_000));
        self.program.restart().await;
        let made = format!(
            "SELECT COUNT(*) FROM digests WHERE rhythm = 'daily' AND state = 'done' AND day = {}",
            self.monday + day
        );
        until(&self.database, &made, 1).await;
        const WAITING: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'waiting'";
        const TRIED: &str = "SELECT COUNT(*) FROM outbox WHERE state = 'waiting' AND attempts = 0";
        if day == 3 {
            let came = self.server.mails().len();
            until(&self.database, TRIED, 0).await;
            assert!(
                number(&self.database, WAITING).await > 0,
                "nothing comes through"
            );
            assert_eq!(self.server.mails().len(), came);
            self.kill().await;
            self.line.cut(false);
            self.program.set_ahead(ahead_of(start + 9 * HOUR_MS));
            self.program.restart().await;
        }
        until(&self.database, WAITING, 0).await;
    }

    async fn kill(&mut self) {
        self.program.kill();
        self.kills += 1;
        self.database.until_nobody_else_is_at_work().await;
    }

    fn base(&self) -> String {
        format!("http://{}", self.program.address)
    }

    /// The first who have signed up follow the link of their mail.
    async fn some_confirm(&self) {
        let start = Instant::now();
        let links = loop {
            let mails = self.server.mails();
            // A mail may have come twice.
            let links: BTreeSet<String> = mails
                .iter()
                .filter_map(|mail| mail.link("/confirm?"))
                .collect();
            if links.len() >= CONFIRMED {
                break links;
            }
            assert!(start.elapsed() < LONG, "{} mails with a link", links.len());
            sleep(Duration::from_millis(50)).await;
        };
        for link in links.iter().take(CONFIRMED) {
            let press = client()
                .post(link)
                .header("content-type", "application/x-www-form-urlencoded");
            let answer = press.send().await.expect("an answer");
            assert_eq!(answer.status(), 200, "{link}");
        }
    }

    /// A moderator shows the comments that wait the longest; their ids.
    fn some_are_shown(&mut self) -> Vec<String> {
        let site = ["--site", "xa-song-ba"];
        let many = SHOWN.to_string();
        let list = [&["comments", "list", "--limit", &many], &site[..]].concat();
        let waiting = self.program.command(&list);
        let ids = waiting.lines().filter_map(|line| line.split('\t').next());
        let ids: Vec<&str> = ids.collect();
        assert_eq!(ids.len(), SHOWN, "{waiting}");
        let approve = [&["comments", "approve"], &site[..], &ids].concat();
        self.program.command(&approve);
        self.shown += SHOWN;
        ids.into_iter().map(str::to_owned).collect()
    }

    /// The agency answers the first of these, and the program is killed as soon as it has said so.
    async fn one_is_answered(&mut self, shown: &[String]) {
        let moderator = Moderator::at(&self.base()).await;
        let path = format!("comments/{}/answer", shown[0]);
        let text = json!({ "text": "Ngày 12 tháng 12." });
        moderator.send(Method::PUT, &path, &text).await;
        self.kill().await;
        self.program.restart().await;
    }

    /// For six hours: it is there after a kill. The next time that anybody looks it is over.
    async fn an_alert_is_given(&mut self, day: i64) {
        let ends = Timestamp::from_millisecond(start_of(self.monday + day) + 14 * HOUR_MS);
        let alert = json!({ "level": "emergency", "title": "Nước sông Ba lên nhanh", "ends": ends.expect("a time").to_string() });
        let moderator = Moderator::at(&self.base()).await;
        moderator.send(Method::POST, "alerts", &alert).await;
        self.kill().await;
        self.program.restart().await;
        assert_eq!(self.alerts().await, 1);
    }

    /// How many readers see.
    async fn alerts(&self) -> usize {
        let address = format!("{}/v1/sites/xa-song-ba/alerts", self.base());
        let answer = client().get(address).send().await.expect("an answer");
        let answer: Value = answer.json().await.expect("JSON");
        answer["alerts"].as_array().map_or(0, Vec::len)
    }

    /// Each reader got the news of each day once, whatever happened on that day.
    async fn is_told(&self) {
        let mails = self.server.mails();
        let news = mails
            .iter()
            .filter(|mail| mail.subject().starts_with("Tin mới"));
        let mut told: BTreeMap<String, BTreeMap<String, &Mail>> = BTreeMap::new();
        let mut again = 0;
        for mail in news {
            let of_reader = told.entry(mail.to.concat()).or_default();
            again += usize::from(of_reader.insert(mail.header("Message-ID"), mail).is_some());
        }
        assert!(
            again <= self.kills * ON_THEIR_WAY,
            "{again} again after {} kills",
            self.kills
        );
        assert_eq!(
            told.len(),
            DAILY + WEEKLY + CONFIRMED,
            "nobody is forgotten, and nobody else is told"
        );
        for (reader, mails) in &told {
            let titles: Vec<String> = mails.values().flat_map(|mail| titles(mail)).collect();
            let each: BTreeSet<&String> = titles.iter().collect();
            assert_eq!((titles.len(), each.len()), (7, 7), "{reader}: {titles:?}");
            let many = if reader.contains("tuan") { 1 } else { 7 };
            assert_eq!(mails.len(), many, "{reader}");
        }
        println!(
            "{}: a week, {} kills: {} mails, {again} of them a second time with the same Message-ID",
            self.name(),
            self.kills,
            self.server.mails().len()
        );
    }

    /// The report of the week.
    async fn is_reported(&self) {
        let flags = Flags {
            config: Some(self.folder.join("week.toml")),
            ..Flags::default()
        };
        let settings = read(&flags).expect("the settings");
        let store = Store::open(self.url, 2).await.expect("the database");
        let mut read = store.read().await.expect("a connection");
        let period = Period::of(self.monday, self.monday + 6).expect("a week");
        let told = activity(&mut read, &settings.sites[0], period, self.monday + 7)
            .await
            .expect("figures");
        drop(read);
        store.close().await;
        let entries: Entries = self.ledger.now();
        let shown = i64::try_from(self.shown).expect("few");
        assert_eq!(
            (told.comments.shown, told.comments.pending),
            (shown, entries.comments() - shown)
        );
        assert_eq!(told.comments.answered, 1);
        assert_eq!(told.ratings, entries.ratings());
        assert_eq!(told.reports.iter().sum::<i64>(), entries.reports());
        let subscriptions = told.subscriptions.expect("they are counted");
        assert_eq!(
            (subscriptions.subscribed, subscriptions.unsubscribed),
            (i64::try_from(CONFIRMED).expect("few"), 0)
        );
        assert_eq!(told.views(), self.hits.taken - self.hits.lost);
        println!(
            "{}: {} forms acknowledged, none lost, none twice; {} hits taken, {} lost by kills, {} without an answer",
            self.name(),
            entries.count(),
            self.hits.taken,
            self.hits.lost,
            self.hits.unknown
        );
    }

    fn name(&self) -> &str {
        self.url.split(':').next().unwrap_or_default()
    }
}

/// How far a time of the program lies ahead of the machine's clock.
fn ahead_of(ms: i64) -> Duration {
    let ahead = ms - Clock::default().now_ms();
    Duration::from_millis(ahead.try_into().expect("the future"))
}

fn title(day: i64) -> String {
    format!("Tin của ngày thứ {day}")
}

/// The titles of the week's articles in a mail.
fn titles(mail: &Mail) -> Vec<String> {
    let text = mail.text();
    let titles = (1..=7).map(title);
    titles
        .filter(|title| text.contains(title.as_str()))
        .collect()
}

/// Readers of each day's news, and of each week's.
fn readers() -> String {
    let daily = (0..DAILY).map(|n| (format!("ngay{n}"), "daily"));
    let weekly = (0..WEEKLY).map(|n| (format!("tuan{n}"), "weekly"));
    subscribed(daily.chain(weekly))
}

async fn number(database: &Database, sql: &str) -> i64 {
    let counts = sql.replace("COUNT(*)", "CAST(COUNT(*) AS BIGINT)");
    database.number(&counts).await
}

async fn until(database: &Database, sql: &str, wanted: i64) {
    let start = Instant::now();
    loop {
        let number = number(database, sql).await;
        if number == wanted {
            return;
        }
        assert!(
            start.elapsed() < LONG,
            "{sql}: {number} instead of {wanted}"
        );
        sleep(Duration::from_millis(50)).await;
    }
}
