//! Programs that end with the test program.

use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A program that dies with the test program, however that ends: a driver, a display, a database.
///
/// The program leads a process group of its own. A small shell holds a pipe from us: when we end, a crash or a kill
/// included, the pipe closes and the shell kills the group.
#[derive(Debug)]
pub struct Owned {
    program: Child,
    watcher: Child,
}

/// Waits for the end of the test program, kills the group, and removes the folder where there is one. Who was killed may write to the
/// end of its call.
const WATCH: &str = r#"trap '' INT TERM; cat; kill -s KILL -- "-$1"; test -z "$2" || { sleep 0.2; rm -rf -- "$2"; }"#;

impl Owned {
    /// Starts a program.
    ///
    /// # Errors
    /// When it, or the shell that watches it, cannot be started.
    pub fn start(command: Command) -> std::io::Result<Self> {
        Self::begin(command, None)
    }

    /// Starts a program with a folder that is removed after it.
    ///
    /// # Errors
    /// When it, or the shell that watches it, cannot be started.
    pub fn start_in(folder: &Path, command: Command) -> std::io::Result<Self> {
        Self::begin(command, Some(folder))
    }

    fn begin(mut command: Command, folder: Option<&Path>) -> std::io::Result<Self> {
        let program = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let watcher = Command::new("sh")
            .args(["-c", WATCH, "sh", &program.id().to_string()])
            .args(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { program, watcher })
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.program.try_wait(), Ok(None))
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // Both end by themselves now; waiting leaves no zombies, and a failure to wait changes nothing.
        let _ = self.watcher.wait();
        let _ = self.program.wait();
    }
}

/// A port that nobody uses now.
///
/// # Panics
/// When loopback gives none.
#[must_use]
pub fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback gives a port");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}
