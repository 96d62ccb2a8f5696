//! What the schema of CycloneDX 1.5 asks of a list such as ours, and what a scanner needs to find its components.

use std::collections::BTreeSet;

use regex::Regex;
use serde_json::Value;
use spdx::Expression;

/// What a component of ours may have; the schema refuses what it does not know.
const MEMBERS: [&str; 7] = [
    "type", "bom-ref", "name", "version", "licenses", "purl", "hashes",
];
/// A package URL: kind, names, version, with a percent sign for what is no letter.
const PURL: &str =
    r"^pkg:[a-z]+/([A-Za-z0-9._~-]|%[0-9A-F]{2}|/)+@([A-Za-z0-9._~-]|%[0-9A-F]{2})+$";
/// The hexadecimal digits of each algorithm.
const DIGESTS: [(&str, usize); 2] = [("SHA-256", 64), ("SHA-512", 128)];

/// What is wrong with a list, each in a sentence.
pub fn breaches(bom: &Value) -> Vec<String> {
    let mut breaches = Vec::new();
    let mut must = |holds: bool, what: String| {
        if !holds {
            breaches.push(what);
        }
    };
    must(bom["bomFormat"] == "CycloneDX", "bomFormat".into());
    must(bom["specVersion"] == "1.5", "specVersion".into());
    must(
        bom["version"].as_u64().is_some_and(|version| version > 0),
        "version".into(),
    );
    let whole = &bom["metadata"]["component"];
    let components = list(&bom["components"]);
    must(!components.is_empty(), "no components".into());
    let mut refs = BTreeSet::new();
    for one in components.iter().chain([whole]) {
        let name = text(&one["name"]);
        must(
            !name.is_empty() && !text(&one["version"]).is_empty(),
            format!("{name}: name or version"),
        );
        must(
            matches!(text(&one["type"]), "application" | "library"),
            format!("{name}: type"),
        );
        let its = text(&one["bom-ref"]);
        must(
            !its.is_empty() && refs.insert(its),
            format!("{name}: bom-ref {its}"),
        );
    }
    let purl = Regex::new(PURL).expect("a pattern");
    for one in components {
        let name = text(&one["name"]);
        must(
            purl.is_match(text(&one["purl"])),
            format!("{name}: purl {}", one["purl"]),
        );
        must(
            is_licensed(&one["licenses"]),
            format!("{name}: licences {}", one["licenses"]),
        );
        must(
            list(&one["hashes"]).iter().all(is_digest),
            format!("{name}: hashes"),
        );
        let members = one
            .as_object()
            .into_iter()
            .flat_map(|members| members.keys());
        for member in members.filter(|member| !MEMBERS.contains(&member.as_str())) {
            must(false, format!("{name}: {member}"));
        }
    }
    let mut rows = BTreeSet::new();
    for row in list(&bom["dependencies"]) {
        let its = text(&row["ref"]);
        must(
            refs.contains(its) && rows.insert(its),
            format!("the dependencies of {its}"),
        );
        let mut used = BTreeSet::new();
        for one in list(&row["dependsOn"]).iter().map(text) {
            must(
                refs.contains(one) && used.insert(one),
                format!("{its} depends on {one}"),
            );
        }
    }
    for without in refs.difference(&rows) {
        must(false, format!("no dependencies of {without}"));
    }
    breaches
}

/// One expression of SPDX, as the schema has it beside a list of single licences.
fn is_licensed(licences: &Value) -> bool {
    let [one] = list(licences) else {
        return false;
    };
    Expression::parse(text(&one["expression"])).is_ok()
}

fn is_digest(hash: &Value) -> bool {
    let content = text(&hash["content"]);
    let of = (text(&hash["alg"]), content.len());
    DIGESTS.contains(&of) && content.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::breaches;
    use crate::repo::Repo;
    use crate::sbom::list::List;
    use serde_json::{Value, json};

    #[test]
    fn what_is_written_is_a_list_of_cyclonedx() {
        let repo = Repo::find().expect("the repository");
        let list = List::read(&repo).expect("a list");
        assert_eq!(breaches(&list.cyclonedx("1.0.0")), Vec::<String>::new());
    }

    #[test]
    fn each_rule_is_looked_at() {
        let component = json!({
            "type": "library", "bom-ref": "pkg:cargo/a@1.0.0", "name": "a", "version": "1.0.0", "purl": "pkg:cargo/a@1.0.0",
            "licenses": [{"expression": "MIT OR Apache-2.0"}], "hashes": [{"alg": "SHA-256", "content": "a".repeat(64)}],
        });
        let good = json!({
            "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
            "metadata": {"component": {"type": "application", "bom-ref": "b", "name": "b", "version": "1"}},
            "components": [component.clone()],
            "dependencies": [{"ref": "b", "dependsOn": ["pkg:cargo/a@1.0.0"]}, {"ref": "pkg:cargo/a@1.0.0", "dependsOn": []}],
        });
        assert_eq!(breaches(&good), Vec::<String>::new());
        let wrong: [(&str, Value); 18] = [
            ("/bomFormat", json!("SPDX")),
            ("/specVersion", json!("1.4")),
            ("/version", json!(0)),
            ("/metadata/component/type", json!("portal")),
            ("/components", json!([])),
            ("/components", json!([component.clone(), component])),
            ("/components/0/name", json!("")),
            ("/components/0/bom-ref", json!("b")),
            ("/components/0/purl", json!("cargo/a@1.0.0")),
            ("/components/0/purl", json!("pkg:cargo/a@1.0.0+b")),
            ("/components/0/licenses", json!([])),
            (
                "/components/0/licenses/0",
                json!({"expression": "MIT/Apache-2.0"}),
            ),
            ("/components/0/licenses/0", json!({"expression": "Ours"})),
            ("/components/0/hashes/0/content", json!("abc")),
            ("/dependencies/0/ref", json!("c")),
            ("/dependencies/0/dependsOn/0", json!("c")),
            ("/dependencies/0/dependsOn", json!(["b", "b"])),
            ("/dependencies", json!([{"ref": "b", "dependsOn": []}])),
        ];
        for (place, value) in wrong {
            let mut bom = good.clone();
            *bom.pointer_mut(place).expect("a place") = value.clone();
            assert!(!breaches(&bom).is_empty(), "{place} {value}");
        }
        let mut bom = good;
        bom["components"][0]["licence"] = json!("MIT");
        assert_eq!(breaches(&bom), ["a: licence"]);
    }
}
