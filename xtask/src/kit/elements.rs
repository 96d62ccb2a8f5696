//! The table of elements, read from the kit's own source.

use anyhow::{Result, bail};

use crate::repo::Repo;

/// Every tag, in the order of the table.
pub fn tags(repo: &Repo) -> Result<Vec<String>> {
    let table = repo.read("src/elements.rs")?;
    let rows = table
        .lines()
        .filter_map(|line| line.trim().strip_prefix("tag: \"")?.strip_suffix("\","));
    let tags: Vec<_> = rows.map(str::to_owned).collect();
    if tags.is_empty() {
        bail!("src/elements.rs has no row with `tag: \"…\",`");
    }
    Ok(tags)
}
