//! The SQLite file.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, SqliteConnection};

use super::{BackupError, beside, checksum};
use crate::store::lock;

/// Only its owner may read a copy.
const PRIVATE: u32 = 0o600;

/// `VACUUM INTO` reads one state of the database, whatever is written meanwhile, and needs neither the writer nor the lock.
pub(super) async fn back_up(database: &Path, file: &Path) -> Result<(), BackupError> {
    if !database.is_file() {
        return Err(BackupError::Missing(database.into()));
    }
    let part = beside(file, "part");
    let made = async {
        copy(database, &part).await?;
        checksum::write(&part, file).await?;
        set_down(&part, file)
    };
    let made = made.await;
    if made.is_err() {
        // There may be none.
        let _ = fs::remove_file(&part);
    }
    made
}

async fn copy(database: &Path, part: &Path) -> Result<(), BackupError> {
    let _ = fs::remove_file(part);
    // Made empty first, so that nobody else can read it at any time.
    private(part).map_err(at(part))?;
    let mut source = open(database).await?;
    let into = part.to_string_lossy().replace('\'', "''");
    // A path cannot be bound to this statement in every version; the quotes in it are doubled.
    let vacuum = format!("VACUUM INTO '{into}'");
    sqlx::query(AssertSqlSafe(vacuum))
        .execute(&mut source)
        .await?;
    source.close().await?;
    check(part).await
}

/// Puts a checked copy of `file` in the place of `database`. Holds the lock that a running service holds.
pub(super) async fn restore(
    database: &Path,
    file: &Path,
    replace: bool,
) -> Result<String, BackupError> {
    let _lock = lock(database)?;
    let old = fs::metadata(database).is_ok_and(|old| old.len() > 0);
    if old && !replace {
        return Err(BackupError::NotEmpty(database.into()));
    }
    let part = scratch(database, file);
    let copied = async {
        let _ = fs::remove_file(&part);
        let mut target = private(&part).map_err(at(&part))?;
        let mut source = File::open(file).map_err(at(file))?;
        io::copy(&mut source, &mut target).map_err(at(&part))?;
        let sum = checksum::check(&part, file).await?;
        check(&part).await.map_err(|error| match error {
            BackupError::Bad(_, reason) => BackupError::Bad(file.into(), reason),
            other => other,
        })?;
        Ok(sum)
    };
    let sum = match copied.await {
        Ok(sum) => sum,
        Err(error) => {
            let _ = fs::remove_file(&part);
            return Err(error);
        }
    };
    let kept = put_aside(database)?;
    if let Err(error) = set_down(&part, database) {
        if let Some(kept) = &kept {
            rename(kept, database)?;
        }
        return Err(error);
    }
    check(database).await?;
    Ok(match kept {
        Some(kept) if old => format!("{sum}; what was there is now {}", kept.display()),
        _ => format!("{sum}; there was nothing before"),
    })
}

/// The file in which a copy is made ready; another one where this very file is to be put back.
fn scratch(database: &Path, file: &Path) -> PathBuf {
    let part = beside(database, "part");
    let same = fs::canonicalize(&part).ok() == fs::canonicalize(file).ok();
    if same {
        beside(database, "2.part")
    } else {
        part
    }
}

/// What belongs to a database: its journal can hold what the file does not.
const FILES: [&str; 3] = ["-wal", "-shm", ""];

fn with(database: &Path, ending: &str) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// Moves the old database to a name that nothing has: what was kept before stays.
fn put_aside(database: &Path) -> Result<Option<PathBuf>, BackupError> {
    let there = |file: &Path| FILES.iter().any(|ending| with(file, ending).exists());
    if !there(database) {
        return Ok(None);
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH);
    let mut number = now.map(|now| now.as_secs()).unwrap_or_default();
    let name = |number| beside(database, &format!("replaced-{number}"));
    while there(&name(number)) {
        number += 1;
    }
    let kept = name(number);
    rename(database, &kept)?;
    Ok(Some(kept))
}

fn rename(database: &Path, to: &Path) -> Result<(), BackupError> {
    for ending in FILES {
        let from = with(database, ending);
        if from.exists() {
            fs::rename(&from, with(to, ending)).map_err(at(&from))?;
        }
    }
    Ok(())
}

/// Whether a file is a whole database of ours.
async fn check(file: &Path) -> Result<(), BackupError> {
    let bad = |reason: String| BackupError::Bad(file.into(), reason);
    let judge = async {
        let mut copy = open(file).await?;
        let verdict: Vec<String> = sqlx::query_scalar("PRAGMA integrity_check")
            .fetch_all(&mut copy)
            .await?;
        let ours =
            "SELECT COUNT(*) FROM sqlite_schema WHERE name IN ('_sqlx_migrations', 'secrets')";
        let ours: i64 = sqlx::query_scalar(ours).fetch_one(&mut copy).await?;
        copy.close().await?;
        Ok::<_, sqlx::Error>((verdict, ours))
    };
    let (verdict, ours) = judge.await.map_err(|error| bad(error.to_string()))?;
    if verdict != ["ok"] {
        return Err(bad(verdict
            .into_iter()
            .take(3)
            .collect::<Vec<_>>()
            .join("; ")));
    }
    if ours != 2 {
        return Err(bad("it is not a database of this service".into()));
    }
    Ok(())
}

async fn open(file: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .busy_timeout(Duration::from_secs(30));
    options.disable_statement_logging().connect().await
}

fn private(file: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(PRIVATE)
        .open(file)
}

/// Gives a finished file its name: whole or not at all, also after a power cut.
fn set_down(part: &Path, file: &Path) -> Result<(), BackupError> {
    File::open(part)
        .and_then(|part| part.sync_all())
        .map_err(at(part))?;
    fs::rename(part, file).map_err(at(file))?;
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(at(folder))
}

fn at(file: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let file = file.to_path_buf();
    move |error| BackupError::File(file, error)
}
