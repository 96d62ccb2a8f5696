//! The licences of what ships, and their texts as the packages bring them: each once.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::list::{Component, List};

/// How the names of files with a licence begin, in capitals.
const NAMES: [&str; 5] = ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"];

pub fn text(list: &List) -> Result<String> {
    let mut whole = String::from("What Bảng Tin is made of, and under which licences.\n\n");
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in &list.components {
        let name = format!("{} {}", one.name, one.version);
        whole.push_str(&format!("{name}: {}\n", one.licence));
        for text in texts_of(one)? {
            let of = texts.entry(text).or_default();
            if !of.contains(&name) {
                of.push(name.clone());
            }
        }
    }
    for (text, of) in texts {
        let rule = "-".repeat(72);
        whole.push_str(&format!("\n{rule}\n{}\n{rule}\n{text}\n", of.join(", ")));
    }
    Ok(whole)
}

fn texts_of(component: &Component) -> Result<Vec<String>> {
    let folder = &component.folder;
    let mut files = Vec::new();
    let entries = fs::read_dir(folder)
        .with_context(|| format!("{} is not there: npm ci brings it", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_file() && is_licence(&path) {
            files.push(path);
        }
    }
    files.sort();
    let mut texts = Vec::new();
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        texts.push(
            String::from_utf8_lossy(&bytes)
                .replace('\r', "")
                .trim()
                .to_owned(),
        );
    }
    Ok(texts)
}

fn is_licence(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_uppercase();
    NAMES.iter().any(|begin| name.starts_with(begin))
}
