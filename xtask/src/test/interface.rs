//! The running service held to its own description, by schemathesis.

use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::tests_of;
use crate::command::run;
use crate::repo::Repo;
use crate::setup;

const SCRIPT: &str = "crates/service/tests/schemathesis/run.sh";
/// Requests made up for each operation; the script's own default is for a longer look.
const EXAMPLES: &str = "10";

/// An error where an answer is not as described; a sentence where the tool cannot be had.
pub fn test(repo: &Repo) -> Result<Option<String>> {
    if let Err(cause) = setup::python() {
        return Ok(Some(format!("the interface by schemathesis: {cause:#}")));
    }
    // The tests of the service need its program as well: it is there.
    run(tests_of(repo, "api").args(["--quiet", "--no-run"]))?;
    let script = Command::new("sh")
        .arg(repo.path(SCRIPT))
        .env("EXAMPLES", EXAMPLES)
        .env("SEED", "1")
        .current_dir(repo.root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .output()
        .context("cannot start sh")?;
    let (out, err) = (
        String::from_utf8_lossy(&script.stdout),
        String::from_utf8_lossy(&script.stderr),
    );
    if !script.status.success() {
        bail!("the service does not answer as /openapi.json says:\n{out}\n{err}");
    }
    let skipped = err.lines().find_map(|line| line.strip_prefix("SKIPPED: "));
    if let Some(line) = out.lines().rev().find(|line| line.contains("passed")) {
        println!("{}", line.trim());
    }
    Ok(skipped.map(str::to_owned))
}
