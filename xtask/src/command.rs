//! Running other programs, with failures said in a sentence.

use std::ffi::OsStr;
use std::process::{Command, Output, Stdio};

use anyhow::{Context, Result, bail};

/// A cargo command: the cargo that runs this task.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs the program in view of the user; an error when it fails.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    if !status.success() {
        bail!("`{}` failed ({status})", shown(command));
    }
    Ok(())
}

/// Runs the program silently and returns what it printed; on failure the error holds its messages.
pub fn capture(command: &mut Command) -> Result<String> {
    let output = finish(command.stderr(Stdio::piped()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "`{}` failed ({}):\n{}",
            shown(command),
            output.status,
            said.trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the program exists and ends well, whatever it prints.
pub fn succeeds(command: &mut Command) -> bool {
    finish(command.stderr(Stdio::null())).is_ok_and(|output| output.status.success())
}

/// Whether a program of this name is on the PATH.
pub fn exists(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

fn finish(command: &mut Command) -> Result<Output> {
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn();
    let child = child.with_context(|| cannot_start(command))?;
    Ok(child.wait_with_output()?)
}

fn cannot_start(command: &Command) -> String {
    let program = command.get_program();
    let found = exists(&program.to_string_lossy()) || std::path::Path::new(program).is_file();
    let why = if found {
        "cannot be started"
    } else {
        "is not installed"
    };
    format!("`{}` {why}", program.to_string_lossy())
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
    words.join(" ")
}
