//! Where things are in the repository.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The repository that this task is run for.
pub struct Repo {
    root: PathBuf,
}

impl Repo {
    pub fn find() -> Result<Self> {
        // Cargo says it at run time too; a build cache shared between copies may hold another copy's binary.
        let package = std::env::var_os("CARGO_MANIFEST_DIR");
        let package = package.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = Path::new(&package).parent();
        let root = root.context("xtask must lie in the root of the repository")?;
        Ok(Self { root: root.into() })
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// What a page is served from: `bangtin/<version>/…`, `embed.html`, `kit.json`.
    pub fn kit(&self) -> PathBuf {
        self.path("target/kit")
    }

    /// A program that npm installed.
    pub fn npm_program(&self, name: &str) -> PathBuf {
        self.path("node_modules/.bin").join(name)
    }

    pub fn read(&self, relative: &str) -> Result<String> {
        std::fs::read_to_string(self.path(relative))
            .with_context(|| format!("cannot read {relative}"))
    }

    /// The version of the package at the root, which all packages share.
    pub fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
