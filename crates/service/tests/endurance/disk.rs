//! A disk that takes no more for a while, while readers write.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use reqwest::StatusCode;
use tokio::time::{Instant, sleep};

use crate::database::{Database, sqlite_url};
use crate::forms::{Writers, client};
use crate::hits::{Visitors, counted};
use crate::ledger::Ledger;
use crate::place::{folder, settings};
use crate::program::Program;

/// In the middle of a page: what is written there is cut.
const ROOM: u64 = 6_000;

/// A small file system needs root. A limit on the length of files does not, and SQLite gets an error of the system from
/// it in the middle of a commit, as it would there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forms_wait_while_the_disk_is_full_and_are_taken_when_it_is_not() {
    let folder = folder();
    let url = sqlite_url(folder.path());
    let mut program = Program::start(folder.path(), "one", &settings(folder.path(), &url)).await;
    let base = format!("http://{}", program.address);
    let ledger = Arc::new(Ledger::default());
    let writers = Writers::start(6, &base, &ledger).await;
    let mut visitors = Visitors::start(2, &base);
    sleep(Duration::from_secs(4)).await;

    let file = std::fs::metadata(folder.path().join("trial.db")).expect("the database");
    program.limit_files(Some(file.len() + ROOM));
    says(&base, StatusCode::SERVICE_UNAVAILABLE).await;
    // What room there was is used up by then.
    sleep(Duration::from_millis(500)).await;
    let (before, tries) = (ledger.now().count(), ledger.retries());
    keeps_saying(&base, StatusCode::SERVICE_UNAVAILABLE).await;
    let refused = ledger.retries() - tries;
    assert!(refused > 10, "forms were refused {refused} times only");

    program.limit_files(None);
    let lifted = Instant::now();
    says(&base, StatusCode::OK).await;
    let ready = lifted.elapsed();
    sleep(Duration::from_secs(1)).await;
    writers.end().await;
    visitors.end().await;
    program.end().await;
    let database = Database::open(&url).await;
    let entries = ledger.now();
    entries.check(&database, true).await;
    database.is_sound().await;
    let counted = counted(&database).await;
    println!(
        "{before} forms acknowledged before; {refused} times 503 while full; ready again after {ready:?}; {} acknowledged \
         at the end, none lost, none twice; {} hits taken, {counted} counted",
        entries.count(),
        visitors.taken().len(),
    );
    assert!(entries.count() > before, "no form was taken afterwards");
    assert_eq!(visitors.unknown(), 0);
    assert_eq!(usize::try_from(counted), Ok(visitors.taken().len()));
}

/// Full, and a second later no more.
pub async fn is_full_for_a_while(program: &Program, folder: &Path, base: &str) {
    let file = std::fs::metadata(folder.join("trial.db")).expect("the database");
    program.limit_files(Some(file.len() + ROOM));
    says(base, StatusCode::SERVICE_UNAVAILABLE).await;
    sleep(Duration::from_secs(1)).await;
    program.limit_files(None);
    says(base, StatusCode::OK).await;
}

async fn ready(base: &str) -> StatusCode {
    let answer = client().get(format!("{base}/readyz")).send().await;
    answer.expect("an answer").status()
}

/// Soon.
async fn says(base: &str, status: StatusCode) {
    let start = Instant::now();
    while ready(base).await != status {
        let waited = start.elapsed();
        assert!(
            waited < Duration::from_secs(5),
            "/readyz never says {status}"
        );
        sleep(Duration::from_millis(50)).await;
    }
}

/// Three seconds long.
async fn keeps_saying(base: &str, status: StatusCode) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(3) {
        assert_eq!(ready(base).await, status);
        sleep(Duration::from_millis(100)).await;
    }
}
