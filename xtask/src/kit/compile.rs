//! From Rust to one WebAssembly file.

use std::path::PathBuf;
use std::process::Stdio;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::command::{cargo, exists};
use crate::repo::Repo;

/// Compiles the package at the root in release; the compiler's progress and messages are shown.
pub fn kit(repo: &Repo) -> Result<PathBuf> {
    if !exists("cc") {
        bail!(
            "Rust links build scripts with `cc`, which is not installed: install gcc (Debian: apt-get install gcc libc6-dev)"
        );
    }
    its_own_send_wrapper(&repo.read("Cargo.lock")?)?;
    let mut command = cargo();
    command
        .current_dir(repo.root())
        .args([
            "build",
            "--release",
            "--lib",
            "--package",
            "bangtin",
            "--target",
            "wasm32-unknown-unknown",
        ])
        .args([
            "--message-format",
            "json-render-diagnostics",
            "--config",
            &short_paths(),
        ])
        // They would take the place of the flags that the split needs.
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    let output = command
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()?
        .wait_with_output()?;
    if !output.status.success() {
        bail!("the kit does not compile");
    }
    let messages = String::from_utf8(output.stdout)?;
    messages
        .lines()
        .find_map(wasm_file)
        .context("the compiler made no WebAssembly file: is the crate type cdylib?")
}

/// A patch that fits no version in use is only a warning of Cargo's: the kit would grow by 3 KB without a word.
fn its_own_send_wrapper(lock: &str) -> Result<()> {
    let mut packages = lock.split("[[package]]");
    let foreign = packages.find(|package| {
        package.contains("name = \"send_wrapper\"\n") && package.contains("\nsource = ")
    });
    match foreign.and_then(|package| package.lines().nth(2)) {
        Some(version) => bail!(
            "Leptos asks for a send_wrapper of {version}, which crates/send-wrapper does not stand in for: give it that version, and see \
             whether its functions are still the same"
        ),
        None => Ok(()),
    }
}

/// Panic messages hold the paths of sources: keep this machine's home folder out of the public file.
fn short_paths() -> String {
    let home = std::env::var("CARGO_HOME")
        .or_else(|_| std::env::var("HOME").map(|home| format!("{home}/.cargo")));
    let registry = format!("{}/registry/src", home.unwrap_or_default());
    format!("target.wasm32-unknown-unknown.rustflags=[\"--remap-path-prefix={registry}=\"]")
}

fn wasm_file(message: &str) -> Option<PathBuf> {
    let message: Value = serde_json::from_str(message).ok()?;
    if message["reason"] != "compiler-artifact" || message["target"]["name"] != "bangtin" {
        return None;
    }
    let files = message["filenames"].as_array()?;
    let wasm = files
        .iter()
        .filter_map(Value::as_str)
        .find(|name| name.ends_with(".wasm"))?;
    Some(wasm.into())
}

#[cfg(test)]
mod tests {
    use super::its_own_send_wrapper;

    #[test]
    fn a_patch_that_is_not_used_is_told() {
        let lock = |source| {
            format!(
                "[[package]]\nname = \"send_wrapper\"\nversion = \"0.7.1\"\n{source}\n[[package]]\nname = \"serde\"\nsource = \"a\"\n"
            )
        };
        assert!(its_own_send_wrapper(&lock("")).is_ok());
        let told = its_own_send_wrapper(&lock("source = \"registry\"")).unwrap_err();
        assert!(told.to_string().contains("0.7.1"), "{told}");
    }
}
