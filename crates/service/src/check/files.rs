//! The database and the folders.

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use sqlx::postgres::{PgConnectOptions, PgSslMode};

use super::Findings;
use super::network::is_this_machine;
use crate::config::Settings;
use crate::store::{is_postgres, postgres_options, sqlite_file};

/// How a file of SQLite begins.
const SQLITE: &[u8; 16] = b"SQLite format 3\0";

pub(super) fn check(settings: &Settings, findings: &mut Findings) {
    database(settings, findings);
    if let Some(folder) = &settings.public_dir {
        public(folder, findings);
    }
    if let Some(folder) = &settings.backup_dir {
        backup(settings, folder, findings);
    }
}

fn database(settings: &Settings, findings: &mut Findings) {
    let address = &settings.database_url;
    if settings.database_connections == 0 {
        findings.wrong("database_connections is 0: nothing could be read. It takes 1 or more.");
    }
    match sqlite_file(address) {
        Some(file) => sqlite(&file, findings),
        None => postgres(address, findings),
    }
}

fn sqlite(file: &Path, findings: &mut Findings) {
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    if !folder.is_dir() {
        findings.wrong(format!(
            "database_url: there is no folder {} for the database: make it, or name another.",
            folder.display()
        ));
    } else if fs::metadata(folder).is_ok_and(|folder| folder.permissions().readonly()) {
        findings.wrong(format!(
            "database_url: the folder {} cannot be written: the service's user must own it.",
            folder.display()
        ));
    } else if let Err(reason) = begins_well(file) {
        findings.wrong(format!("database_url: {reason}."));
    }
}

/// A file that is empty or not there yet becomes a database.
fn begins_well(file: &Path) -> Result<(), String> {
    if !file.exists() {
        return Ok(());
    }
    let mut start = Vec::new();
    File::open(file)
        .and_then(|file| file.take(16).read_to_end(&mut start))
        .map_err(|error| format!("{} cannot be read: {error}", file.display()))?;
    let good = start.is_empty() || start == SQLITE;
    good.then_some(()).ok_or_else(|| {
        format!(
            "{} is not an SQLite database: name another file",
            file.display()
        )
    })
}

/// The address can hold a password, so it is not repeated here.
fn postgres(address: &str, findings: &mut Findings) {
    if !is_postgres(address) {
        findings.wrong("database_url must be sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME.");
        return;
    }
    let Some(options) = postgres_options(address) else {
        findings.wrong(
            "database_url is no address that PostgreSQL takes, such as postgres://USER:PASSWORD@HOST/NAME?sslmode=verify-full \
             (sslmode: disable, allow, prefer, require, verify-ca or verify-full).",
        );
        return;
    };
    if !is_encrypted(&options) && !is_near(&options) {
        findings.advice(
            "database_url does not require encryption (sslmode), and its server is another machine: what it holds can be read and \
             changed on the way. Add ?sslmode=verify-full, or at least require.",
        );
    }
}

/// `prefer`, which is meant where nothing is said, speaks in the clear with whoever says that it knows no TLS.
fn is_encrypted(options: &PgConnectOptions) -> bool {
    let mode = options.get_ssl_mode();
    matches!(
        mode,
        PgSslMode::Require | PgSslMode::VerifyCa | PgSslMode::VerifyFull
    )
}

/// By a socket in the file system, or by an address of this machine.
fn is_near(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    options.get_socket().is_some() || host.starts_with('/') || is_this_machine(host)
}

fn public(folder: &Path, findings: &mut Findings) {
    let shown = folder.display();
    if let Err(error) = fs::read_dir(folder) {
        findings.wrong(format!("public_dir {shown} cannot be read: {error}. It takes the folder that cargo xtask build makes."));
        return;
    }
    for (part, meaning) in [
        ("bangtin", "the kit"),
        ("embed.html", "the kit's snippet"),
        ("index.html", "the portal page"),
    ] {
        if !folder.join(part).exists() {
            findings.advice(format!(
                "public_dir {shown} has no {part}: {meaning} is not served."
            ));
        }
    }
}

fn backup(settings: &Settings, folder: &Path, findings: &mut Findings) {
    if sqlite_file(&settings.database_url).is_none() {
        findings.wrong("backup_dir is for SQLite only: back PostgreSQL up with its own tools, or with the command backup.");
        return;
    }
    // It is made when it is missing, the folder around it is not.
    let around = folder
        .parent()
        .filter(|around| !around.as_os_str().is_empty());
    let makes = !folder.exists() && around.is_none_or(Path::is_dir);
    if !folder.is_dir() && !makes {
        findings.wrong(format!(
            "backup_dir: {} is no folder and cannot be made: the folder around it must be there.",
            folder.display()
        ));
    }
    if settings.backup_keep == 0 {
        findings
            .wrong("backup_keep is 0: each backup would be deleted at once. It takes 1 or more.");
    }
}
