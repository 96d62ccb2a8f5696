//! Nothing that ships to the browser may panic on purpose: clippy sees most of it, this sees what an `allow` hides.

use anyhow::Result;

use crate::repo::Repo;
use crate::tree;

const SHIPPED: [&str; 3] = ["src", "crates/model/src", "crates/sources/src"];

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for folder in SHIPPED {
        for path in tree::under(repo, folder)?
            .iter()
            .filter(|path| is_shipped(path))
        {
            let source = repo.read(path)?;
            problems.extend(panics(&source).map(|line| format!("{path}:{line} may panic")));
        }
    }
    Ok(problems)
}

fn is_shipped(path: &str) -> bool {
    path.ends_with(".rs") && !path.ends_with("tests.rs") && !path.contains("/tests/")
}

/// The numbers of the lines with a call that panics, up to the tests of the file.
fn panics(source: &str) -> impl Iterator<Item = usize> {
    let code = source
        .lines()
        .take_while(|line| !line.starts_with("#[cfg(test)]"));
    code.enumerate().filter_map(|(index, line)| {
        let code = line.split("//").next().unwrap_or_default();
        [".unwrap()", ".expect(", "panic!(", "unreachable!("]
            .iter()
            .any(|call| code.contains(call))
            .then_some(index + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_count_and_words_in_comments_and_tests_do_not() {
        let source = "a.unwrap_or(1);\n// b.unwrap()\nc.expect(\"\");\n#[cfg(test)]\nmod tests { d.unwrap() }\n";
        assert_eq!(panics(source).collect::<Vec<_>>(), [3]);
    }
}
