use std::net::TcpListener;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};

/// A driver, a display or a window manager that dies with the test program, however that ends.
///
/// The program leads a process group of its own. A small shell holds a pipe from us: when we end, a crash or a kill
/// included, the pipe closes and the shell kills the group.
#[derive(Debug)]
pub(crate) struct Owned {
    program: Child,
    watcher: Child,
}

impl Owned {
    pub(crate) fn start(mut command: Command) -> std::io::Result<Self> {
        let program = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        let watcher = Command::new("sh")
            .args([
                "-c",
                "trap '' INT TERM; cat; kill -s KILL -- \"-$1\"",
                "sh",
                &program.id().to_string(),
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()?;
        Ok(Self { program, watcher })
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
pub(crate) fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("loopback gives a port");
    listener
        .local_addr()
        .expect("a bound socket has an address")
        .port()
}
