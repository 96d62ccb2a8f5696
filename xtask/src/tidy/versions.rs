//! One version for everything that is published together.

use anyhow::Result;
use serde_json::Value;

use crate::repo::Repo;
use crate::tree;

/// What stands before the version in the address of the kit.
const ADDRESS: &str = "/bangtin/";

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for file in ["package.json", "package-lock.json"] {
        let json: Value = serde_json::from_str(&repo.read(file)?)?;
        if json["version"] != repo.version() {
            problems.push(format!(
                "{file} says version {}, Cargo.toml {}",
                json["version"],
                repo.version()
            ));
        }
    }
    let shows_the_snippet = |path: &&String| {
        !path.ends_with('/')
            && (path.starts_with("docs/") || path.starts_with("plugins/") || *path == "README.md")
    };
    for path in tree::under(repo, "")?.iter().filter(shows_the_snippet) {
        let text = repo.read(path)?;
        let other = text.split(ADDRESS).skip(1).filter_map(version);
        problems.extend(
            other
                .filter(|version| *version != repo.version())
                .map(|version| {
                    format!(
                        "{path} shows version {version}, Cargo.toml {}",
                        repo.version()
                    )
                }),
        );
    }
    Ok(problems)
}

/// The version with which a text begins, such as `1.0.0`.
fn version(text: &str) -> Option<&str> {
    let end = text.find(|sign: char| !sign.is_ascii_digit() && sign != '.')?;
    text.get(..end).filter(|version| version.contains('.'))
}
