//! What deny.toml says of the packages of others: the licences that are allowed, that each comes from the registry, that none is there in
//! two versions but those named, none in whichever version. cargo-deny judges the same and more; this needs nothing but Cargo.

mod versions;

use anyhow::{Context, Result};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use crate::packages::{self, NpmPackage, Package};
use crate::repo::Repo;

/// As Cargo writes the one registry.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
    bans: versions::Bans,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let deny: Deny = toml::from_str(&repo.read("deny.toml")?).context("deny.toml")?;
    let allowed = deny.licenses.allow;
    let packages = packages::locked(repo)?.packages;
    let mut problems = versions::check(&packages, &deny.bans);
    for package in packages {
        problems.extend(of_cargo(&package, &allowed));
    }
    for (path, package) in packages::of_npm(repo)? {
        problems.extend(of_npm(&path, &package, &allowed));
    }
    Ok(problems)
}

fn of_cargo(package: &Package, allowed: &[String]) -> Vec<String> {
    let name = format!("{} {}", package.name, package.version);
    let mut problems = Vec::from_iter(licence(&name, package.license.as_deref(), allowed));
    // A package of this workspace has none.
    let source = package.source.as_deref();
    if let Some(source) = source.filter(|source| *source != REGISTRY) {
        problems.push(format!("{name} comes from {source}, not from the registry"));
    }
    problems
}

fn of_npm(path: &str, package: &NpmPackage, allowed: &[String]) -> Vec<String> {
    let name = format!("{path} {}", package.version);
    let mut problems = Vec::from_iter(licence(&name, package.license.as_deref(), allowed));
    if let Some(from) = &package.resolved {
        problems.push(format!(
            "{name} comes from {from}; leave it to npm's registry"
        ));
    }
    if package.integrity.is_none() {
        problems.push(format!("{name} has no checksum in package-lock.json"));
    }
    problems
}

/// What is wrong with a licence, in a sentence.
fn licence(name: &str, licence: Option<&str>, allowed: &[String]) -> Option<String> {
    let Some(licence) = licence else {
        return Some(format!("{name} names no licence"));
    };
    // Lax: some old packages write `MIT/Apache-2.0`.
    let Ok(expression) = Expression::parse_mode(licence, ParseMode::LAX) else {
        return Some(format!(
            "{name} has a licence that nobody can read: {licence}"
        ));
    };
    let good = expression.evaluate(|wanted| allowed.contains(&wanted.to_string()));
    (!good).then(|| format!("{name} is under {licence}, which deny.toml does not allow"))
}

#[cfg(test)]
mod tests {
    use super::{NpmPackage, Package, REGISTRY, licence, of_cargo, of_npm};

    #[test]
    fn a_licence_must_be_allowed_whole() {
        let allowed = [
            "MIT",
            "Apache-2.0",
            "Apache-2.0 WITH LLVM-exception",
            "Unicode-3.0",
        ];
        let allowed = allowed.map(str::to_owned);
        for good in [
            "MIT",
            "GPL-3.0-only OR MIT",
            "MIT/Apache-2.0",
            "Apache-2.0 / MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert_eq!(licence("a 1.0.0", Some(good), &allowed), None);
        }
        for bad in [
            "GPL-3.0-only",
            "MIT AND MPL-2.0",
            "LGPL-2.1-or-later",
            "Ask me",
        ] {
            let told = licence("a 1.0.0", Some(bad), &allowed).expect("a problem");
            assert!(told.contains(bad), "{told}");
        }
        assert_eq!(
            licence("a 1.0.0", None, &allowed).as_deref(),
            Some("a 1.0.0 names no licence")
        );
    }

    #[test]
    fn a_package_comes_from_the_registry_or_is_our_own() {
        let from = |source: Option<&str>| {
            let package = Package {
                source: source.map(str::to_owned),
                ..Package::sample("a", "1.0.0")
            };
            of_cargo(&package, &["MIT".into()])
        };
        assert!(from(None).is_empty() && from(Some(REGISTRY)).is_empty());
        for other in [
            "git+https://github.com/rust-lang/crates.io-index",
            "registry+https://example.org/index",
            "registry+https://github.com/rust-lang/crates.io-index.example.org",
        ] {
            let told = [format!("a 1.0.0 comes from {other}, not from the registry")];
            assert_eq!(from(Some(other)), told);
        }
        let package = NpmPackage {
            version: "1.0.0".into(),
            license: Some("MIT".into()),
            dev: false,
            integrity: None,
            resolved: Some("https://example.org/a.tgz".into()),
        };
        assert_eq!(of_npm("node_modules/a", &package, &["MIT".into()]).len(), 2);
    }
}
