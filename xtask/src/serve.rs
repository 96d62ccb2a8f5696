//! Shows the kit on pages of this machine.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::thread;

use anyhow::{Context, Result};
use bangtin_preview::Preview;

use crate::kit::{self, Effort};
use crate::repo::Repo;

pub fn run(repo: &Repo, port: u16) -> Result<()> {
    kit::build(repo, Effort::Full)?;
    let _preview = start(repo, port)?;
    println!("\nCtrl-C ends it.");
    loop {
        thread::park();
    }
}

/// Starts the server and prints the addresses of its pages.
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
    anyhow::bail!("the ports from {first} on are all taken: choose another by --port")
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
