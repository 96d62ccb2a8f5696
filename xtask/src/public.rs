//! The folder that the service serves: the kit, the portal page and the sample content.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::packed::packed;
use crate::repo::Repo;

/// What gains from compression.
const TEXTS: [&str; 3] = ["css", "js", "wasm"];

/// Makes `target/public`, the setting `public_dir` of the service. The kit's files lie there compressed as well, so that the
/// service need not do it for each reader.
pub fn assemble(repo: &Repo) -> Result<PathBuf> {
    let public = repo.path("target/public");
    if public.exists() {
        fs::remove_dir_all(&public)
            .with_context(|| format!("cannot empty {}", public.display()))?;
    }
    copy(&repo.kit().join("bangtin"), &public.join("bangtin"))?;
    compress(&public.join("bangtin").join(repo.version()))?;
    copy(&repo.path("public/sample"), &public.join("sample"))?;
    for (from, name) in [
        (repo.kit().join("embed.html"), "embed.html"),
        (repo.path("index.html"), "index.html"),
        (repo.path("public/icon.svg"), "icon.svg"),
    ] {
        fs::copy(&from, public.join(name))
            .with_context(|| format!("cannot copy {}", from.display()))?;
    }
    Ok(public)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn compress(folder: &Path) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let kind = path
            .extension()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if !TEXTS.contains(&kind.as_str()) {
            continue;
        }
        let small = packed(&fs::read(&path)?)?;
        fs::write(path.with_extension(format!("{kind}.br")), small)?;
    }
    Ok(())
}
