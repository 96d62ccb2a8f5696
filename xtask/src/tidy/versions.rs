//! One version for everything that is published together.

use anyhow::Result;
use serde_json::Value;

use crate::repo::Repo;

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
    Ok(problems)
}
