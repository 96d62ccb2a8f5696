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

/// What an officer pastes into a page's head. No hints for the other files: on a thin line they would share it with the feed, which the
/// first list needs before them.
fn snippet(repo: &Repo, files: &Files) -> String {
    let loader = &files.loader;
    format!(
        r#"<script type="module" crossorigin="anonymous" integrity="{integrity}" src="{{{{origin}}}}/bangtin/{version}/{name}"></script>
"#,
        integrity = hash::integrity(&loader.bytes),
        version = repo.version(),
        name = loader.name,
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
