//! Each change of the tables is written for both databases.

use std::collections::BTreeSet;

use anyhow::Result;

use crate::repo::Repo;

const FOLDER: &str = "crates/service/migrations";

pub fn check(repo: &Repo) -> Result<Vec<String>> {
    let (sqlite, postgres) = (names(repo, "sqlite")?, names(repo, "postgres")?);
    let missing = |name: &String, folder| {
        format!("{FOLDER}/{folder}/{name} is missing: migrations come in pairs")
    };
    let without_postgres = sqlite
        .difference(&postgres)
        .map(|name| missing(name, "postgres"));
    let without_sqlite = postgres
        .difference(&sqlite)
        .map(|name| missing(name, "sqlite"));
    Ok(without_postgres.chain(without_sqlite).collect())
}

fn names(repo: &Repo, database: &str) -> Result<BTreeSet<String>> {
    let folder = repo.path(FOLDER).join(database);
    let mut names = BTreeSet::new();
    for entry in folder.read_dir()? {
        names.insert(entry?.file_name().to_string_lossy().into_owned());
    }
    Ok(names)
}
