//! A folder that is written anew again and again, with a list of what we wrote: nothing else in it is touched.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use bangtin_feeds::hex::hex;
use sha2::{Digest, Sha256};

use super::ExportError;

/// The list of what we wrote: paths and the hash of each.
const MANIFEST: &str = ".bangtin-export.json";

/// What became of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files that were written.
    pub written: usize,
    /// Files that were as they are.
    pub same: usize,
    /// Files that went.
    pub removed: usize,
    /// Articles whose id cannot be the name of a file.
    pub left_out: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            written,
            same,
            removed,
            left_out,
        } = self;
        write!(
            f,
            "{written} files written, {same} as they were, {removed} removed"
        )?;
        if *left_out > 0 {
            write!(
                f,
                "; {left_out} articles stand in the lists only, because their ids cannot be names of files"
            )?;
        }
        Ok(())
    }
}

/// The folder while it is written.
pub(super) struct Folder {
    root: PathBuf,
    before: BTreeMap<String, String>,
    now: BTreeMap<String, String>,
    written: Written,
}

impl Folder {
    pub(super) fn open(root: &Path) -> Result<Self, ExportError> {
        let failed = |error| ExportError::Folder(root.into(), error);
        fs::create_dir_all(root).map_err(failed)?;
        let before = match fs::read(root.join(MANIFEST)) {
            Ok(list) => serde_json::from_slice(&list)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => BTreeMap::new(),
            Err(error) => return Err(failed(error)),
        };
        Ok(Self {
            root: root.into(),
            before,
            now: BTreeMap::new(),
            written: Written::default(),
        })
    }

    /// Writes a file, unless it is there as it should be. Readers see the old one or the new one, never a part.
    pub(super) fn write(&mut self, path: &str, body: &[u8]) -> Result<(), ExportError> {
        let hash = hex(&Sha256::digest(body));
        let file = self.root.join(path);
        let same = fs::read(&file).is_ok_and(|there| there == body);
        if same {
            self.written.same += 1;
        } else {
            replace(&file, body).map_err(|error| ExportError::Folder(file, error))?;
            self.written.written += 1;
        }
        self.now.insert(path.to_owned(), hash);
        Ok(())
    }

    /// Counts an article that has no file.
    pub(super) fn left_out(&mut self) {
        self.written.left_out += 1;
    }

    /// Removes what we wrote before and did not write now, where it is still what we wrote.
    pub(super) fn end(mut self) -> Result<Written, ExportError> {
        let old: BTreeSet<&String> = self
            .before
            .keys()
            .filter(|path| !self.now.contains_key(*path))
            .collect();
        for path in old {
            let file = self.root.join(path);
            let ours = is_inside(path) && self.is_ours(path, &file);
            if ours {
                fs::remove_file(&file).map_err(|error| ExportError::Folder(file, error))?;
                self.written.removed += 1;
            }
        }
        let list = serde_json::to_vec_pretty(&self.now)?;
        let manifest = self.root.join(MANIFEST);
        if fs::read(&manifest).is_ok_and(|there| there == list) {
            return Ok(self.written);
        }
        replace(&manifest, &list).map_err(|error| ExportError::Folder(manifest, error))?;
        Ok(self.written)
    }

    fn is_ours(&self, path: &str, file: &Path) -> bool {
        let Ok(there) = fs::read(file) else {
            return false;
        };
        let hash = hex(&Sha256::digest(there));
        self.before.get(path) == Some(&hash)
    }
}

/// A list that somebody has changed must not lead us out of the folder.
fn is_inside(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
}

/// Beside the file first, then in its place at once.
fn replace(file: &Path, body: &[u8]) -> io::Result<()> {
    let folder = file.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let beside = folder.join(format!(".{name}.new"));
    let mut open = fs::File::create(&beside)?;
    open.write_all(body)?;
    open.sync_all()?;
    fs::rename(&beside, file)
}
