//! The service and the kit beside a real WordPress.

use anyhow::{Result, bail};

use super::OTHERS;
use super::tally::Tally;
use crate::command::{cargo, run as run_command};
use crate::repo::Repo;
use crate::setup::{self, Engines};

const TESTS: [&str; 2] = ["--test", "wordpress"];

/// The tests that open pages.
const IN_BROWSERS: &str = "pages::";

/// An error where a test fails; a sentence where there is no WordPress to be had.
pub fn test(repo: &Repo, browsers: bool, tally: &mut Tally) -> Result<Option<String>> {
    if let Err(cause) = setup::wordpress(repo) {
        return Ok(Some(format!("a real WordPress: {cause:#}")));
    }
    let mut tests = cargo();
    tests
        .arg("test")
        .args(OTHERS)
        .args(TESTS)
        .current_dir(repo.root());
    if browsers {
        tests.env("PATH", Engines::ready(repo).path()?);
    } else {
        tests.args(["--", "--skip", IN_BROWSERS]);
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
        cargo()
            .arg("test")
            .args(OTHERS)
            .args(TESTS)
            .arg("--")
            .args(words)
            .env("PATH", engines.path()?)
            .current_dir(repo.root()),
    )
}
