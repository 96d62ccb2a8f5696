//! The Rust side of the set-up.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::command::{capture, cargo, exists, run, succeeds};
use crate::step::long_step;

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly.
pub fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let folder =
        capture(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(folder.trim()).is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", TARGET])
}

/// The formatter and the linter, which a minimal Rust lacks.
pub fn check_tools() -> Result<()> {
    for (tool, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !succeeds(cargo().args([tool, "--version"])) {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let what = format!("rustup {}", arguments.join(" "));
    if !exists("rustup") {
        bail!("this needs `{what}`, but there is no rustup here: install Rust by rustup");
    }
    long_step(&what, || {
        run(Command::new("rustup").args(arguments))
            .context("rustup could not download it; is there a network?")
    })
}
