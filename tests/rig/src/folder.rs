use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// What the files of some tests at a time take, with those of a PostgreSQL server. In KiB.
const ROOM: u64 = 2 << 20;

/// A temporary folder in memory where there is room for it, else on the disk. The files of a PostgreSQL database are 450, and SQLite waits for
/// the disk after each migration: beside other work that is a third of what the tests of the service take.
///
/// # Panics
/// When there can be no folder.
pub fn quick_folder() -> TempDir {
    let mut builder = tempfile::Builder::new();
    builder.prefix("bangtin-");
    let memory = Path::new("/dev/shm");
    let folder = match room(memory) >= ROOM {
        true => builder.tempdir_in(memory),
        false => builder.tempdir(),
    };
    folder.expect("a temporary folder")
}

/// What is free in a folder's file system, in KiB; none where that is not known.
fn room(folder: &Path) -> u64 {
    let df = Command::new("df")
        .args(["--output=avail", "-k"])
        .arg(folder)
        .output();
    let said = df
        .map(|df| String::from_utf8_lossy(&df.stdout).into_owned())
        .unwrap_or_default();
    let free = said.lines().nth(1).map(|line| line.trim().parse());
    free.and_then(Result::ok).unwrap_or_default()
}
