//! Three replicas on one PostgreSQL behind a balancer; one goes away and comes back under load.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::balancer;
use crate::database::{Database, postgres_url};
use crate::forms::Writers;
use crate::hits::{Visitors, counted};
use crate::ledger::Ledger;
use crate::place::{folder, settings};
use crate::program::Program;

/// One is ended in good order and started again, then another: forms and hits agree with the ledger to the last one.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sums_are_exact_when_replicas_are_ended_and_started_again() {
    let mut trial = Trial::start().await;
    for place in [0, 1] {
        trial.replicas[place].end().await;
        sleep(Duration::from_millis(700)).await;
        trial.replicas[place].restart().await;
        sleep(Duration::from_secs(1)).await;
    }
    let (taken, unknown, counted) = trial.end().await;
    println!("2 ended: {taken} hits taken, {unknown} without an answer, {counted} counted");
    assert!(counted >= taken, "{taken} hits taken, {counted} counted");
    assert!(
        counted <= taken + unknown,
        "{counted} counted, {taken} taken, {unknown} without an answer"
    );
}

/// One is killed: forms agree to the last one. Of hits, what it held in memory is lost: at most 2 s of a third.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forms_are_exact_and_hits_nearly_when_a_replica_is_killed() {
    let mut trial = Trial::start().await;
    let mut most = 0;
    for place in [2, 0, 1] {
        trial.replicas[place].kill();
        most += trial.share_of_two_seconds();
        sleep(Duration::from_millis(700)).await;
        trial.replicas[place].restart().await;
        sleep(Duration::from_secs(2)).await;
    }
    let (taken, unknown, counted) = trial.end().await;
    println!(
        "3 killed: {taken} hits taken, {unknown} without an answer, {counted} counted; {most} may be lost"
    );
    assert!(
        counted + most >= taken,
        "{taken} hits taken, {counted} counted, {most} may be lost"
    );
    assert!(
        counted <= taken + unknown,
        "{counted} counted, {taken} taken, {unknown} without an answer"
    );
}

struct Trial {
    _folder: tempfile::TempDir,
    replicas: Vec<Program>,
    database: Database,
    ledger: Arc<Ledger>,
    writers: Writers,
    visitors: Visitors,
}

impl Trial {
    /// Three replicas that start at once on an empty database, and 3 s of load.
    async fn start() -> Self {
        let folder = folder();
        let url = postgres_url().await;
        let replicas = three(folder.path(), &url).await;
        let addresses = replicas.iter().map(|replica| replica.address).collect();
        let base = format!("http://{}", balancer::start(addresses).await);
        let database = Database::open(&url).await;
        let ledger = Arc::new(Ledger::default());
        let writers = Writers::start(6, &base, &ledger).await;
        let visitors = Visitors::start(3, &base);
        sleep(Duration::from_secs(5)).await;
        Self {
            _folder: folder,
            replicas,
            database,
            ledger,
            writers,
            visitors,
        }
    }

    /// A third of the hits of the last 2 s, and a fifth of that for the balancer's turns.
    fn share_of_two_seconds(&self) -> i64 {
        let since = Instant::now() - Duration::from_secs(2);
        let taken = self.visitors.taken();
        let recent = taken.iter().filter(|taken| **taken > since).count();
        i64::try_from(recent * 6 / 5 / 3).expect("few")
    }

    /// Ends everything in good order and checks the forms: hits taken, without an answer, counted.
    async fn end(mut self) -> (i64, i64, i64) {
        self.writers.end().await;
        self.visitors.end().await;
        for replica in &mut self.replicas {
            replica.end().await;
        }
        let entries = self.ledger.now();
        entries.check(&self.database, true).await;
        println!(
            "{} forms acknowledged, {} sent again",
            entries.count(),
            self.ledger.retries()
        );
        let taken = i64::try_from(self.visitors.taken().len()).expect("few");
        let unknown = i64::try_from(self.visitors.unknown()).expect("few");
        (taken, unknown, counted(&self.database).await)
    }
}

async fn three(folder: &Path, url: &str) -> Vec<Program> {
    let settings = settings(folder, url);
    let (one, two, three) = tokio::join!(
        Program::start(folder, "one", &settings),
        Program::start(folder, "two", &settings),
        Program::start(folder, "three", &settings),
    );
    vec![one, two, three]
}
