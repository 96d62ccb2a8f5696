//! Every element has a style, a test, a page of documentation and an entry in custom-elements.json, which editors read.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::Value;

use super::tree;
use crate::kit;
use crate::repo::Repo;

const SHARED: &str = "src/attributes.rs";
const MANIFEST: &str = "custom-elements.json";

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let tests = tree::under(repo, "tests/e2e/tests")?;
    let shared =
        listed(&repo.read(SHARED)?, "SHARED").context("src/attributes.rs has no SHARED")?;
    let manifest =
        serde_json::from_str(&repo.read(MANIFEST)?).context("custom-elements.json is no JSON")?;
    let tags = kit::tags(repo)?;
    let mut problems = Vec::new();
    for tag in &tags {
        let name = tag.trim_start_matches("bangtin-");
        for file in [
            format!("style/{name}.css"),
            format!("docs/elements/{name}.md"),
        ] {
            if !repo.path(&file).is_file() {
                problems.push(format!("<{tag}> has no {file}"));
            }
        }
        let file_name = name.replace('-', "_");
        let tested = |path: &String| {
            path.rsplit('/')
                .next()
                .is_some_and(|file| file.contains(&file_name) && file.ends_with(".rs"))
        };
        if !tests.iter().any(tested) {
            problems.push(format!("<{tag}> has no browser test: a file with {file_name} in its name under tests/e2e/tests"));
        }
        let widget = format!("src/widgets/{file_name}.rs");
        let own = listed(&repo.read(&widget)?, "ATTRIBUTES")
            .with_context(|| format!("{widget} has no ATTRIBUTES"))?;
        problems.extend(difference(
            tag,
            &(&shared | &own),
            described(&manifest, tag),
        ));
    }
    let exported = exported(&manifest);
    let unexported = tags.iter().filter(|tag| !exported.contains(&tag.as_str()));
    problems.extend(unexported.map(|tag| format!("{MANIFEST} does not export <{tag}>")));
    let unknown = declarations(&manifest)
        .filter_map(|element| element["tagName"].as_str())
        .filter(|tag| !tags.iter().any(|known| known == tag));
    problems
        .extend(unknown.map(|tag| format!("{MANIFEST} describes <{tag}>, which the kit has not")));
    Ok(problems)
}

/// The words in a Rust constant of this name: `const NAME: &[&str] = &["a", "b"];`.
fn listed(source: &str, constant: &str) -> Option<BTreeSet<String>> {
    let (_, rest) = source.split_once(&format!("const {constant}: &[&str] = &["))?;
    let (list, _) = rest.split_once(']')?;
    Some(
        list.split('"')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect(),
    )
}

fn declarations(manifest: &Value) -> impl Iterator<Item = &Value> {
    let modules = manifest["modules"].as_array().into_iter().flatten();
    modules
        .filter_map(|module| module["declarations"].as_array())
        .flatten()
}

/// The tags that the manifest's modules export.
fn exported(manifest: &Value) -> Vec<&str> {
    let modules = manifest["modules"].as_array().into_iter().flatten();
    modules
        .filter_map(|module| module["exports"].as_array())
        .flatten()
        .filter_map(|export| export["name"].as_str())
        .collect()
}

/// The attributes of an element in the manifest; none where it has no entry.
fn described(manifest: &Value, tag: &str) -> BTreeSet<String> {
    let attributes = declarations(manifest)
        .find(|element| element["tagName"] == tag)
        .and_then(|element| element["attributes"].as_array());
    let names = attributes
        .into_iter()
        .flatten()
        .filter_map(|attribute| attribute["name"].as_str());
    names.map(str::to_owned).collect()
}

fn difference(tag: &str, taken: &BTreeSet<String>, described: BTreeSet<String>) -> Vec<String> {
    let said = |names: &BTreeSet<String>, other: &BTreeSet<String>, how: &str| {
        let names: Vec<_> = names.difference(other).map(String::as_str).collect();
        (!names.is_empty()).then(|| format!("{MANIFEST}: <{tag}> {how} {}", names.join(", ")))
    };
    let lacks = said(taken, &described, "is described without");
    let has = said(&described, taken, "does not take");
    lacks.into_iter().chain(has).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_manifest_must_name_exactly_the_attributes_of_the_source() {
        let source =
            "/// Its own.\npub const ATTRIBUTES: &[&str] = &[\n    \"layout\",\n    \"limit\",\n];";
        let taken = listed(source, "ATTRIBUTES").unwrap();
        let check = |names: &[&str]| {
            let attributes: Vec<_> = names.iter().map(|name| json!({ "name": name })).collect();
            let manifest = json!({ "modules": [{ "declarations": [{ "tagName": "bangtin-news", "attributes": attributes }] }] });
            difference("bangtin-news", &taken, described(&manifest, "bangtin-news"))
        };
        assert!(check(&["limit", "layout"]).is_empty());
        assert_eq!(
            check(&["layout", "speed"]),
            [
                "custom-elements.json: <bangtin-news> is described without limit",
                "custom-elements.json: <bangtin-news> does not take speed",
            ]
        );
        assert_eq!(check(&[]).len(), 1);
        assert!(listed(source, "SHARED").is_none());
    }
}
