//! A clock for one program that can be set ahead, for the tests that let a week go by.

use std::path::Path;

use anyhow::{Context, Result};

use super::apt;

/// Installs libfaketime where it is missing.
pub fn ready() -> Result<()> {
    let folders = Path::new("/usr/lib").read_dir().into_iter().flatten();
    let mut libraries = folders
        .flatten()
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
    if libraries.any(|library| library.exists()) {
        return Ok(());
    }
    apt::install(&["libfaketime"]).context("a week of the service is lived through on its clock")
}
