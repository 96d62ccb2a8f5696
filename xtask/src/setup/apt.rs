//! Debian packages, where apt may be used without asking anybody.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

use crate::command::{capture, exists, run, succeeds};

/// Installs those of the packages that are missing.
pub fn install(packages: &[&str]) -> Result<()> {
    let missing: Vec<_> = packages
        .iter()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing
        .iter()
        .map(|name| **name)
        .collect::<Vec<_>>()
        .join(" ");
    let apt = allowed().with_context(|| format!("please install {names}"))?;
    update_once(apt)?;
    println!("       …   apt-get install {names}");
    let log = capture(
        apt.command()
            .args(["install", "-y", "--no-install-recommends"])
            .args(missing),
    );
    log.map(drop)
        .with_context(|| format!("apt-get could not install {names}"))
}

/// Unpacks the packages into this folder, without installing them: nothing that they need comes along, nothing of them is started.
pub fn unpack(packages: &[&str], folder: &Path) -> Result<()> {
    let names = packages.join(" ");
    if !exists("apt-get") || !exists("dpkg-deb") {
        bail!("this machine has no apt-get to fetch {names} with");
    }
    println!("       …   apt-get download {names}");
    let files = folder.join("packages");
    fs::create_dir_all(&files)?;
    // Its own programs drop root's rights, and then cannot write here.
    capture(
        Command::new("apt-get")
            .args(["-q", "-o", "APT::Sandbox::User=root", "download"])
            .args(packages)
            .current_dir(&files),
    )
    .with_context(|| format!("apt-get could not fetch {names}"))?;
    for file in files.read_dir()? {
        capture(
            Command::new("dpkg-deb")
                .arg("--extract")
                .arg(file?.path())
                .arg(folder),
        )?;
    }
    fs::remove_dir_all(&files)?;
    Ok(())
}

#[derive(Clone, Copy)]
enum Apt {
    AsRoot,
    WithSudo,
}

impl Apt {
    fn command(self) -> Command {
        let mut command = match self {
            Self::AsRoot => Command::new("apt-get"),
            Self::WithSudo => Command::new("sudo"),
        };
        if let Self::WithSudo = self {
            command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive").args([
            "-q",
            "-o",
            "DPkg::Lock::Timeout=300",
        ]);
        command
    }
}

fn allowed() -> Result<Apt> {
    if !exists("apt-get") {
        bail!("this machine has no apt-get");
    }
    if capture(Command::new("id").arg("-u"))?.trim() == "0" {
        return Ok(Apt::AsRoot);
    }
    if succeeds(Command::new("sudo").args(["-n", "true"])) {
        return Ok(Apt::WithSudo);
    }
    bail!("apt-get needs root, and sudo asks for a password")
}

fn update_once(apt: Apt) -> Result<()> {
    static DONE: OnceLock<()> = OnceLock::new();
    if DONE.set(()).is_ok() {
        println!("       …   apt-get update");
        run(apt
            .command()
            .args(["-q", "update"])
            .stdout(std::process::Stdio::null()))?;
    }
    Ok(())
}

fn is_installed(package: &str) -> bool {
    let query = capture(Command::new("dpkg-query").args(["-W", "-f=${Status}", package]));
    query.is_ok_and(|status| status == "install ok installed")
}
