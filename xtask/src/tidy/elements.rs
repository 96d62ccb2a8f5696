//! Every element has a style, a test and a page of documentation.

use anyhow::Result;

use super::tree;
use crate::kit;
use crate::repo::Repo;

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let tests = tree::under(repo, "tests/e2e/tests")?;
    let mut problems = Vec::new();
    for tag in kit::tags(repo)? {
        let name = tag.trim_start_matches("bangtin-");
        for file in [
            format!("style/{name}.css"),
            format!("docs/elements/{name}.md"),
        ] {
            if !repo.path(&file).is_file() {
                problems.push(format!("<{tag}> has no {file}"));
            }
        }
        let test_name = name.replace('-', "_");
        let tested = |path: &String| {
            path.rsplit('/')
                .next()
                .is_some_and(|file| file.contains(&test_name) && file.ends_with(".rs"))
        };
        if !tests.iter().any(tested) {
            problems.push(format!("<{tag}> has no browser test: a file with {test_name} in its name under tests/e2e/tests"));
        }
    }
    Ok(problems)
}
