//! The Rust that we say is enough is enough for every package of others too, and the documents say the same.

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::packages::{self, Package};
use crate::repo::Repo;

/// The numbers of a version of Rust; one that is not written is 0.
type Version = [u32; 3];

#[derive(Deserialize)]
struct Manifest {
    workspace: Workspace,
}

#[derive(Deserialize)]
struct Workspace {
    package: Shared,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Shared {
    rust_version: String,
}

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let manifest: Manifest = toml::from_str(&repo.read("Cargo.toml")?).context("Cargo.toml")?;
    let said = manifest.workspace.package.rust_version;
    let least = version(&said).with_context(|| format!("Cargo.toml: Rust {said}"))?;
    let packages = packages::locked(repo)?.packages;
    let mut problems: Vec<String> = packages
        .iter()
        .filter_map(|package| newer(package, &said, least))
        .collect();
    if !repo
        .read("README.md")?
        .contains(&format!("Rust {said} or newer"))
    {
        problems.push(format!(
            "README.md does not say \"Rust {said} or newer\", as Cargo.toml does"
        ));
    }
    Ok(problems)
}

fn newer(package: &Package, said: &str, least: Version) -> Option<String> {
    let wanted = package.rust_version.as_deref()?;
    let is_newer = version(wanted).is_none_or(|wanted| wanted > least);
    is_newer.then(|| {
        format!(
            "{} {} needs Rust {wanted}, Cargo.toml says that {said} is enough",
            package.name, package.version
        )
    })
}

fn version(text: &str) -> Option<Version> {
    let mut version = [0; 3];
    let mut parts = text.split('.');
    for (number, part) in version.iter_mut().zip(&mut parts) {
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::{Package, newer};

    #[test]
    fn no_package_needs_a_newer_rust_than_we_say() {
        let told = |wanted: Option<&str>| {
            let package = Package {
                rust_version: wanted.map(str::to_owned),
                ..Package::sample("a", "1.0.0")
            };
            newer(&package, "1.94", [1, 94, 0])
        };
        for enough in [None, Some("1.94"), Some("1.94.0"), Some("1.9.7"), Some("1")] {
            assert_eq!(told(enough), None);
        }
        for more in ["1.94.1", "1.95", "2", "1.x"] {
            let told = told(Some(more)).expect("a problem");
            assert_eq!(
                told,
                format!("a 1.0.0 needs Rust {more}, Cargo.toml says that 1.94 is enough")
            );
        }
    }
}
