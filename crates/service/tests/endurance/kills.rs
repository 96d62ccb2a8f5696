//! `kill -9` at random moments, while readers write.

use std::sync::Arc;
use std::time::Duration;

use bangtin_service::random::random;
use tokio::time::{Instant, sleep};

use crate::database::{Database, postgres_url, sqlite_url};
use crate::forms::Writers;
use crate::hits::{Visitors, counted};
use crate::ledger::Ledger;
use crate::place::{folder, settings};
use crate::program::Program;

/// The promise: a kill loses at most this much traffic of hits, and nothing else.
const MOST_LOST: Duration = Duration::from_secs(2);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_outlives_kills_on_sqlite() {
    let folder = folder();
    let url = sqlite_url(folder.path());
    kill_again_and_again(folder.path(), &url).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_outlives_kills_on_postgresql() {
    let folder = folder();
    let url = postgres_url().await;
    kill_again_and_again(folder.path(), &url).await;
}

/// Kills the program while these write and visit, and starts it again: what was acknowledged is there, and no more hits are lost than the
/// promise has it. `counted_before` of the hits of others are counted, less what earlier kills have lost. How many were lost, and how long
/// they took to come.
pub async fn outlives_a_kill(
    program: &mut Program,
    database: &Database,
    ledger: &Ledger,
    visitors: &Visitors,
    counted_before: i64,
) -> (i64, Duration) {
    program.kill();
    let killed = Instant::now();
    let _pause = visitors.pause().await;
    let entries = ledger.now();
    program.restart().await;
    database.is_sound().await;
    entries.check(database, false).await;
    let taken = i64::try_from(visitors.taken().len()).expect("few");
    let lost = counted_before + taken - counted(database).await;
    let traffic = visitors.worth(lost, killed);
    assert!(
        traffic <= MOST_LOST,
        "a kill lost {lost} hits, {traffic:?} of traffic"
    );
    (lost, traffic)
}

async fn kill_again_and_again(folder: &std::path::Path, url: &str) {
    let mut program = Program::start(folder, "one", &settings(folder, url)).await;
    let base = format!("http://{}", program.address);
    let database = Database::open(url).await;
    let ledger = Arc::new(Ledger::default());
    let writers = Writers::start(6, &base, &ledger).await;
    let mut visitors = Visitors::start(3, &base);
    let (mut lost, mut worst) = (0, Duration::ZERO);
    let kills = kills();
    for _ in 0..kills {
        sleep(moment()).await;
        let (lost_now, traffic) =
            outlives_a_kill(&mut program, &database, &ledger, &visitors, -lost).await;
        lost += lost_now;
        worst = worst.max(traffic);
    }
    sleep(Duration::from_secs(1)).await;
    writers.end().await;
    visitors.end().await;
    program.end().await;
    let entries = ledger.now();
    entries.check(&database, true).await;
    database.is_sound().await;
    let counted = counted(&database).await;
    println!(
        "{}: {kills} kills: {} forms acknowledged, {} sent again, none lost, none twice; {} hits taken, {} without an answer, \
         {counted} counted; the worst kill lost {worst:?} of hits",
        url.split(':').next().unwrap_or_default(),
        entries.count(),
        ledger.retries(),
        visitors.taken().len(),
        visitors.unknown(),
    );
}

/// `BANGTIN_KILLS`, else 20.
fn kills() -> usize {
    let wanted = std::env::var("BANGTIN_KILLS").ok();
    wanted.and_then(|kills| kills.parse().ok()).unwrap_or(20)
}

/// Between 0.3 and 3.6 s.
fn moment() -> Duration {
    let [part] = random::<1>();
    Duration::from_millis(300 + u64::from(part) * 13)
}
