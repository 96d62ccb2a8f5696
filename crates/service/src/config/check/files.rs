//! The database and the folders.

use std::fs;
use std::path::Path;

use url::Url;

use super::Findings;
use crate::config::Settings;
use crate::store::sqlite_file;

pub(super) fn check(settings: &Settings, findings: &mut Findings) {
    database(settings, findings);
    if let Some(folder) = &settings.public_dir {
        public(folder, findings);
    }
    if let Some(folder) = &settings.backup_dir {
        backup(settings, folder, findings);
    }
}

fn database(settings: &Settings, findings: &mut Findings) {
    let address = &settings.database_url;
    if settings.database_connections == 0 {
        findings.wrong("database_connections is 0: nothing could be read.");
    }
    if let Some(file) = sqlite_file(address) {
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        if !folder.is_dir() {
            findings.wrong(format!(
                "database_url: there is no folder {} for the database.",
                folder.display()
            ));
        } else if fs::metadata(folder).is_ok_and(|folder| folder.permissions().readonly()) {
            findings.wrong(format!(
                "database_url: the folder {} cannot be written.",
                folder.display()
            ));
        }
    } else {
        // It can hold a password, so it is not repeated here.
        let server = address.parse::<Url>();
        let postgres = server.is_ok_and(|url| matches!(url.scheme(), "postgres" | "postgresql"));
        if !postgres {
            findings
                .wrong("database_url must be sqlite:FILE or postgres://USER:PASSWORD@HOST/NAME.");
        }
    }
}

fn public(folder: &Path, findings: &mut Findings) {
    let shown = folder.display();
    if let Err(error) = fs::read_dir(folder) {
        findings.wrong(format!("public_dir {shown} cannot be read: {error}."));
        return;
    }
    for (part, meaning) in [
        ("bangtin", "the kit"),
        ("embed.html", "the kit's snippet"),
        ("index.html", "the portal page"),
    ] {
        if !folder.join(part).exists() {
            findings.advice(format!(
                "public_dir {shown} has no {part}: {meaning} is not served."
            ));
        }
    }
}

fn backup(settings: &Settings, folder: &Path, findings: &mut Findings) {
    if sqlite_file(&settings.database_url).is_none() {
        findings.wrong("backup_dir is for SQLite only: back PostgreSQL up with its own tools, or with the command backup.");
        return;
    }
    // It is made when it is missing, the folder around it is not.
    let around = folder
        .parent()
        .filter(|around| !around.as_os_str().is_empty());
    let makes = !folder.exists() && around.is_none_or(Path::is_dir);
    if !folder.is_dir() && !makes {
        findings.wrong(format!(
            "backup_dir: {} is no folder and cannot be made.",
            folder.display()
        ));
    }
    if settings.backup_keep == 0 {
        findings.wrong("backup_keep is 0: each backup would be deleted at once.");
    }
}
