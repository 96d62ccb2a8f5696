//! What must never be in a published file.

use std::fs;

use anyhow::{Result, bail};

use super::manifest::Files;
use super::workshop::Workshop;
use crate::repo::Repo;

/// What some pages refuse in a script.
const FORBIDDEN: [(&str, &str); 3] = [
    (
        "innerHTML",
        "a page with Trusted Types would refuse it: views are made of templates (src/view), foreign HTML in src/html",
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

/// What the bundler writes where it makes an object of a whole module.
const MODULE_OBJECT: &str = "enumerable:!0";

pub fn glue(work: &Workshop) -> Result<()> {
    refuse("the glue", &fs::read_to_string(work.glue())?)
}

/// The scripts of our own; the sanitizer of others, which is loaded where the browser has none, writes into a document that is not shown.
pub fn bundles(files: &Files) -> Result<()> {
    for file in [
        &files.loader,
        &files.head,
        &files.kit,
        &files.reading,
        &files.viewer,
    ] {
        refuse(&file.name, &String::from_utf8_lossy(&file.bytes))?;
    }
    Ok(())
}

/// wasm-bindgen's own glue imports whole modules; the step `shorten` mends that.
pub fn module_objects(files: &Files) -> Result<()> {
    if String::from_utf8_lossy(&files.kit.bytes).contains(MODULE_OBJECT) {
        bail!(
            "{} has an object of a whole module, which breaks on a page that has added to Object.prototype: import its functions \
             by their names",
            files.kit.name
        );
    }
    Ok(())
}

/// Nobody shall learn from a public file where it was built.
pub fn paths(repo: &Repo, files: &Files) -> Result<()> {
    let home = |of: &str| std::env::var(of).ok().filter(|path| path.len() > 1);
    let cargo = home("CARGO_HOME").or_else(|| Some(format!("{}/.cargo", home("HOME")?)));
    let root = repo.root().to_string_lossy().into_owned();
    for path in [Some(root), cargo].into_iter().flatten() {
        let holds = |bytes: &[u8]| {
            bytes
                .windows(path.len())
                .any(|part| part == path.as_bytes())
        };
        if let Some(file) = files.all().find(|file| holds(&file.bytes)) {
            bail!(
                "{} holds the path {path} of this machine: xtask/src/kit/compile.rs must hide it",
                file.name
            );
        }
    }
    Ok(())
}

fn refuse(name: &str, script: &str) -> Result<()> {
    match FORBIDDEN.iter().find(|(word, _)| script.contains(word)) {
        Some((word, why)) => bail!("{name} has `{word}`: {why}"),
        None => Ok(()),
    }
}
