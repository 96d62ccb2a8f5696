//! The benches: scripts of their own, with packages of their own.

use std::process::Command;

use anyhow::Result;

use crate::command::run;
use crate::kit::{self, Steps};
use crate::repo::Repo;
use crate::setup;

pub fn bench(repo: &Repo, options: &[String]) -> Result<()> {
    kit::build(repo, Steps::ALL)?;
    setup::packages(repo, "bench")?;
    run(Command::new("npm")
        .args(["run", "build"])
        .current_dir(repo.path("bench")))?;
    run(Command::new("node")
        .arg("bench/run.mjs")
        .args(options)
        .current_dir(repo.root()))
}
