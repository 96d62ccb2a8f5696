//! The packages of others that are in the lock files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::command::{capture, cargo};
use crate::repo::Repo;

/// What ships, and for which platform: the service as a static program, the kit in the browser.
const SHIPPED: [(&str, &str); 2] = [
    ("bangtin-service", "x86_64-unknown-linux-musl"),
    ("bangtin", "wasm32-unknown-unknown"),
];

/// What `cargo metadata` tells (its format 1).
#[derive(Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub resolve: Resolve,
}

#[derive(Deserialize)]
pub struct Package {
    pub id: String,
    pub name: String,
    pub version: String,
    /// An expression of SPDX.
    pub license: Option<String>,
    /// The least Rust that it says it needs.
    pub rust_version: Option<String>,
    /// Where it comes from; `None` for the packages of this workspace.
    pub source: Option<String>,
    pub manifest_path: PathBuf,
    /// What it asks for.
    pub dependencies: Vec<Requirement>,
}

#[derive(Deserialize)]
pub struct Requirement {
    pub name: String,
    /// Which versions will do.
    pub req: String,
    /// Where it lies, of one that is asked for by its place.
    pub path: Option<PathBuf>,
}

impl Requirement {
    /// Whether any version of the registry will do.
    pub fn is_any(&self) -> bool {
        self.req == "*" && self.path.is_none()
    }
}

#[cfg(test)]
impl Package {
    /// One of ours.
    pub fn sample(name: &str, version: &str) -> Self {
        Self {
            id: format!("{name} {version}"),
            name: name.to_owned(),
            version: version.to_owned(),
            license: Some("MIT".to_owned()),
            rust_version: None,
            source: None,
            manifest_path: "Cargo.toml".into(),
            dependencies: Vec::new(),
        }
    }
}

#[derive(Deserialize)]
pub struct Resolve {
    pub nodes: Vec<Node>,
}

#[derive(Deserialize)]
pub struct Node {
    pub id: String,
    pub deps: Vec<Dependency>,
}

#[derive(Deserialize)]
pub struct Dependency {
    pub pkg: String,
    pub dep_kinds: Vec<DependencyKind>,
}

#[derive(Deserialize)]
pub struct DependencyKind {
    /// `None`, `dev` or `build`.
    pub kind: Option<String>,
}

impl Dependency {
    /// Whether it is a part of what is compiled, not only of its build or its tests.
    pub fn ships(&self) -> bool {
        self.dep_kinds.iter().any(|kind| kind.kind.is_none())
    }
}

/// All packages that Cargo.lock names, for any platform. It needs no network where all of them were fetched before; Cargo gets the others.
pub fn locked(repo: &Repo) -> Result<Metadata> {
    let told = capture(
        cargo()
            .args(["metadata", "--format-version", "1", "--locked"])
            .current_dir(repo.root()),
    )?;
    serde_json::from_str(&told).context("cargo metadata has another shape")
}

/// The name and the version of each package that is compiled into what ships. `cargo metadata` knows only what the features of the
/// whole workspace bring, tests and tasks with it; `cargo tree` knows those of one package.
pub fn shipped(repo: &Repo) -> Result<BTreeSet<(String, String)>> {
    let mut shipped = BTreeSet::new();
    for (package, platform) in SHIPPED {
        let told = capture(
            cargo()
                .args(["tree", "--locked", "--edges", "normal"])
                .args(["--package", package, "--target", platform])
                .args(["--prefix", "none", "--format", "{p}"])
                .current_dir(repo.root()),
        )?;
        shipped.extend(told.lines().filter_map(name_and_version));
    }
    Ok(shipped)
}

/// `axum v0.8.9`, with or without more behind it.
fn name_and_version(line: &str) -> Option<(String, String)> {
    let mut words = line.split_whitespace();
    let (name, version) = (words.next()?, words.next()?);
    Some((name.to_owned(), version.strip_prefix('v')?.to_owned()))
}

/// What package-lock.json names: the path in the folder `node_modules`, and the package.
pub fn of_npm(repo: &Repo) -> Result<BTreeMap<String, NpmPackage>> {
    #[derive(Deserialize)]
    struct Lock {
        packages: BTreeMap<String, NpmPackage>,
    }
    let mut lock: Lock = serde_json::from_str(&repo.read("package-lock.json")?)?;
    // Ourselves.
    lock.packages.remove("");
    Ok(lock.packages)
}

#[derive(Deserialize)]
pub struct NpmPackage {
    pub version: String,
    pub license: Option<String>,
    /// Only for the build and the tests.
    #[serde(default)]
    pub dev: bool,
    /// Subresource integrity: `sha512-` and base 64.
    pub integrity: Option<String>,
    /// Where it comes from; absent for the registry that npm asks anyway.
    pub resolved: Option<String>,
}
