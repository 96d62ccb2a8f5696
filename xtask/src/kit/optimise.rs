//! Binaryen's optimiser, on every WebAssembly file.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::{fs, iter, thread};

use anyhow::{Result, anyhow};

use super::workshop::Workshop;
use crate::command::capture;
use crate::repo::Repo;

/// What rustc's stable WebAssembly target and wasm-bindgen use.
pub const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Small after compression counts, not small as such. Measured on this kit: inlining as `-Oz` does it makes the file smaller but
/// its functions less alike, none at all leaves a call around each tiny wrapper; these limits (in instructions) save 2 to 4 %
/// of what is transferred against either. Functions that are nearly the same cost least where they stand, beside each other by
/// their names: merging them, or scattering them, costs 0.5 %.
///
/// So do hints of alignment that are all the same (no engine makes use of them), and locals as the compiler set them: together 0.9 % of
/// the first file.
const FOR_TRANSFER: [&str; 15] = [
    "-Oz",
    "--skip-pass=local-cse",
    "--skip-pass=merge-similar-functions",
    "--skip-pass=simplify-locals",
    "--dealign",
    "--always-inline-max-function-size",
    "5",
    "--flexible-inline-max-function-size",
    "5",
    "--one-caller-inline-max-function-size",
    "20",
    "--reorder-functions-by-name",
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
];

/// As many files at a time as there are cores: each optimiser takes some 200 MB, and a plain kit has more than 200 files.
pub fn all(repo: &Repo, work: &Workshop) -> Result<()> {
    let files = Mutex::new(wasm_files(&work.raw())?.into_iter());
    let next = || files.lock().ok()?.next();
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let jobs: Vec<_> = (0..cores)
            .map(|_| {
                scope.spawn(|| iter::from_fn(next).try_for_each(|file| one(repo, work, &file)))
            })
            .collect();
        jobs.into_iter().try_for_each(|job| {
            job.join()
                .map_err(|_| anyhow!("the optimiser's thread died"))?
        })
    })
}

/// Takes the files as they are.
pub fn none(work: &Workshop) -> Result<()> {
    for file in wasm_files(&work.raw())? {
        fs::copy(
            &file,
            work.small().join(file.file_name().unwrap_or_default()),
        )?;
    }
    Ok(())
}

fn one(repo: &Repo, work: &Workshop, file: &Path) -> Result<()> {
    let output = work.small().join(file.file_name().unwrap_or_default());
    let mut optimiser = Command::new(repo.npm_program("wasm-opt"));
    optimiser
        .args(FOR_TRANSFER)
        .args(FEATURES)
        .arg(file)
        .arg("-o")
        .arg(output);
    capture(&mut optimiser).map(drop)
}

fn wasm_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
    let files = files.collect::<std::io::Result<Vec<_>>>()?;
    Ok(files
        .into_iter()
        .filter(|file| file.extension().is_some_and(|end| end == "wasm"))
        .collect())
}
