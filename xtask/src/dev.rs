//! Builds again whenever a source changes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use anyhow::Result;

use crate::kit::{self, Steps};
use crate::repo::Repo;
use crate::serve;

/// What the kit is made from.
const SOURCES: [&str; 8] = [
    "src",
    "style",
    "public/bangtin.js",
    "crates/model",
    "crates/sources",
    "build.rs",
    "Cargo.toml",
    "package-lock.json",
];
/// What the server reads afresh for each request.
const PAGES: [&str; 3] = ["index.html", "tests/hosts", "public/sample"];

pub fn dev(repo: &Repo, port: u16) -> Result<()> {
    build(repo);
    let _preview = serve::start(repo, port)?;
    println!("\nA changed source is built again; Ctrl-C ends it.");
    let (mut sources, mut pages) = (seen(repo, &SOURCES), seen(repo, &PAGES));
    loop {
        // A few hundred files: asking for their times is cheaper than another dependency for each system's notifications.
        thread::sleep(Duration::from_millis(400));
        let now = seen(repo, &SOURCES);
        if now != sources {
            sources = now;
            build(repo);
        }
        let now = seen(repo, &PAGES);
        if now != pages {
            pages = now;
            println!("a page has changed: reload it");
        }
    }
}

fn build(repo: &Repo) {
    match kit::build(repo, Steps::QUICK) {
        Ok(_) => println!("built: reload the page"),
        Err(failure) => eprintln!("not built: {failure:#}"),
    }
}

type Times = BTreeMap<PathBuf, SystemTime>;

fn seen(repo: &Repo, places: &[&str]) -> Times {
    let mut times = Times::new();
    for place in places {
        look(&repo.path(place), &mut times);
    }
    times
}

fn look(path: &Path, times: &mut Times) {
    if let Ok(entries) = fs::read_dir(path) {
        entries
            .flatten()
            .for_each(|entry| look(&entry.path(), times));
    } else if let Ok(time) = path.metadata().and_then(|metadata| metadata.modified()) {
        times.insert(path.into(), time);
    }
}
