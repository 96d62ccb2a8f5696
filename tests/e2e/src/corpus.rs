use std::collections::BTreeSet;

use crate::repo_root;

/// One attempt to run script through content.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Payload(pub String);

/// The public corpora of `tests/e2e/corpora`, each payload once.
///
/// A payload without a tag is meant for the inside of an attribute or an address, so it is tried there as well.
pub fn payloads() -> Vec<Payload> {
    let folder = repo_root().join("tests/e2e/corpora");
    let mut all = BTreeSet::new();
    for name in ["brs-kb", "dompurify", "html5lib-tests"] {
        let file = folder.join(format!("{name}.json"));
        let text = std::fs::read_to_string(&file)
            .unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
        let list: Vec<String> = serde_json::from_str(&text)
            .unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
        for payload in list {
            if !payload.contains('<') {
                let quoted = payload.replace('"', "&quot;");
                all.insert(Payload(format!(
                    "<a href=\"{quoted}\">x</a><img src=\"{quoted}\" alt=\"{payload}\">"
                )));
            }
            all.insert(Payload(payload));
        }
    }
    all.into_iter().collect()
}
