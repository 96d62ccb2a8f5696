//! What cargo-deny knows beyond `tidy`: advisories of weaknesses, versions that were taken back, licences as they stand in the texts. It is
//! asked where it is installed, and without network: a test says the same today and tomorrow, and whoever takes updates fetches the
//! advisories (SECURITY.md).

use anyhow::Result;

use crate::command::{capture, cargo, exists, run};
use crate::repo::Repo;

/// An error where cargo-deny refuses something; a sentence for what it cannot judge here.
pub fn test(repo: &Repo) -> Result<Option<String>> {
    if !exists("cargo-deny") {
        return Ok(Some(
            "advisories: cargo-deny is not installed; `cargo install --locked cargo-deny`, then `cargo deny fetch`".into(),
        ));
    }
    let deny = |kinds: &[&str]| {
        let mut deny = cargo();
        deny.args(["deny", "--workspace", "--locked", "--offline", "check"])
            .args(kinds)
            .current_dir(repo.root());
        deny
    };
    run(&mut deny(&["licenses", "bans", "sources"]))?;
    let Err(error) = capture(&mut deny(&["advisories"])) else {
        return Ok(None);
    };
    match without_advisories(&format!("{error:#}")) {
        true => Ok(Some(
            "advisories: none were fetched in the last 90 days; `cargo deny fetch` brings them"
                .into(),
        )),
        false => Err(error),
    }
}

/// Whether it says that it has no advisories, or only old ones.
fn without_advisories(said: &str) -> bool {
    let lacks = ["failed to get 'FETCH_HEAD' metadata", "repository is stale"];
    lacks.iter().any(|lack| said.contains(lack))
}

#[cfg(test)]
mod tests {
    use super::without_advisories;

    #[test]
    fn an_advisory_is_no_lack_of_advisories() {
        for lack in [
            "2026-11-27 14:23:06 [ERROR] failed to get 'FETCH_HEAD' metadata: failed to get HEAD timestamp: [\"-C\"]",
            "2026-11-27 14:26:00 [ERROR] repository is stale (last update: 2026-01-01T00:00:00Z)",
        ] {
            assert!(without_advisories(lack));
        }
        let advisory =
            "error[vulnerability]: Potential segfault in the time crate\nadvisories FAILED";
        assert!(!without_advisories(advisory));
    }
}
