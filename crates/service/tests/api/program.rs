//! The binary, as an operator runs it.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Output};

/// What a run of the program said.
#[derive(Debug)]
pub struct Said {
    pub good: bool,
    pub out: String,
    pub error: String,
}

/// Runs `bangtin-service` with these arguments and variables and nothing else, in a folder.
pub async fn run(folder: &Path, variables: &[(&str, &str)], arguments: &[&OsStr]) -> Said {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangtin-service"));
    command.env_clear().current_dir(folder).args(arguments);
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.envs(variables.iter().copied());
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    let Output {
        status,
        stdout,
        stderr,
    } = output.expect("a run").expect("the program starts");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said {
        good: status.success(),
        out: text(stdout),
        error: text(stderr),
    }
}

/// `run(folder, variables, &args!["backup", file])`
#[macro_export]
macro_rules! args {
    ($($one:expr),* $(,)?) => { [$(std::ffi::OsStr::new($one)),*] };
}
