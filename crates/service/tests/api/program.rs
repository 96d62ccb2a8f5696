//! The binary, as an operator runs it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the program said.
#[derive(Debug)]
pub struct Said {
    pub good: bool,
    pub code: Option<i32>,
    pub out: String,
    pub error: String,
}

/// Runs `bangtin-service` with these arguments and variables and nothing else, in a folder.
pub async fn run(folder: &Path, variables: &[(&str, &str)], arguments: &[&OsStr]) -> Said {
    let mut command = program(folder, variables, arguments);
    let output = tokio::task::spawn_blocking(move || command.output()).await;
    said(output.expect("a run").expect("the program starts"))
}

/// Runs it until it says where it serves, and kills it then; or until it ends by itself. `out` is that address, or empty.
pub async fn serve(folder: &Path, variables: &[(&str, &str)], arguments: &[&OsStr]) -> Said {
    let mut command = program(folder, variables, arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let served = tokio::task::spawn_blocking(move || {
        let mut child = command.spawn().expect("the program starts");
        let mut address = String::new();
        let out = child.stdout.take().expect("its output");
        BufReader::new(out)
            .read_line(&mut address)
            .expect("a line, or the end");
        // It may have ended already.
        let _ = child.kill();
        let ended = child.wait_with_output().expect("its end");
        Said {
            good: !address.is_empty(),
            out: address,
            ..said(ended)
        }
    });
    served.await.expect("a run")
}

fn program(folder: &Path, variables: &[(&str, &str)], arguments: &[&OsStr]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangtin-service"));
    command.env_clear().current_dir(folder).args(arguments);
    if let Some(path) = std::env::var_os("PATH") {
        command.env("PATH", path);
    }
    command.envs(variables.iter().copied());
    command
}

fn said(output: Output) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = output;
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said {
        good: status.success(),
        code: status.code(),
        out: text(stdout),
        error: text(stderr),
    }
}

/// `run(folder, variables, &args!["backup", file])`
#[macro_export]
macro_rules! args {
    ($($one:expr),* $(,)?) => { [$(std::ffi::OsStr::new($one)),*] };
}
