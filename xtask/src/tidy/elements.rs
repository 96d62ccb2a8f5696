//! Every element has a style, a test and a page of documentation. What editors read of it is made from its source
//! (`custom_elements.rs`).

use anyhow::Result;

use crate::kit;
use crate::repo::Repo;
use crate::tree;

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let tests = tree::under(repo, "tests/e2e/tests")?;
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
    }
    Ok(problems)
}
