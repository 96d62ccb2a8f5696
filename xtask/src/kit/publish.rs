//! Writes the finished kit.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::manifest::{Files, Manifest};
use crate::hash;
use crate::repo::Repo;

/// Makes a folder such as `target/kit` hold these files and no others.
pub fn publish(repo: &Repo, kit: &Path, files: Files) -> Result<Manifest> {
    let folder = kit.join("bangtin").join(repo.version());
    let manifest = Manifest::of(repo.version(), &folder, &files);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for file in files.all() {
        write(&folder.join(&file.name), &file.bytes)?;
    }
    remove_others(&kit.join("bangtin"), |name| name == repo.version())?;
    remove_others(&folder, |name| files.all().any(|file| file.name == name))?;
    write(&kit.join("embed.html"), snippet(repo, &files).as_bytes())?;
    write(
        &kit.join("kit.json"),
        &serde_json::to_vec_pretty(&manifest)?,
    )?;
    Ok(manifest)
}

/// What an officer pastes into a page's head. The hints start both downloads before the loader has arrived.
fn snippet(repo: &Repo, files: &Files) -> String {
    let folder = format!("{{{{origin}}}}/bangtin/{}", repo.version());
    let integrity = |file: &super::manifest::File| hash::integrity(&file.bytes);
    format!(
        r#"<link rel="preload" as="fetch" type="application/wasm" crossorigin href="{folder}/{main}">
<link rel="modulepreload" crossorigin integrity="{kit_integrity}" href="{folder}/{kit}">
<script type="module" crossorigin integrity="{loader_integrity}" src="{folder}/{loader}"></script>
"#,
        main = files.main.name,
        kit = files.kit.name,
        kit_integrity = integrity(&files.kit),
        loader = files.loader.name,
        loader_integrity = integrity(&files.loader),
    )
}

/// Leaves a file alone that is the same already: caches by time of change stay valid.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|found| found == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

fn remove_others(folder: &Path, keep: impl Fn(&str) -> bool) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if keep(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let path = entry.path();
        if path.is_dir() {
            fs::remove_dir_all(path)?
        } else {
            fs::remove_file(path)?
        }
    }
    Ok(())
}
