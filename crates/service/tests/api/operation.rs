//! What an operator does: backups, putting them back, asking after the health.

mod beside;
mod files;
mod restore;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::Duration;

use bangtin_rig::Postgres;
use bangtin_service::store::Store;
use bangtin_service::{App, on};

use crate::harness::{Database, Trial};
use crate::program::{Said, run};
use crate::{args, on_each};

/// Writes pairs, each in one transaction: a copy that holds half of one is not of one state.
fn write_pairs(app: &App) -> (Arc<AtomicBool>, tokio::task::JoinHandle<i64>) {
    let stop = Arc::new(AtomicBool::new(false));
    let (app, until) = (app.clone(), stop.clone());
    let writer = tokio::spawn(async move {
        let number = AtomicI64::new(0);
        while !until.load(Ordering::Relaxed) {
            let pair = number.fetch_add(1, Ordering::Relaxed);
            put(&app.store, pair).await.expect("a pair is written");
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        number.into_inner()
    });
    (stop, writer)
}

async fn put(store: &Store, pair: i64) -> Result<(), sqlx::Error> {
    let mut write = store.write().await?;
    for half in ["a", "b"] {
        let insert = "INSERT INTO secrets (name, value) VALUES ($1, $2)";
        let name = format!("{half}{pair}");
        on!(write, c => {
            sqlx::query(insert).bind(name).bind(vec![7_u8; 2_000]).execute(c).await?;
        });
    }
    write.commit().await
}

/// How many halves there are: of `a`, of `b`.
async fn halves(address: &str) -> (i64, i64) {
    let store = Store::open(address, 2).await.expect("a database of ours");
    let mut read = store.read().await.expect("a reader");
    let select = "SELECT CAST(COUNT(*) AS BIGINT) FROM secrets WHERE name LIKE $1";
    let mut counts = [0, 0];
    for (count, half) in counts.iter_mut().zip(["a%", "b%"]) {
        let ask = async {
            Ok::<i64, sqlx::Error>(
                on!(read, c => sqlx::query_scalar(select).bind(half).fetch_one(c).await?),
            )
        };
        *count = ask.await.expect("a count");
    }
    drop(read);
    store.close().await;
    counts.into()
}

/// A service with one pair, the address of its database, and a folder with a backup of it.
async fn backed_up(database: Database) -> (Trial, String, tempfile::TempDir, PathBuf) {
    let trial = Trial::start(database).await;
    let address = trial.app.settings.database_url.clone();
    let place = tempfile::tempdir().expect("a folder");
    let file = place.path().join("copy");
    put(&trial.app.store, 1).await.expect("a pair");
    let said = operate(&address, place.path(), &args!["backup", &file]).await;
    assert!(said.good, "{said:?}");
    (trial, address, place, file)
}

async fn operate(address: &str, folder: &Path, arguments: &[&std::ffi::OsStr]) -> Said {
    run(folder, &[("DATABASE_URL", address)], arguments).await
}

fn left_over(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.path());
    files
        .filter(|file| file.extension().is_some_and(|ending| ending == "part"))
        .collect()
}

/// An empty database to restore into.
async fn empty(database: Database, folder: &Path) -> String {
    match database {
        Database::Sqlite => format!("sqlite:{}", folder.join("restored.db").display()),
        Database::Postgres => {
            let made = tokio::task::spawn_blocking(|| Postgres::shared().database()).await;
            made.expect("a database")
        }
    }
}

on_each! {
    async fn a_backup_is_of_one_state_while_the_service_writes(database: Database) {
        let trial = Trial::start(database).await;
        let address = trial.app.settings.database_url.clone();
        let folder = trial.folder.path().to_path_buf();
        let (stop, writer) = write_pairs(&trial.app);
        let mut files = Vec::new();
        for number in 0..4 {
            tokio::time::sleep(Duration::from_millis(200)).await;
            let file = folder.join(format!("copy {number} 'Tết'.backup"));
            let said = operate(&address, &folder, &args!["backup", &file]).await;
            assert!(said.good && said.out.contains("is a good backup"), "{said:?}");
            assert_eq!(fs::metadata(&file).expect("the copy").permissions().mode() & 0o777, 0o600);
            files.push(file);
        }
        let said = operate(&address, &folder, &args!["backup", &files[0]]).await;
        assert!(!said.good && said.error.contains("is there already"), "{said:?}");
        stop.store(true, Ordering::Relaxed);
        let written = writer.await.expect("the writer");
        assert_eq!(trial.get("/readyz").await.status(), 200);
        let kept = trial.end().await;
        let mut before = 0;
        for file in files {
            let place = tempfile::tempdir().expect("a folder");
            let target = empty(database, place.path()).await;
            let said = operate(&target, place.path(), &args!["restore", &file]).await;
            assert!(said.good && said.out.contains("there was nothing before"), "{said:?}");
            let (a, b) = halves(&target).await;
            assert!(a == b && before < a && a <= written, "{before} {a} {b} {written}");
            before = a;
        }
        assert_eq!(left_over(kept.folder.path()), Vec::<PathBuf>::new());
    }

    async fn restore_refuses_a_running_service_and_a_database_that_is_not_empty(database: Database) {
        let (trial, address, place, file) = backed_up(database).await;
        put(&trial.app.store, 2).await.expect("another");
        make_a_table_of_a_newer_version(&trial.app.store).await.expect("a table");
        for flags in [args!["restore", &file, "--replace"].to_vec(), args!["restore", &file].to_vec()] {
            let said = operate(&address, place.path(), &flags).await;
            assert!(!said.good && said.error.contains("in use by"), "{said:?}");
        }
        // The service ends; what it leaves stays.
        let left = trial.end().await;
        assert_eq!(halves(&address).await, (2, 2));
        let said = operate(&address, place.path(), &args!["restore", &file]).await;
        assert!(!said.good && said.error.contains("not empty") && said.error.contains("--replace"), "{said:?}");
        assert_eq!(halves(&address).await, (2, 2), "nothing has changed");
        let said = operate(&address, place.path(), &args!["restore", &file, "--replace"]).await;
        assert!(said.good && said.out.contains("what was there is"), "{said:?}");
        assert_eq!(halves(&address).await, (1, 1));
        let store = Store::open(&address, 2).await.expect("it can be served");
        make_a_table_of_a_newer_version(&store).await.expect("it is not there any more");
        store.close().await;
        if database == Database::Sqlite {
            let old = said.out.split("is now ").nth(1).expect("the old one").trim().trim_end_matches('.').to_owned();
            assert_eq!(halves(&format!("sqlite:{old}")).await, (2, 2), "the old one is kept");
        }
        drop(left);
    }

    async fn what_is_no_backup_is_refused_and_nothing_changes(database: Database) {
        let (trial, address, place, file) = backed_up(database).await;
        let left = trial.end().await;
        let whole = fs::read(&file).expect("the copy");
        let mut scratched = whole.clone();
        let middle = scratched.len() / 2;
        scratched[middle..].fill(0xa5);
        for (name, bytes) in [
            ("garbage", b"not a database at all".repeat(500)),
            ("empty", Vec::new()),
            ("cut short", whole[..whole.len() / 2].to_vec()),
            ("scratched", scratched),
        ] {
            let bad = place.path().join(name);
            fs::write(&bad, bytes).expect("a file");
            let said = operate(&address, place.path(), &args!["restore", &bad, "--replace"]).await;
            assert!(!said.good, "{name}: {said:?}");
            assert_eq!(halves(&address).await, (1, 1), "{name}");
        }
        let said = operate(&address, place.path(), &args!["restore", "no such file", "--replace"]).await;
        assert!(!said.good && said.error.contains("there is no file"), "{said:?}");
        drop(left);
    }

    async fn health_is_asked_where_the_service_listens(database: Database) {
        let trial = Trial::start(database).await;
        let listen = trial.app.public_url.trim_start_matches("http://").to_owned();
        let everywhere = listen.replace("127.0.0.1", "0.0.0.0");
        for listen in [&listen, &everywhere] {
            let said = run(trial.folder.path(), &[("BANGTIN_LISTEN", listen)], &args!["health"]).await;
            assert!(said.good && said.out.contains("can serve"), "{said:?}");
        }
        let left = trial.end().await;
        let said = run(left.folder.path(), &[("BANGTIN_LISTEN", &listen)], &args!["health"]).await;
        assert!(!said.good && said.error.contains("cannot serve"), "{said:?}");
    }
}

async fn make_a_table_of_a_newer_version(store: &Store) -> Result<(), sqlx::Error> {
    let mut write = store.write().await?;
    on!(write, c => {
        sqlx::query("CREATE TABLE newer (id BIGINT)").execute(c).await?;
    });
    write.commit().await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_night_there_is_a_backup() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().to_path_buf();
    for day in 1..=5 {
        fs::write(folder.join(format!("bangtin-2020-01-0{day}.db")), "old").expect("a file");
    }
    let trial = Trial::with(Database::Sqlite, |settings| {
        settings.backup_dir = Some(folder.clone());
        settings.backup_keep = 3;
    })
    .await;
    let ours = || {
        let names = fs::read_dir(&folder).expect("a folder").flatten();
        let mut names: Vec<String> = names
            .filter_map(|entry| entry.file_name().into_string().ok())
            .collect();
        names.sort();
        names
    };
    for _ in 0..100 {
        if ours().len() == 4 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let names = ours();
    assert_eq!(names.len(), 4, "{names:?}");
    assert_eq!(names[3], format!("{}.sha256", names[2]));
    assert_eq!(
        names[..2],
        ["bangtin-2020-01-04.db", "bangtin-2020-01-05.db"]
    );
    trial.end().await;
    assert_eq!(
        halves(&format!("sqlite:{}", folder.join(&names[2]).display())).await,
        (0, 0)
    );
}

#[tokio::test]
async fn without_the_tools_of_postgresql_the_sentence_says_so() {
    let place = tempfile::tempdir().expect("a folder");
    let nowhere = [
        ("DATABASE_URL", "postgres://a@127.0.0.1:1/b"),
        ("PATH", "/nonexistent"),
    ];
    let said = run(place.path(), &nowhere, &args!["backup", "copy"]).await;
    assert!(
        !said.good && said.error.contains("pg_dump is needed"),
        "{said:?}"
    );
    let said = run(place.path(), &nowhere[..1], &args!["backup", "copy"]).await;
    assert!(
        !said.good && said.error.contains("pg_dump failed"),
        "{said:?}"
    );
    assert!(!place.path().join("copy").exists());
}

#[tokio::test]
async fn a_missing_database_is_not_made_by_a_backup() {
    let place = tempfile::tempdir().expect("a folder");
    let said = run(place.path(), &[], &args!["backup", "copy"]).await;
    assert!(
        !said.good && said.error.contains("there is no database bangtin.db"),
        "{said:?}"
    );
    assert!(
        fs::read_dir(place.path())
            .expect("a folder")
            .next()
            .is_none()
    );
}
