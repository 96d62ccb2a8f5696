//! The folder of the half-made kit, and the stamp that tells whether it can be used again.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::Steps;
use super::parts::Parts;
use crate::hash;
use crate::repo::Repo;

/// Raised when the steps between the compiler and the bundler change what they make.
const STEPS: &str = "14";

/// Waits until no other build of this repository is under way; holds the others up until it is dropped.
pub fn turn(repo: &Repo) -> Result<File> {
    fs::create_dir_all(repo.path("target"))?;
    let lock = File::create(repo.path("target/kit-workshop.lock"))?;
    lock.lock().context("the file system has no locks")?;
    Ok(lock)
}

pub struct Workshop {
    folder: PathBuf,
    stamp: String,
}

impl Workshop {
    pub fn new(repo: &Repo, wasm: &Path, steps: Steps) -> Result<Self> {
        let folder = repo.path(&format!("target/{}-workshop", steps.folder()));
        let wasm = fs::read(wasm).context("the compiled kit is missing")?;
        let tools = fs::read(repo.path("package-lock.json"))?;
        let lock = fs::read(repo.path("Cargo.lock"))?;
        let Steps {
            lean,
            gather,
            direct,
            shorten,
            optimise,
        } = steps;
        let stamp = [
            hash::full(&wasm),
            hash::full(&tools),
            hash::full(&lock),
            format!("{lean} {gather} {direct} {shorten} {optimise}"),
            STEPS.into(),
        ]
        .join(" ");
        let work = Self { folder, stamp };
        if !work.is_done() {
            let _ = fs::remove_dir_all(&work.folder);
            fs::create_dir_all(work.raw())?;
            fs::create_dir_all(work.small())?;
        }
        Ok(work)
    }

    /// The same program was split, bound and optimised before.
    pub fn is_done(&self) -> bool {
        fs::read_to_string(self.folder.join("stamp")).is_ok_and(|found| found == self.stamp)
    }

    pub fn finish(&self, parts: &Parts) -> Result<()> {
        parts.save(&self.folder.join("parts.json"))?;
        Ok(fs::write(self.folder.join("stamp"), &self.stamp)?)
    }

    pub fn parts(&self) -> Result<Parts> {
        Parts::load(&self.folder.join("parts.json"))
    }

    /// The program after the step `lean`, before it is split.
    pub fn linked(&self) -> PathBuf {
        self.folder.join("linked.wasm")
    }

    /// The first file as the splitter leaves it, before it is bound.
    pub fn unbound(&self) -> PathBuf {
        self.folder.join("unbound.wasm")
    }

    /// Glue, loaders of the parts, snippets and WebAssembly as they come from the tools.
    pub fn raw(&self) -> PathBuf {
        self.folder.join("raw")
    }

    /// WebAssembly as it will be served.
    pub fn small(&self) -> PathBuf {
        self.folder.join("small")
    }

    /// The JavaScript that the bundler reads as `bangtin-glue`.
    pub fn glue(&self) -> PathBuf {
        self.raw().join("bangtin.js")
    }
}
