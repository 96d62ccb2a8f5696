//! Promises that a command can check.

mod arrows;
mod contrast;
mod documents;
mod elements;
mod migrations;
mod panics;
mod supply;
mod toolchain;
mod versions;

use anyhow::{Result, bail};

use crate::custom_elements;
use crate::repo::Repo;

/// An error that lists everything that is not as promised.
pub fn check(repo: &Repo) -> Result<()> {
    let checks = [
        arrows::check,
        contrast::check,
        elements::check,
        custom_elements::check,
        migrations::check,
        documents::check,
        panics::check,
        supply::check,
        toolchain::check,
        versions::check,
    ];
    let mut problems = Vec::new();
    for check in checks {
        problems.extend(check(repo)?);
    }
    if !problems.is_empty() {
        bail!("the house is not tidy:\n  {}", problems.join("\n  "));
    }
    Ok(())
}
