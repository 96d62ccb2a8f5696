//! What must never be in a script that pages with a strict Content-Security-Policy load.

use std::fs;

use anyhow::{Result, bail};

use super::manifest::Files;
use super::workshop::Workshop;

const FORBIDDEN: [(&str, &str); 3] = [
    (
        "innerHTML",
        "a page with Trusted Types would refuse it: either src/ sets innerHTML outside of src/html.rs, or a `view!` holds a \
         subtree without anything dynamic, which Leptos builds from markup (give it a dynamic attribute or child)",
    ),
    (
        "eval(",
        "the Content-Security-Policy of a careful page refuses it",
    ),
    (
        "new Function(",
        "the Content-Security-Policy of a careful page refuses it",
    ),
];

pub fn glue(work: &Workshop) -> Result<()> {
    refuse("the glue", &fs::read_to_string(work.glue())?)
}

pub fn bundles(files: &Files) -> Result<()> {
    for file in [&files.loader, &files.kit] {
        refuse(&file.name, &String::from_utf8_lossy(&file.bytes))?;
    }
    Ok(())
}

fn refuse(name: &str, script: &str) -> Result<()> {
    match FORBIDDEN.iter().find(|(word, _)| script.contains(word)) {
        Some((word, why)) => bail!("{name} has `{word}`: {why}"),
        None => Ok(()),
    }
}
