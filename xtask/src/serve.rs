//! Shows the kit on pages of this machine: behind the service, or on the preview server for development.

use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use bangtin_preview::Preview;

use crate::command::{cargo, run};
use crate::kit::{self, Steps};
use crate::public;
use crate::repo::Repo;
use crate::step::long_step;

/// Builds the kit and the service, and serves the portal page with the sample content until Ctrl-C.
pub fn run_service(repo: &Repo, port: u16) -> Result<()> {
    kit::build(repo, Steps::ALL)?;
    let public = public::assemble(repo)?;
    long_step("building the service", || {
        run(cargo()
            .args(["build", "--quiet", "--package", "bangtin-service"])
            .current_dir(repo.root()))
    })?;
    let listen = SocketAddr::from((Ipv4Addr::LOCALHOST, free_port(port)?));
    println!("\nCtrl-C ends it. The database is target/bangtin.db. The address:");
    run(Command::new(repo.path("target/debug/bangtin-service"))
        .arg("--public-dir")
        .arg(public)
        .args(["--database-url", "sqlite:target/bangtin.db"])
        .args(["--listen", &listen.to_string()])
        .current_dir(repo.root()))
}

fn free_port(first: u16) -> Result<u16> {
    let mut ports = first..=first.saturating_add(100);
    let free = ports.find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok());
    free.with_context(|| all_taken(first))
}

fn all_taken(first: u16) -> String {
    format!("the ports from {first} on are all taken: choose another by --port")
}

/// Starts the preview server and prints the addresses of its pages.
pub fn start(repo: &Repo, port: u16) -> Result<Preview> {
    let preview = on_a_free_port(repo, port)?;
    let origin = preview.origin();
    println!("\n{origin}/  {}", title(&repo.path("index.html")));
    for page in host_pages(repo) {
        println!(
            "{origin}/hosts/{page}  {}",
            title(&repo.path("tests/hosts").join(&page))
        );
    }
    Ok(preview)
}

fn on_a_free_port(repo: &Repo, first: u16) -> Result<Preview> {
    for port in first..=first.saturating_add(100) {
        match Preview::builder(repo.root()).start(port) {
            Err(taken) if taken.kind() == ErrorKind::AddrInUse => {}
            other => return other.with_context(|| format!("cannot listen on port {port}")),
        }
    }
    bail!(all_taken(first))
}

fn host_pages(repo: &Repo) -> Vec<String> {
    let entries = fs::read_dir(repo.path("tests/hosts"))
        .into_iter()
        .flatten()
        .flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut pages: Vec<_> = names.filter(|name| name.ends_with(".html")).collect();
    pages.sort_unstable();
    pages
}

fn title(page: &Path) -> String {
    let html = fs::read_to_string(page).unwrap_or_default();
    let title = html
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"));
    title
        .map(|(title, _)| title.trim().to_owned())
        .unwrap_or_default()
}
