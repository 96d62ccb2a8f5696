//! The real program as a process, which can be killed and started again.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use bangtin_service::random::random;

/// A running `bangtin-service`. It dies with its owner.
pub struct Program {
    child: Child,
    config: PathBuf,
    /// Where it reads how far its clock is ahead of the machine's; that one, without.
    ahead: Option<PathBuf>,
    pub address: SocketAddr,
}

impl Program {
    /// Starts with these settings (TOML, without `listen`) and waits until it can serve.
    pub async fn start(folder: &Path, name: &str, settings: &str) -> Self {
        Self::begin(folder, name, settings, None).await
    }

    /// The same, on a clock that is so far ahead.
    pub async fn start_ahead(folder: &Path, name: &str, settings: &str, ahead: Duration) -> Self {
        let file = folder.join(format!("{name}.ahead"));
        write_ahead(&file, ahead);
        Self::begin(folder, name, settings, Some(file)).await
    }

    async fn begin(folder: &Path, name: &str, settings: &str, ahead: Option<PathBuf>) -> Self {
        // reqwest leaves the choice to the program; twice is once.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let address = free_address();
        let config = folder.join(format!("{name}.toml"));
        let settings = format!("listen = \"{address}\"\n{settings}");
        std::fs::write(&config, settings).expect("the settings can be written");
        let program = Self {
            child: serve(&config, ahead.as_deref()),
            config,
            ahead,
            address,
        };
        program.ready().await;
        program
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it has ended");
    }

    /// How far ahead its clock is from the next [`restart`](Self::restart) on.
    pub fn set_ahead(&self, ahead: Duration) {
        let file = self.ahead.as_deref();
        write_ahead(file.expect("it has a clock of its own"), ahead);
    }

    /// Another process of the program, with its settings and its clock, to its end. What it prints.
    pub fn command(&self, arguments: &[&str]) -> String {
        let mut command = Command::new(env!("CARGO_BIN_EXE_bangtin-service"));
        command.arg("--config").arg(&self.config).args(arguments);
        command.env_clear();
        if let Some(file) = &self.ahead {
            keep_ahead(&mut command, file);
        }
        let done = command.output().expect("it can be started");
        let printed = String::from_utf8_lossy(&done.stdout).into_owned();
        let told = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{arguments:?}: {printed}{told}");
        printed
    }

    /// No file of the program may be longer than so many bytes: writing beyond fails, as on a disk that is full.
    pub fn limit_files(&self, bytes: Option<u64>) {
        let bytes = bytes.map_or_else(|| "unlimited".to_owned(), |bytes| bytes.to_string());
        let mut limit = Command::new("/usr/bin/prlimit");
        limit.arg(format!("--pid={}", self.child.id()));
        limit.arg(format!("--fsize={bytes}:"));
        assert!(
            limit.status().is_ok_and(|status| status.success()),
            "prlimit"
        );
    }

    /// SIGTERM, as a service manager ends it; waits for its end.
    pub async fn end(&mut self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-TERM", &id]).status();
        assert!(sent.is_ok_and(|status| status.success()), "kill -TERM");
        let start = Instant::now();
        while self.child.try_wait().expect("its state").is_none() {
            assert!(start.elapsed() < Duration::from_secs(30), "it does not end");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Starts again on the same address, after [`kill`](Self::kill) or [`end`](Self::end).
    pub async fn restart(&mut self) {
        self.child = serve(&self.config, self.ahead.as_deref());
        self.ready().await;
    }

    async fn ready(&self) {
        let client = reqwest::Client::new();
        let start = Instant::now();
        loop {
            let answer = client.get(format!("http://{}/readyz", self.address));
            if answer
                .send()
                .await
                .is_ok_and(|answer| answer.status().is_success())
            {
                return;
            }
            assert!(
                start.elapsed() < Duration::from_secs(30),
                "it does not start"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn serve(config: &Path, ahead: Option<&Path>) -> Child {
    // Even when the test is ended from outside, nothing stays behind.
    let mut command = Command::new("/usr/bin/setpriv");
    command.arg("--pdeathsig=KILL");
    // A file at its limit is an error to the program, not a signal that kills it.
    command.args(["/bin/sh", "-c", "trap '' XFSZ; exec \"$@\"", "sh"]);
    command.arg(env!("CARGO_BIN_EXE_bangtin-service"));
    command.arg("--config").arg(config);
    // No setting comes from the one who runs the tests.
    command.env_clear().stdout(Stdio::null());
    if let Some(file) = ahead {
        keep_ahead(&mut command, file);
    }
    command.spawn().expect("it can be started")
}

fn write_ahead(file: &Path, ahead: Duration) {
    std::fs::write(file, format!("+{}\n", ahead.as_secs())).expect("it can be written");
}

/// libfaketime answers when the program asks what time it is; how long something takes is as long as it is.
fn keep_ahead(command: &mut Command, file: &Path) {
    let folders = Path::new("/usr/lib").read_dir().expect("/usr/lib");
    let mut libraries = folders
        .flatten()
        .map(|folder| folder.path().join("faketime/libfaketimeMT.so.1"));
    let library = libraries.find(|library| library.exists());
    command.env("LD_PRELOAD", library.expect("Debian's package libfaketime"));
    command.env("FAKETIME_TIMESTAMP_FILE", file);
    command.env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
}

/// Below the ports that the system gives to clients: else one that knocks while the program is down could get the
/// program's own port.
fn free_address() -> SocketAddr {
    loop {
        let port = 20_000 + u16::from_be_bytes(random()) % 10_000;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
}
