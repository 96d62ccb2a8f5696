//! One version of each package of others, but for those that deny.toml names with a reason; and a version of each that we ask for.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::packages::Package;

#[derive(Deserialize)]
pub struct Bans {
    #[serde(default)]
    skip: Vec<Skip>,
}

/// A version that may stand beside another one.
#[derive(Deserialize)]
struct Skip {
    /// `NAME@BEGINNING`, as in `base64@0.22`.
    #[serde(rename = "crate")]
    package: String,
    reason: String,
}

impl Skip {
    fn is(&self, package: &Package) -> bool {
        let Some((name, begin)) = self.package.split_once('@') else {
            return false;
        };
        let rest = package.version.strip_prefix(begin);
        name == package.name && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}

pub fn check(packages: &[Package], bans: &Bans) -> Vec<String> {
    let mut problems = Vec::new();
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in packages {
        if !bans.skip.iter().any(|skip| skip.is(package)) {
            let of = versions.entry(&package.name).or_default();
            of.push(&package.version);
        }
    }
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        problems.push(format!(
            "{name} is there as {}; deny.toml does not say why",
            versions.join(" and ")
        ));
    }
    for skip in &bans.skip {
        let stands_alone = !packages.iter().any(|package| {
            let name = skip.package.split('@').next();
            skip.is(package) && versions.keys().any(|other| Some(*other) == name)
        });
        if stands_alone {
            let package = &skip.package;
            problems.push(format!(
                "deny.toml passes over {package}, which has no other beside it"
            ));
        }
        if skip.reason.trim().is_empty() {
            problems.push(format!("deny.toml has no reason for {}", skip.package));
        }
    }
    for package in packages.iter().filter(|package| package.source.is_none()) {
        let any = package.dependencies.iter().filter(|one| one.is_any());
        problems.extend(any.map(|one| format!("{} takes any {}", package.name, one.name)));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::{Bans, check};
    use crate::packages::{Package, Requirement};

    fn told(packages: &[(&str, &str)], skip: &str) -> Vec<String> {
        let packages: Vec<_> = packages
            .iter()
            .map(|(name, version)| Package::sample(name, version))
            .collect();
        let bans: Bans = toml::from_str(&format!("skip = [{skip}]")).expect("a list");
        check(&packages, &bans)
    }

    #[test]
    fn a_second_version_is_refused_unless_it_is_named_with_a_reason() {
        let two = [("a", "0.22.1"), ("a", "0.23.0"), ("b", "1.0.0")];
        let refused = ["a is there as 0.22.1 and 0.23.0; deny.toml does not say why"];
        assert_eq!(told(&two, ""), refused);
        // Another version, another package, a version that only begins with the same digits.
        for other in ["a@0.21", "b@0.22", "a@0.2"] {
            let told = told(&two, &format!("{{ crate = '{other}', reason = 'c' }}"));
            assert_eq!(told[0], refused[0]);
        }
        assert!(told(&two, "{ crate = 'a@0.22', reason = 'c' }").is_empty());
        assert_eq!(told(&two, "{ crate = 'a@0.22', reason = '' }").len(), 1);
        let three = [two[0], two[1], ("a", "0.22.3")];
        assert!(told(&three, "{ crate = 'a@0.22', reason = 'c' }").is_empty());
    }

    #[test]
    fn what_is_named_and_no_longer_there_is_refused() {
        let skip = "{ crate = 'a@0.22', reason = 'c' }";
        let gone = ["deny.toml passes over a@0.22, which has no other beside it"];
        assert_eq!(told(&[("a", "0.23.0")], skip), gone);
        assert_eq!(told(&[("a", "0.22.1")], skip), gone);
    }

    #[test]
    fn whichever_version_is_refused() {
        let takes = |version: &str, path: Option<&str>| {
            let mut package = Package::sample("a", "1.0.0");
            package.dependencies.push(Requirement {
                name: "b".into(),
                req: version.into(),
                path: path.map(Into::into),
            });
            let bans = Bans { skip: Vec::new() };
            check(&[package], &bans)
        };
        assert_eq!(takes("*", None), ["a takes any b"]);
        assert!(takes("*", Some("crates/b")).is_empty());
        assert!(takes("^1", None).is_empty());
    }
}
