//! A PostgreSQL server in a temporary folder, which ends with the process that started it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{fs, thread};

use tempfile::TempDir;

use crate::process::free_port;
use crate::quick_folder;

/// A running server. Made once for each test program: see [`Postgres::shared`].
pub struct Postgres {
    port: u16,
    bin: PathBuf,
    next: AtomicU32,
}

impl Postgres {
    /// The server of this process, started by the first who asks.
    ///
    /// # Panics
    /// With a sentence when PostgreSQL is not installed or does not start.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Postgres> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// Removes a database that [`Self::database`] made, whoever still uses it: of hundreds in memory only few are needed at once.
    pub fn remove(&self, address: &str) {
        let name = address.rsplit('/').next().unwrap_or_default();
        let port = self.port.to_string();
        let mut drop = Command::new(self.bin.join("dropdb"));
        drop.args(["--force", "--if-exists", "-h", "127.0.0.1", "-p", &port]);
        drop.args(["-U", "postgres", name]);
        let removed = drop.status().is_ok_and(|status| status.success());
        if !removed {
            eprintln!("the database {name} stays until the server ends");
        }
    }

    /// Makes an empty database and gives its address.
    ///
    /// # Panics
    /// When the server refuses.
    pub fn database(&self) -> String {
        let name = format!("trial_{}", self.next.fetch_add(1, Ordering::Relaxed));
        let port = self.port;
        let mut create = Command::new(self.bin.join("createdb"));
        create.args([
            "-h",
            "127.0.0.1",
            "-p",
            &port.to_string(),
            "-U",
            "postgres",
            &name,
        ]);
        assert!(
            create.status().is_ok_and(|status| status.success()),
            "createdb {name}"
        );
        format!("postgres://postgres@127.0.0.1:{port}/{name}")
    }

    fn start() -> Self {
        let bin = programs().expect("PostgreSQL is needed: apt-get install postgresql");
        let port = free_port();
        let (ready, started) = mpsc::channel();
        // The server is told to end when the thread that started it does, so that thread lives as long as the process.
        let programs = bin.clone();
        thread::spawn(move || {
            let folder = folder();
            let mut server = serve(&programs, folder.path(), port);
            wait(&programs, &mut server, port);
            let _ = ready.send(());
            let _ = server.wait();
        });
        started.recv().expect("PostgreSQL starts");
        let next = AtomicU32::new(1);
        Self { port, bin, next }
    }
}

/// Ends the server when the test program ends, however that ends, and then removes its folder (the first argument): hundreds of
/// megabytes a run.
const GUARD: &str = r#"folder=$1; shift
trap 'kill -INT $server' INT
"$@" & server=$!
wait $server
wait $server
rm -rf "$folder""#;

/// Debian keeps each version in a folder of its own.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut folders: Vec<_> = versions
        .flatten()
        .map(|version| version.path().join("bin"))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    folders.sort();
    folders.pop()
}

fn folder() -> TempDir {
    let folder = quick_folder();
    if is_root() {
        let chown = Command::new("chown")
            .arg("postgres")
            .arg(folder.path())
            .status();
        assert!(
            chown.is_ok_and(|status| status.success()),
            "chown to postgres"
        );
    }
    folder
}

fn serve(bin: &Path, folder: &Path, port: u16) -> Child {
    let data = folder.join("data");
    let mut init = as_postgres(&bin.join("initdb"));
    init.arg("-D").arg(&data);
    init.args([
        "--auth=trust",
        "--username=postgres",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]);
    let made = init.stdout(Stdio::null()).current_dir(folder).status();
    assert!(made.is_ok_and(|status| status.success()), "initdb");
    let settings = [
        "listen_addresses=127.0.0.1".to_owned(),
        format!("port={port}"),
        "unix_socket_directories=".to_owned(),
        "max_connections=300".to_owned(),
        // A killed client must lose nothing; a power cut of the machine is not tried.
        "fsync=off".to_owned(),
        "max_wal_size=256MB".to_owned(),
    ];
    let mut server = as_postgres(Path::new("/bin/sh"));
    server.args(["-c", GUARD, "guard"]).arg(folder);
    server.arg(bin.join("postgres"));
    server.arg("-D").arg(&data).current_dir("/");
    for setting in settings {
        server.arg("-c").arg(setting);
    }
    let server = server.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    server.expect("postgres starts")
}

/// PostgreSQL refuses root. `INT` is its fast end.
fn as_postgres(program: &Path) -> Command {
    let mut command = Command::new("setpriv");
    if is_root() {
        command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups"]);
    }
    command.arg("--pdeathsig=INT").arg(program);
    command
}

fn is_root() -> bool {
    static ROOT: OnceLock<bool> = OnceLock::new();
    *ROOT.get_or_init(|| {
        let id = Command::new("id").arg("-u").output();
        id.is_ok_and(|id| id.stdout.trim_ascii() == b"0")
    })
}

/// Waits until the server lets clients in. A port that is open is not enough: `createdb` would be told that the server is still
/// starting, and would go by way of `template1`, which no other may copy meanwhile.
fn wait(bin: &Path, server: &mut Child, port: u16) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if let Ok(Some(status)) = server.try_wait() {
            panic!("PostgreSQL ended: {status}");
        }
        let mut ask = Command::new(bin.join("pg_isready"));
        ask.args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()]);
        if ask.status().is_ok_and(|status| status.success()) {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("PostgreSQL did not start in a minute");
}
