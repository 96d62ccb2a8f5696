//! A backup that was changed, and what a restore keeps of what was there.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use super::{backed_up, empty, halves, operate, put};
use crate::harness::{Database, Trial};
use crate::{args, on_each};

on_each! {
    /// A bit of a text can turn without any of the databases' own checks seeing it.
    async fn a_backup_that_was_changed_is_refused(database: Database) {
        let (trial, _, place, file) = backed_up(database).await;
        let sum = fs::read_to_string(place.path().join("copy.sha256")).expect("a checksum");
        assert!(sum.ends_with("  copy\n"), "as sha256sum reads it: {sum}");
        let whole = fs::read(&file).expect("the copy");
        let mut turned = whole.clone();
        // SQLite: inside a value; PostgreSQL: the year of the dump, in its head.
        let place_of_it = match database {
            Database::Sqlite => whole.windows(100).position(|bytes| bytes == [7; 100]).expect("a value") + 50,
            Database::Postgres => 30,
        };
        turned[place_of_it] ^= 1;
        fs::write(&file, &turned).expect("a file");
        let target = empty(database, place.path()).await;
        let said = operate(&target, place.path(), &args!["restore", &file]).await;
        assert!(!said.good && said.error.contains("checksum"), "{said:?}");
        fs::write(&file, &whole).expect("a file");
        let said = operate(&target, place.path(), &args!["restore", &file]).await;
        assert!(said.good && said.out.contains("its checksum is right"), "{said:?}");
        assert_eq!(halves(&target).await, (1, 1));
        // Backups of earlier versions have none.
        fs::remove_file(place.path().join("copy.sha256")).expect("removed");
        let said = operate(&target, place.path(), &args!["restore", &file, "--replace"]).await;
        assert!(said.good && said.out.contains("no checksum"), "{said:?}");
        fs::write(place.path().join("copy.sha256"), "x\n").expect("a file");
        let said = operate(&target, place.path(), &args!["restore", &file, "--replace"]).await;
        assert!(!said.good && said.error.contains("no checksum"), "{said:?}");
        drop(trial.end().await);
    }
}

/// The names that the next minute would give are taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_earlier_restore_kept_stays() {
    let (trial, address, place, file) = backed_up(Database::Sqlite).await;
    let left = trial.end().await;
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("a time")
        .as_secs();
    // Of some only the journal is left, which belongs to a database of the same name.
    let kept = |second: u64| {
        let ending = ["", "-wal"][usize::try_from(second % 2).expect("0 or 1")];
        left.folder
            .path()
            .join(format!("trial.db.replaced-{second}{ending}"))
    };
    for second in now..now + 60 {
        fs::write(kept(second), format!("kept at {second}")).expect("a file");
    }
    let said = operate(
        &address,
        place.path(),
        &args!["restore", &file, "--replace"],
    )
    .await;
    assert!(
        said.good && said.out.contains("what was there is now"),
        "{said:?}"
    );
    for second in now..now + 60 {
        let text = fs::read_to_string(kept(second)).expect("it is there");
        assert_eq!(text, format!("kept at {second}"));
    }
    let files = fs::read_dir(left.folder.path()).expect("a folder").count();
    assert!(files > 60, "the last one is kept too: {files}");
}

/// The name that a restore works under may be that of the very backup.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_beside_the_database_is_not_lost() {
    let trial = Trial::start(Database::Sqlite).await;
    let address = trial.app.settings.database_url.clone();
    put(&trial.app.store, 1).await.expect("a pair");
    let file = trial.folder.path().join("trial.db.part");
    assert!(
        operate(&address, trial.folder.path(), &args!["backup", &file])
            .await
            .good
    );
    let left = trial.end().await;
    let said = operate(
        &address,
        left.folder.path(),
        &args!["restore", &file, "--replace"],
    )
    .await;
    assert!(said.good, "{said:?}");
    assert!(file.exists());
    assert_eq!(halves(&address).await, (1, 1));
}
