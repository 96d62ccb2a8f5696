//! Which files each lazily loaded element needs.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

/// From the name of a part (`article`) to the stems of its files (`chunk_3`, `split_article`), in the order of their need.
#[derive(Serialize, Deserialize)]
pub struct Parts(pub BTreeMap<String, Vec<String>>);

impl Parts {
    pub fn save(&self, file: &Path) -> Result<()> {
        Ok(fs::write(file, serde_json::to_vec(self)?)?)
    }

    pub fn load(file: &Path) -> Result<Self> {
        let text = fs::read(file).context("the workshop has no list of parts")?;
        Ok(serde_json::from_slice(&text)?)
    }

    /// Every file once.
    pub fn stems(&self) -> Vec<&str> {
        let mut stems: Vec<_> = self.0.values().flatten().map(String::as_str).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }
}

/// What a reader of file names sees: `article` for `split_article`, `shared-forms` for `chunk_forms`.
pub fn readable(stem: &str) -> String {
    match (stem.strip_prefix("split_"), stem.strip_prefix("chunk_")) {
        (Some(name), _) => name.replace('_', "-"),
        (_, Some(number)) => format!("shared-{number}"),
        _ => stem.to_owned(),
    }
}
