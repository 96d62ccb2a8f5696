//! PostgreSQL's programs, for the throw-away server of the service's tests.

use std::path::Path;

use anyhow::{Context, Result};

use super::apt;

/// Where Debian keeps the programs of each version; they are not on the PATH.
const VERSIONS: &str = "/usr/lib/postgresql";

/// Installs PostgreSQL where it is missing. What holds on one database must hold on the other, so the tests need both.
pub fn ready() -> Result<()> {
    if is_installed() {
        return Ok(());
    }
    apt::install(&["postgresql"]).context("the service is tested on PostgreSQL too")
}

fn is_installed() -> bool {
    let versions = Path::new(VERSIONS)
        .read_dir()
        .into_iter()
        .flatten()
        .flatten();
    versions
        .into_iter()
        .any(|version| version.path().join("bin/initdb").exists())
}
