//! The files of the repository, without what is built or installed.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::repo::Repo;

/// The paths of all files and folders under a folder (`""` is the root), relative to the root, with `/`; folders end in one.
pub fn under(repo: &Repo, folder: &str) -> Result<Vec<String>> {
    let mut paths = Vec::new();
    if repo.path(folder).is_dir() {
        walk(&repo.path(folder), folder.trim_end_matches('/'), &mut paths)?;
    }
    paths.sort_unstable();
    Ok(paths)
}

fn walk(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if ["target", "node_modules", ".git", "dist"].contains(&name.as_str()) {
            continue;
        }
        let path = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        if entry.file_type()?.is_dir() {
            paths.push(format!("{path}/"));
            walk(&entry.path(), &path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}
