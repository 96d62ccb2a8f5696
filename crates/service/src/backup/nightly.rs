//! A backup of the SQLite file each night.

use std::fs;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use bangtin_model::{Moment, Precision};

use super::{BackupError, checksum, sqlite};
use crate::background::Stop;
use crate::clock::{day_of, start_of};
use crate::context::Context;
use crate::store::sqlite_file;

const LOOK_EVERY: Duration = Duration::from_secs(60);
/// After a backup that failed: a full disk is not emptied in a minute.
const AFTER_FAILURE: Duration = Duration::from_secs(3_600);
/// Half past two in Viet Nam, when few read.
const HOUR_MS: i64 = 2 * 3_600_000 + 30 * 60_000;

/// The task: once a night, and at once when the service did not run that night. Ends where no folder is set, or the database is no file.
pub(crate) async fn keep(context: Context, mut stop: Stop) {
    let Some(folder) = &context.settings.backup_dir else {
        return;
    };
    let Some(database) = sqlite_file(&context.settings.database_url) else {
        return;
    };
    loop {
        let mut wait = LOOK_EVERY;
        if let Some(file) = due(folder, context.clock.now_ms()) {
            if let Err(error) = back_up(&database, folder, &file).await {
                tracing::error!(%error, "the nightly backup failed; it is tried again in an hour");
                metrics::counter!("bangtin_backups_total", "outcome" => "failed").increment(1);
                wait = AFTER_FAILURE;
            } else {
                tracing::info!(file = %file.display(), "backed up");
                metrics::counter!("bangtin_backups_total", "outcome" => "good").increment(1);
                if let Err(error) = prune(folder, context.settings.backup_keep) {
                    tracing::warn!(%error, "old backups cannot be deleted");
                }
            }
        }
        if stop.within(wait).await {
            return;
        }
    }
}

async fn back_up(database: &Path, folder: &Path, file: &Path) -> Result<(), BackupError> {
    let mut private = fs::DirBuilder::new();
    private.recursive(true).mode(0o700);
    let made = private.create(folder);
    made.map_err(|error| BackupError::File(folder.into(), error))?;
    sqlite::back_up(database, file).await
}

/// The file of the last night that has passed, if it is not there.
fn due(folder: &Path, now_ms: i64) -> Option<PathBuf> {
    let night = day_of(now_ms - HOUR_MS);
    let day = Moment::from_unix(start_of(night).div_euclid(1000), Precision::Day).iso();
    let file = folder.join(format!("bangtin-{day}.db"));
    (!file.exists()).then_some(file)
}

/// Deletes our older backups; other files in the folder stay.
fn prune(folder: &Path, keep: usize) -> Result<(), BackupError> {
    let failed = |error| BackupError::File(folder.into(), error);
    let mut ours: Vec<PathBuf> = fs::read_dir(folder)
        .map_err(failed)?
        .flatten()
        .map(|entry| entry.path())
        .filter(|file| {
            file.file_name()
                .and_then(|name| name.to_str())
                .is_some_and(is_ours)
        })
        .collect();
    // A day sorts by its name.
    ours.sort();
    let old = ours.len().saturating_sub(keep.max(1));
    for file in ours.iter().take(old) {
        fs::remove_file(file).map_err(failed)?;
        // One that was made before there were checksums has none.
        let _ = fs::remove_file(checksum::place(file));
    }
    Ok(())
}

/// `bangtin-YYYY-MM-DD.db`.
fn is_ours(name: &str) -> bool {
    let day = name
        .strip_prefix("bangtin-")
        .and_then(|rest| rest.strip_suffix(".db"));
    day.is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::{due, prune};

    fn at(time: &str) -> i64 {
        time.parse::<jiff::Timestamp>().unwrap().as_millisecond()
    }

    #[test]
    fn each_night_has_one_backup_and_the_oldest_go() {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let name = |now| due(folder, at(now)).map(|file| file.file_name().unwrap().to_owned());
        assert_eq!(
            name("2026-11-21T02:29:00+07:00").unwrap(),
            "bangtin-2026-11-20.db"
        );
        assert_eq!(
            name("2026-11-21T02:31:00+07:00").unwrap(),
            "bangtin-2026-11-21.db"
        );
        for day in ["2026-11-21", "2026-11-19", "2026-11-20", "2025-12-31"] {
            std::fs::write(folder.join(format!("bangtin-{day}.db")), "").unwrap();
        }
        for other in [
            "bangtin-2025-12-31.db.sha256",
            "bangtin.db",
            "bangtin-2020-01-01.db.part",
            "bangtin-before-tet.db",
            "a.txt",
        ] {
            std::fs::write(folder.join(other), "").unwrap();
        }
        assert_eq!(name("2026-11-21T03:00:00+07:00"), None);
        prune(folder, 2).unwrap();
        let mut left: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        left.sort();
        assert_eq!(
            left,
            [
                "a.txt",
                "bangtin-2020-01-01.db.part",
                "bangtin-2026-11-20.db",
                "bangtin-2026-11-21.db",
                "bangtin-before-tet.db",
                "bangtin.db"
            ]
        );
    }
}
