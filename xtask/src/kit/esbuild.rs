//! One call of the bundler.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};
use serde_json::Value;

use crate::command::capture;
use crate::repo::Repo;

/// Who must be able to read a script.
pub enum Browsers {
    /// All with `import()`: the loader tells the others why they see no kit.
    ThatImport,
    /// Those with WebAssembly reference types and private methods, without which nothing else would work either.
    ThatRunTheKit,
}

pub struct Bundle {
    command: Command,
}

impl Bundle {
    pub fn new(repo: &Repo, entry: &Path, browsers: Browsers) -> Self {
        let mut command = Command::new(repo.npm_program("esbuild"));
        let target = match browsers {
            Browsers::ThatImport => "--target=es2020",
            Browsers::ThatRunTheKit => "--target=chrome96,firefox90,safari15",
        };
        command.current_dir(repo.root()).arg(entry).args([
            "--bundle",
            "--format=esm",
            "--minify",
            "--charset=utf8",
            "--log-level=warning",
            target,
        ]);
        Self { command }
    }

    /// The value that a free name in the source stands for.
    pub fn define(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.command
            .arg(format!("--define:{name}={}", value.into()));
        self
    }

    /// The file that an import of this name gets.
    pub fn alias(mut self, name: &str, file: &Path) -> Self {
        self.command
            .arg(format!("--alias:{name}={}", file.display()));
        self
    }

    pub fn option(mut self, option: &str) -> Self {
        self.command.arg(option);
        self
    }

    pub fn make(mut self) -> Result<Vec<u8>> {
        match capture(&mut self.command) {
            Ok(script) => Ok(script.into_bytes()),
            Err(failure) => bail!(
                "the scripts cannot be bundled: {}",
                bundlers_words(&failure.to_string())
            ),
        }
    }
}

/// Without the stack trace of the Node script that starts the bundler.
fn bundlers_words(failure: &str) -> &str {
    failure.split("\nnode:").next().unwrap_or(failure).trim()
}
