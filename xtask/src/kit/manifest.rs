//! What the kit is made of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::hash;

/// A file as it is served.
pub struct File {
    pub name: String,
    pub bytes: Vec<u8>,
}

impl File {
    /// A file whose name changes with its content, so that it can be kept for ever.
    pub fn hashed(stem: &str, ending: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: format!("{stem}-{}.{ending}", hash::short(&bytes)),
            bytes,
        }
    }

    pub fn named(name: &str, bytes: Vec<u8>) -> Self {
        Self {
            name: name.into(),
            bytes,
        }
    }
}

/// From the name of each lazily loaded part to the names of its files.
pub type PartFiles = BTreeMap<String, Vec<String>>;

/// The files of a build.
pub struct Files {
    pub loader: File,
    /// What paints the head of an article.
    pub head: File,
    pub kit: File,
    pub main: File,
    /// What an article needs of JavaScript, the door for foreign HTML among it.
    pub reading: File,
    /// In which pictures are seen large.
    pub viewer: File,
    pub purify: File,
    /// What is told to who set a page up.
    pub advice: File,
    /// What can wait until the first list is there.
    pub later: File,
    /// The colours that a page can choose.
    pub looks: File,
    /// How a reader wants to read.
    pub display: File,
    /// What brings a page's own words from their address, and English.
    pub labels: File,
    /// The words in English.
    pub english: File,
    /// Feeds of others as JSON Feed.
    pub sources: File,
    /// The WebAssembly files that only some elements need.
    pub lazy: Vec<File>,
    pub parts: PartFiles,
}

impl Files {
    pub fn all(&self) -> impl Iterator<Item = &File> {
        [
            &self.loader,
            &self.head,
            &self.kit,
            &self.main,
            &self.reading,
            &self.viewer,
            &self.purify,
            &self.advice,
            &self.later,
            &self.looks,
            &self.display,
            &self.labels,
            &self.english,
            &self.sources,
        ]
        .into_iter()
        .chain(&self.lazy)
    }
}

/// The names of a build's files, also written as `target/kit/kit.json`.
#[derive(Serialize)]
pub struct Manifest {
    pub version: String,
    /// Where the files are.
    #[serde(skip)]
    pub folder: PathBuf,
    pub loader: String,
    pub head: String,
    pub kit: String,
    pub main: String,
    pub reading: String,
    pub viewer: String,
    pub purify: String,
    pub advice: String,
    pub later: String,
    pub looks: String,
    pub display: String,
    pub labels: String,
    pub english: String,
    pub sources: String,
    pub parts: PartFiles,
}

impl Manifest {
    pub fn of(version: &str, folder: &Path, files: &Files) -> Self {
        Self {
            version: version.into(),
            folder: folder.into(),
            loader: files.loader.name.clone(),
            head: files.head.name.clone(),
            kit: files.kit.name.clone(),
            main: files.main.name.clone(),
            reading: files.reading.name.clone(),
            viewer: files.viewer.name.clone(),
            purify: files.purify.name.clone(),
            advice: files.advice.name.clone(),
            later: files.later.name.clone(),
            looks: files.looks.name.clone(),
            display: files.display.name.clone(),
            labels: files.labels.name.clone(),
            english: files.english.name.clone(),
            sources: files.sources.name.clone(),
            parts: files.parts.clone(),
        }
    }
}
