//! What ships, for those who must know whether a weakness or a licence concerns them: a list of components (CycloneDX 1.5, JSON), and
//! their licences with the texts. The same sources give the same files.

mod licences;
mod list;
mod rules;

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::repo::Repo;
use list::List;

/// Makes `target/sbom`, which deploy/Dockerfile puts beside the program.
pub fn write(repo: &Repo) -> Result<()> {
    let list = List::read(repo)?;
    ensure!(
        !list.components.is_empty(),
        "nothing ships: cargo metadata has another shape"
    );
    let bom = list.cyclonedx(repo.version());
    let breaches = rules::breaches(&bom);
    ensure!(
        breaches.is_empty(),
        "this is no list of CycloneDX: {}",
        breaches.join("; ")
    );
    let folder = repo.path("target/sbom");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let bom = serde_json::to_string_pretty(&bom)?;
    for (name, text) in [
        ("bangtin.cdx.json", bom + "\n"),
        ("licences.txt", licences::text(&list)?),
    ] {
        let path = folder.join(name);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}
