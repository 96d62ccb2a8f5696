//! The service and the kit beside a real WordPress.

use anyhow::{Result, bail};

use super::tally::Tally;
use super::tests_of;
use crate::command::run as run_command;
use crate::repo::Repo;
use crate::setup::{self, Engines};

const TESTS: &str = "wordpress";

/// The tests that open pages.
const IN_BROWSERS: [&str; 2] = ["pages::", "sources::"];

/// An error where a test fails; a sentence where there is no WordPress to be had.
pub fn test(repo: &Repo, browsers: bool, tally: &mut Tally) -> Result<Option<String>> {
    if let Err(cause) = setup::wordpress(repo) {
        return Ok(Some(format!("a real WordPress: {cause:#}")));
    }
    let mut tests = tests_of(repo, TESTS);
    if browsers {
        tests.env("PATH", Engines::ready(repo).path()?);
    } else {
        tests.arg("--");
        for module in IN_BROWSERS {
            tests.args(["--skip", module]);
        }
    }
    if !tally.follow(&mut tests)? {
        bail!("a test beside WordPress failed");
    }
    Ok(None)
}

/// Runs those whose name holds one of the words, in view of the user.
pub fn run(repo: &Repo, words: &[String]) -> Result<()> {
    setup::wordpress(repo)?;
    let engines = Engines::ready(repo);
    run_command(
        tests_of(repo, TESTS)
            .arg("--")
            .args(words)
            .env("PATH", engines.path()?),
    )
}
