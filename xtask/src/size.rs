//! How large the kit is, held to the budgets.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::thread;

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::budgets;
use crate::kit::Manifest;
use crate::packed::packed;
use crate::repo::Repo;

/// Prints the table and the budgets; an error when one is broken.
pub fn report(repo: &Repo, kit: &Manifest) -> Result<()> {
    let sizes = table(repo, kit)?;
    println!("\n{:<44}{:>10}{:>10}", "budget (brotli)", "is", "at most");
    let kept: Vec<_> = budgets(kit, &sizes).iter().map(Budget::print).collect();
    println!(
        "\n{:<44}{:>10}",
        "what an element loads beside the first files", "brotli"
    );
    for (part, files) in &kit.parts {
        let sum: usize = files.iter().map(|name| sizes[name].brotli).sum();
        println!("{part:<44}{:>10}", digits(sum));
    }
    if kept.contains(&false) {
        bail!("a size budget is broken");
    }
    Ok(())
}

/// Prints how large each file is.
pub fn table(repo: &Repo, kit: &Manifest) -> Result<BTreeMap<String, Size>> {
    let sizes = measure_all(kit)?;
    println!(
        "\n{:<34}{:>10}{:>10}{:>10}",
        "file", "raw", "gzip", "brotli"
    );
    for (what, name) in rows(kit) {
        row(&format!("{what} {name}"), &sizes[&name]);
    }
    row("styles (in the loader and the wasm)", &styles(repo)?);
    Ok(sizes)
}

#[derive(Clone, Copy)]
pub struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl Size {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(bytes)?;
        Ok(Self {
            raw: bytes.len(),
            gzip: gzip.finish()?.len(),
            brotli: packed(bytes)?.len(),
        })
    }
}

fn rows(kit: &Manifest) -> Vec<(String, String)> {
    let mut rows = vec![
        ("loader".into(), kit.loader.clone()),
        ("article's head".into(), kit.head.clone()),
        ("glue".into(), kit.kit.clone()),
        ("first wasm".into(), kit.main.clone()),
        ("an article's scripts".into(), kit.reading.clone()),
        ("viewer of pictures".into(), kit.viewer.clone()),
        ("sanitizer".into(), kit.purify.clone()),
        ("advice".into(), kit.advice.clone()),
        ("later".into(), kit.later.clone()),
        ("looks".into(), kit.looks.clone()),
        ("display".into(), kit.display.clone()),
        ("labels".into(), kit.labels.clone()),
        ("English".into(), kit.english.clone()),
        ("sources".into(), kit.sources.clone()),
    ];
    rows.extend(lazy_files(kit).map(|name| ("lazy".into(), name.clone())));
    rows
}

fn measure_all(kit: &Manifest) -> Result<BTreeMap<String, Size>> {
    let folder = &kit.folder;
    let names: Vec<_> = rows(kit).into_iter().map(|(_, name)| name).collect();
    thread::scope(|scope| {
        let measure = |name: String| {
            let path = folder.join(&name);
            scope.spawn(move || Ok((name, Size::of(&fs::read(path)?)?)))
        };
        let jobs: Vec<_> = names.into_iter().map(measure).collect();
        jobs.into_iter()
            .map(|job| job.join().ok().context("a thread died")?)
            .collect()
    })
}

fn styles(repo: &Repo) -> Result<Size> {
    let mut all = Vec::new();
    for entry in fs::read_dir(repo.path("style"))? {
        all.extend(fs::read(entry?.path())?);
    }
    Size::of(&all)
}

fn row(name: &str, size: &Size) {
    println!(
        "{name:<34}{:>10}{:>10}{:>10}",
        digits(size.raw),
        digits(size.gzip),
        digits(size.brotli)
    );
}

struct Budget {
    what: String,
    is: usize,
    most: usize,
}

impl Budget {
    fn print(&self) -> bool {
        let kept = self.is <= self.most;
        let verdict = if kept { "kept" } else { "BROKEN" };
        println!(
            "{:<44}{:>10}{:>10}  {verdict}",
            self.what,
            digits(self.is),
            digits(self.most)
        );
        kept
    }
}

/// The files that only some elements need, each once.
fn lazy_files(kit: &Manifest) -> impl Iterator<Item = &String> {
    let files: BTreeSet<_> = kit.parts.values().flatten().collect();
    files.into_iter()
}

fn budgets(kit: &Manifest, sizes: &BTreeMap<String, Size>) -> Vec<Budget> {
    let sum = |names: &[String]| names.iter().map(|name| sizes[name].brotli).sum();
    let first = [kit.loader.clone(), kit.kit.clone(), kit.main.clone()];
    let budget = |what: &str, is, most| Budget {
        what: what.into(),
        is,
        most,
    };
    let mut budgets = vec![
        budget("loader", sizes[&kit.loader].brotli, budgets::LOADER),
        budget(
            "everything before the first news list",
            sum(&first),
            budgets::FIRST_LIST,
        ),
    ];
    budgets.push(budget(
        "the head of an article",
        sizes[&kit.head].brotli,
        budgets::ARTICLE_HEAD,
    ));
    for file in lazy_files(kit) {
        let name = file
            .rsplit_once('-')
            .map_or(file.as_str(), |(name, _)| name);
        budgets.push(budget(
            &format!("lazy file {name}"),
            sizes[file].brotli,
            budgets::lazy_file(name),
        ));
    }
    let sources = sizes[&kit.sources].brotli;
    budgets.push(budget(
        "feeds in others' formats",
        sources,
        budgets::SOURCES,
    ));
    let english = sizes[&kit.english].brotli;
    budgets.push(budget("words in English", english, budgets::ENGLISH));
    let all: usize = sizes.values().map(|size| size.brotli).sum();
    budgets.push(budget(
        "the whole kit, but those",
        all - sources - english,
        budgets::WHOLE_KIT,
    ));
    budgets
}

/// 1234567 as 1,234,567.
fn digits(number: usize) -> String {
    let text = number.to_string();
    let groups: Vec<_> = text
        .as_bytes()
        .rchunks(3)
        .rev()
        .map(String::from_utf8_lossy)
        .collect();
    groups.join(",")
}
