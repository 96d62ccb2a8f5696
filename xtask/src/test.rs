//! Everything that must hold, cheapest first.

mod advisories;
mod browsers;
mod interface;
mod tally;
mod wordpress;

use std::num::NonZero;
use std::process::Command;
use std::thread;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::command::{cargo, run};
use crate::kit::{self, Steps};
use crate::repo::Repo;
use crate::{public, setup, size, tidy, units};
use tally::Tally;

/// Runs every check and stops at the first kind that fails; the last line counts the tests.
pub fn everything(repo: &Repo, browsers: bool) -> Result<()> {
    let mut checks = Checks {
        tally: Tally::default(),
        missing: Vec::new(),
    };
    let outcome = checks.run(repo, browsers);
    if let Err(failure) = &outcome {
        println!("\nerror: {failure:#}");
        checks.tally.failed = checks.tally.failed.max(1);
    }
    for missing in &checks.missing {
        println!("NOT TESTED: {missing}");
    }
    println!("{}", checks.tally);
    match outcome {
        Ok(()) => Ok(()),
        Err(_) => std::process::exit(1),
    }
}

/// Runs the unit tests of the views in Chromium, for those who are changing them.
pub fn units(repo: &Repo, words: &[String]) -> Result<()> {
    units::build(repo)?;
    browsers::run(
        repo,
        &["chromium/units"],
        &[("BANGTIN_UNITS", &words.join(","))],
    )
}

/// Runs the tests beside a real WordPress, for those who are changing what reads it. The kit is the one that was built last.
pub fn beside_wordpress(repo: &Repo, words: &[String]) -> Result<()> {
    wordpress::run(repo, words)
}

/// The tasks are checked apart: together with the others they would be compiled with other features, all over again.
const TASKS: [&str; 2] = ["--package", "xtask"];

/// Everything else, always all of it, whichever of its tests are run: cargo chooses features for all packages that it is told of, and with
/// fewer of them their libraries would be compiled once more.
const OTHERS: [&str; 4] = ["--workspace", "--exclude", "xtask", "--all-features"];

/// The tests that run only when they are named.
const NAMED: [&str; 4] = ["--test", "engines", "--test", "wordpress"];

/// Runs the tests of one program, with the features of all.
fn tests_of(repo: &Repo, program: &str) -> Command {
    let mut tests = cargo();
    tests
        .arg("test")
        .args(OTHERS)
        .args(["--test", program])
        .current_dir(repo.root());
    tests
}

struct Checks {
    tally: Tally,
    missing: Vec<String>,
}

impl Checks {
    fn run(&mut self, repo: &Repo, browsers: bool) -> Result<()> {
        setup::check_tools()?;
        setup::wasm_target()?;
        setup::postgresql()?;
        setup::clock()?;
        section("format", || {
            run(cargo()
                .args(["fmt", "--all", "--check"])
                .current_dir(repo.root()))
        })?;
        section("documents and versions", || tidy::check(repo))?;
        let untested = section("packages by cargo-deny", || advisories::test(repo))?;
        self.missing.extend(untested);
        section("lints", || lints(repo))?;
        section("unit tests", || self.unit_tests(repo))?;
        let untested = section("interface", || interface::test(repo))?;
        self.missing.extend(untested);
        section("sizes", || {
            size::report(repo, &kit::build(repo, Steps::ALL)?)
        })?;
        let untested = section("a real WordPress", || {
            wordpress::test(repo, browsers, &mut self.tally)
        })?;
        self.missing.extend(untested);
        if !browsers {
            self.missing
                .push("browsers, because of --no-browsers".into());
            return Ok(());
        }
        section("the kit without build steps of our own", || {
            // Whether it runs is the question: to make 200 files small takes minutes.
            let steps = Steps {
                optimise: false,
                ..Steps::PLAIN
            };
            kit::build(repo, steps)
        })?;
        section("browsers", || {
            units::build(repo)?;
            // Some pages come from a service with the whole folder.
            public::assemble(repo)?;
            browsers::test(repo, &mut self.tally, &mut self.missing)
        })
    }

    fn unit_tests(&mut self, repo: &Repo) -> Result<()> {
        self.tests(repo, &TASKS)?;
        self.tests(repo, &OTHERS)
    }

    fn tests(&mut self, repo: &Repo, options: &[&str]) -> Result<()> {
        let mut tests = cargo();
        tests
            .args(["test", "--no-fail-fast"])
            .args(options)
            .env("RUST_TEST_THREADS", tests_at_once())
            .current_dir(repo.root());
        if !self.tally.follow(&mut tests)? {
            bail!("a test failed");
        }
        Ok(())
    }
}

/// Twice as many as there are cores: many tests of the service wait, for its clock or a slow reader.
fn tests_at_once() -> String {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    (2 * cores).to_string()
}

/// The kit is linted for both sides: its tests run here, its code runs there.
fn lints(repo: &Repo) -> Result<()> {
    let clippy = |options: &[&str]| {
        run(cargo()
            .arg("clippy")
            .args(options)
            .args(["--", "-D", "warnings"])
            .current_dir(repo.root()))
    };
    clippy(&[&TASKS[..], &["--all-targets"]].concat())?;
    clippy(&[&OTHERS[..], &["--all-targets"], &NAMED].concat())?;
    let kit = ["--package", "bangtin", "--target", "wasm32-unknown-unknown"];
    clippy(&[&kit[..], &["--lib", "--tests"]].concat())
}

fn section<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("\n── {name} ──");
    let start = Instant::now();
    let result = work()?;
    println!("── {name}: {:.0} s", start.elapsed().as_secs_f32());
    Ok(result)
}
