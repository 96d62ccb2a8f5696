//! The browser tests, with whatever engines this machine can have.

use std::fs;

use anyhow::{Result, bail};

use super::tally::Tally;
use super::tests_of;
use crate::command::run as run_command;
use crate::repo::Repo;
use crate::setup::Engines;

const TESTS: &str = "engines";

/// Where the test program notes the engines that it did not find.
const NOTES: &str = "target/not-tested.txt";

pub fn test(repo: &Repo, tally: &mut Tally, missing: &mut Vec<String>) -> Result<()> {
    let engines = Engines::ready(repo);
    let notes = repo.path(NOTES);
    let _ = fs::remove_file(&notes);
    let mut tests = tests_of(repo, TESTS);
    tests.env("PATH", engines.path()?);
    let passed = tally.follow(&mut tests)?;
    let noted = fs::read_to_string(&notes).unwrap_or_default();
    missing.extend(
        noted
            .lines()
            .map(|line| line.trim_start_matches("NOT TESTED: ").to_owned()),
    );
    missing.extend(engines.missing);
    if !passed {
        bail!("a browser test failed");
    }
    Ok(())
}

/// Runs some of the browser tests in view of the user.
pub fn run(repo: &Repo, cases: &[&str], environment: &[(&str, &str)]) -> Result<()> {
    let engines = Engines::ready(repo);
    run_command(
        tests_of(repo, TESTS)
            .arg("--")
            .args(cases)
            .envs(environment.iter().copied())
            .env("PATH", engines.path()?),
    )
}
