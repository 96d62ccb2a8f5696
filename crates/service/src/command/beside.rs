//! Commands beside a service that runs on SQLite. Its file is for one process, so the service does their work: they reach it by a
//! Unix socket beside the file, which is for the service's own user (and for root, whom nothing keeps out).

mod frame;
mod listen;
mod reach;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use listen::Door;
pub(super) use reach::Running;

/// Both sides must be of the same version: what a command means may change with it.
const VERSION: &str = env!("CARGO_PKG_VERSION");
const ROOT: u32 = 0;

/// What a command line sends. The work is read when the version is known to be ours. It can hold a password, so nothing prints it.
#[derive(Deserialize, Serialize)]
struct Wish {
    version: String,
    work: serde_json::Value,
    input: Option<String>,
}

/// Where the service of this database listens for commands.
fn socket(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".commands");
    name.into()
}
