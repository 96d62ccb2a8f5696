//! The components of what ships: all that the service and the kit are compiled of, and what comes from npm with the kit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::packages::{self, Metadata, Package};
use crate::repo::Repo;

/// The name of all of it together.
const WHOLE: &str = "bangtin";

pub struct List {
    /// By name, then by version.
    pub components: Vec<Component>,
}

pub struct Component {
    pub name: String,
    pub version: String,
    /// An expression of SPDX.
    pub licence: String,
    /// Where its files lie on this machine.
    pub folder: PathBuf,
    /// Its address (purl), which is its name in the list too.
    purl: String,
    /// The algorithm and the digest in hexadecimal digits.
    hash: Option<(&'static str, String)>,
    /// The addresses of what it uses.
    uses: Vec<String>,
}

impl List {
    pub fn read(repo: &Repo) -> Result<Self> {
        let (metadata, shipped) = (packages::locked(repo)?, packages::shipped(repo)?);
        let mut components = of_cargo(&metadata, &shipped, &checksums(repo)?);
        components.extend(of_npm(repo)?);
        components.sort_by(|one, two| (&one.name, &one.version).cmp(&(&two.name, &two.version)));
        Ok(Self { components })
    }

    /// The document (CycloneDX 1.5). It has no serial number and no time: both would make two builds of the same sources differ.
    pub fn cyclonedx(&self, version: &str) -> Value {
        let components: Vec<Value> = self.components.iter().map(Component::cyclonedx).collect();
        let of = |one: &Component| json!({ "ref": one.purl, "dependsOn": one.uses });
        let mut dependencies = vec![json!({ "ref": WHOLE, "dependsOn": self.roots() })];
        dependencies.extend(self.components.iter().map(of));
        json!({
            "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.5",
            "version": 1,
            "metadata": {
                "component": { "type": "application", "bom-ref": WHOLE, "name": "Bảng Tin", "version": version },
            },
            "components": components,
            "dependencies": dependencies,
        })
    }

    /// What nothing else in the list uses: the programs, and what the kit takes from npm.
    fn roots(&self) -> Vec<&str> {
        let used: BTreeSet<&str> = self
            .components
            .iter()
            .flat_map(|one| one.uses.iter().map(String::as_str))
            .collect();
        let roots = self.components.iter().map(|one| one.purl.as_str());
        roots.filter(|purl| !used.contains(purl)).collect()
    }
}

impl Component {
    fn cyclonedx(&self) -> Value {
        let mut value = json!({
            "type": "library",
            "bom-ref": self.purl,
            "name": self.name,
            "version": self.version,
            "licenses": [{ "expression": self.licence }],
            "purl": self.purl,
        });
        if let Some((algorithm, digest)) = &self.hash {
            value["hashes"] = json!([{ "alg": algorithm, "content": digest }]);
        }
        value
    }
}

fn of_cargo(
    metadata: &Metadata,
    shipped: &BTreeSet<(String, String)>,
    checksums: &BTreeMap<(String, String), String>,
) -> Vec<Component> {
    let ships =
        |package: &&Package| shipped.contains(&(package.name.clone(), package.version.clone()));
    let packages: BTreeMap<&str, &Package> = metadata
        .packages
        .iter()
        .filter(ships)
        .map(|package| (package.id.as_str(), package))
        .collect();
    let nodes = metadata.resolve.nodes.iter();
    let components = nodes.filter_map(|node| {
        let used = node.deps.iter().filter(|dependency| dependency.ships());
        let used = used.filter_map(|dependency| packages.get(dependency.pkg.as_str()));
        let uses = used.map(|package| purl(package)).collect();
        let package = packages.get(node.id.as_str())?;
        Some(component(package, uses, checksums))
    });
    components.collect()
}

fn component(
    package: &Package,
    uses: Vec<String>,
    checksums: &BTreeMap<(String, String), String>,
) -> Component {
    let hash = checksums.get(&(package.name.clone(), package.version.clone()));
    let folder = package.manifest_path.parent().map(PathBuf::from);
    Component {
        name: package.name.clone(),
        version: package.version.clone(),
        licence: in_spdx(package.license.as_deref().unwrap_or("NOASSERTION")),
        folder: folder.unwrap_or_default(),
        purl: purl(package),
        hash: hash.map(|digest| ("SHA-256", digest.clone())),
        uses,
    }
}

/// The address of a package (purl). Ours are on no registry, and say so.
fn purl(package: &Package) -> String {
    let kind = if package.source.is_some() {
        "cargo"
    } else {
        "generic"
    };
    // A version may have a plus, which purl writes as %2B.
    let version = package.version.replace('+', "%2B");
    format!("pkg:{kind}/{}@{version}", package.name)
}

/// Old packages write a slash for OR.
fn in_spdx(licence: &str) -> String {
    licence.replace(" / ", " OR ").replace('/', " OR ")
}

/// The SHA-256 of each package by name and version, from Cargo.lock.
fn checksums(repo: &Repo) -> Result<BTreeMap<(String, String), String>> {
    #[derive(Deserialize)]
    struct Lock {
        package: Vec<Locked>,
    }
    #[derive(Deserialize)]
    struct Locked {
        name: String,
        version: String,
        checksum: Option<String>,
    }
    let lock: Lock = toml::from_str(&repo.read("Cargo.lock")?).context("Cargo.lock")?;
    let known = lock.package.into_iter().filter_map(|one| {
        one.checksum
            .map(|checksum| ((one.name, one.version), checksum))
    });
    Ok(known.collect())
}

fn of_npm(repo: &Repo) -> Result<Vec<Component>> {
    let shipped = packages::of_npm(repo)?
        .into_iter()
        .filter(|(_, package)| !package.dev);
    shipped
        .map(|(path, package)| {
            let name = path.trim_start_matches("node_modules/").to_owned();
            let hash = package.integrity.as_deref().and_then(sha512);
            Ok(Component {
                purl: format!("pkg:npm/{}@{}", name.replace('@', "%40"), package.version),
                version: package.version,
                licence: package
                    .license
                    .with_context(|| format!("{path} names no licence"))?,
                folder: repo.path(&path),
                hash: hash.map(|digest| ("SHA-512", digest)),
                uses: Vec::new(),
                name,
            })
        })
        .collect()
}

/// `sha512-` and base 64, as hexadecimal digits.
fn sha512(integrity: &str) -> Option<String> {
    let bytes = STANDARD.decode(integrity.strip_prefix("sha512-")?).ok()?;
    Some(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests {
    use super::List;
    use crate::repo::Repo;

    #[test]
    fn what_ships_is_listed_once_with_its_licence_and_what_only_tests_use_is_not() {
        let repo = Repo::find().expect("the repository");
        let list = List::read(&repo).expect("a list");
        let bom = list.cyclonedx("1.0.0");
        let text = bom.to_string();
        for shipped in [
            "pkg:cargo/axum@",
            "pkg:cargo/leptos@",
            "pkg:generic/bangtin-service@",
            "pkg:npm/dompurify@",
        ] {
            assert!(text.contains(shipped), "{shipped}");
        }
        for not in [
            "pkg:cargo/insta@",
            "pkg:cargo/proptest@",
            "pkg:cargo/walrus@",
            "pkg:npm/esbuild@",
            "pkg:cargo/windows-sys@",
            "pkg:cargo/aws-lc-rs@",
        ] {
            assert!(!text.contains(not), "{not}");
        }
        for one in bom["components"].as_array().expect("components") {
            let own = one["purl"]
                .as_str()
                .is_some_and(|purl| purl.starts_with("pkg:generic/"));
            assert!(own || one["hashes"][0]["content"].is_string(), "{one}");
        }
        let roots = list.roots();
        for root in ["pkg:generic/bangtin@", "pkg:generic/bangtin-service@"] {
            assert!(roots.iter().any(|one| one.starts_with(root)), "{roots:?}");
        }
    }
}
