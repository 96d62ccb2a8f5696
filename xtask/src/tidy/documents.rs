//! Documents name only files that exist.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::repo::Repo;
use crate::tree;

const ENDINGS: [&str; 14] = [
    "css", "headers", "html", "js", "json", "lock", "md", "mjs", "mp4", "rs", "toml", "vtt",
    "webp", "yml",
];
/// Made by the build or by npm; not there in a fresh copy.
const MADE: [&str; 2] = ["target/", "node_modules/"];

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let paths = tree::under(repo, "")?;
    let known = Known::new(&paths);
    let mut problems = Vec::new();
    for required in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        if !repo.path(required).is_file() {
            problems.push(format!("{required} is missing"));
        }
    }
    let is_document = |path: &&String| {
        path.ends_with(".md") && (!path.contains('/') || path.starts_with("docs/"))
    };
    for document in paths.iter().filter(is_document) {
        let text = repo.read(document)?;
        let absent = names(&text)
            .into_iter()
            .filter(|name| !known.has(document, name));
        problems
            .extend(absent.map(|name| format!("{document} names {name}, which does not exist")));
    }
    Ok(problems)
}

/// What the repository holds, by whole path and by every ending of it.
struct Known<'a> {
    paths: &'a [String],
    top: BTreeSet<&'a str>,
}

impl<'a> Known<'a> {
    fn new(paths: &'a [String]) -> Self {
        Self {
            paths,
            top: paths
                .iter()
                .filter_map(|path| path.split('/').next())
                .collect(),
        }
    }

    /// Whether a name in a document is no path at all, or one that is there: from the root, from the document, or the end
    /// of just any path (`client.rs`, `elements/host.rs`).
    fn has(&self, document: &str, name: &str) -> bool {
        let is_path = has_known_ending(name)
            || name
                .split('/')
                .next()
                .is_some_and(|top| name.contains('/') && self.top.contains(top));
        if !is_path || MADE.iter().any(|made| name.starts_with(made)) {
            return true;
        }
        let name = name.trim_start_matches("./").trim_end_matches('/');
        let folder = document.rsplit_once('/').map_or("", |(folder, _)| folder);
        let beside = resolved(folder, name);
        self.paths
            .iter()
            .map(|path| path.trim_end_matches('/'))
            .any(|path| {
                path == beside
                    || path
                        .strip_suffix(name)
                        .is_some_and(|before| before.is_empty() || before.ends_with('/'))
            })
    }
}

fn has_known_ending(name: &str) -> bool {
    name.rsplit_once('.')
        .is_some_and(|(stem, ending)| !stem.is_empty() && ENDINGS.contains(&ending))
}

fn resolved(folder: &str, name: &str) -> String {
    let mut parts: Vec<_> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in name.split('/') {
        match part {
            ".." => _ = parts.pop(),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

/// The words of a document that may be paths: in backticks, or behind a link; not in blocks of code.
fn names(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut in_block = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        } else if !in_block {
            names.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
            let links = line
                .split("](")
                .skip(1)
                .filter_map(|rest| rest.split([')', '#']).next());
            names.extend(links.map(str::to_owned));
        }
    }
    names.retain(|name| is_plain(name));
    names
}

/// A placeholder, an address or a command is no path.
fn is_plain(name: &str) -> bool {
    let starts_well =
        name.starts_with(|sign: char| sign.is_alphanumeric()) || name.starts_with("../");
    let sign_of_a_path = |sign: char| sign.is_alphanumeric() || "/._-".contains(sign);
    starts_well
        && name.chars().all(sign_of_a_path)
        && !name.contains("NAME")
        && !name.contains("...")
}

#[cfg(test)]
mod tests;
