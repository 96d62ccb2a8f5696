//! Node, npm and the packages of package-lock.json: the packer, the optimiser, the sanitizer, what tests inject.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::apt;
use crate::command::{capture, exists};
use crate::hash;
use crate::repo::Repo;
use crate::step::{long_step, step};

const OLDEST: u32 = 18;

/// Node and every npm package are there and are those of the lock file.
pub fn ready(repo: &Repo) -> Result<()> {
    program()?;
    packages(repo, ".")
}

/// Installs the packages of a folder's lock file, unless they are those already.
pub fn packages(repo: &Repo, folder: &str) -> Result<()> {
    let folder = repo.path(folder);
    let lock =
        fs::read(folder.join("package-lock.json")).context("package-lock.json is missing")?;
    let stamp = folder.join("node_modules/.lock-hash");
    let wanted = hash::full(&lock);
    if fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    step("npm ci", || {
        // No package here needs its install script, and one that wants to run is better not run.
        let options = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        capture(Command::new("npm").args(options).current_dir(&folder))?;
        fs::write(&stamp, wanted).context("cannot write into node_modules")
    })
}

fn program() -> Result<()> {
    if !exists("node") || !exists("npm") {
        long_step("install Node and npm", || apt::install(&["nodejs", "npm"]))
            .with_context(|| format!("the build needs Node {OLDEST} or newer with npm"))?;
    }
    let version = capture(Command::new("node").arg("--version"))?;
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|digits| digits.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => bail!(
            "Node is {}, but the build needs {OLDEST} or newer",
            version.trim()
        ),
    }
}
