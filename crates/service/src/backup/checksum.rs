//! The checksum of a backup: a file beside it, as `sha256sum` writes and reads them.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use bangtin_feeds::hex::hex;
use sha2::{Digest, Sha256};

use super::{BackupError, beside};

/// The characters of a SHA-256 in hexadecimal.
const LENGTH: usize = 64;

/// The file that holds the checksum of this one.
pub(super) fn place(file: &Path) -> PathBuf {
    beside(file, "sha256")
}

/// Writes the checksum of `part`, a finished copy, for the name `file` that it is about to get. Killed in between, it leaves a
/// checksum without a backup, which the next one of this name writes anew.
pub(super) async fn write(part: &Path, file: &Path) -> Result<(), BackupError> {
    let sum = of(part).await?;
    let name = file.file_name().unwrap_or(file.as_os_str());
    let line = format!("{sum}  {}\n", name.to_string_lossy());
    let place = place(file);
    let written = fs::write(&place, line).and_then(|()| File::open(&place)?.sync_all());
    written.map_err(|error| BackupError::File(place, error))
}

/// What was written beside a backup; nothing for one that was made before there were checksums, or copied without its own.
pub(super) fn told(file: &Path) -> Result<Option<String>, BackupError> {
    let place = place(file);
    match fs::read_to_string(&place) {
        Ok(text) => {
            let sum = text.split_whitespace().next().unwrap_or_default();
            if sum.len() == LENGTH && sum.bytes().all(|digit| digit.is_ascii_hexdigit()) {
                Ok(Some(sum.to_ascii_lowercase()))
            } else {
                Err(BackupError::Bad(place, "it holds no checksum".into()))
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(BackupError::File(place, error)),
    }
}

/// Compares `copy`, which was made of the backup `file`, with what stands beside it. What there is to say of it.
pub(super) async fn check(copy: &Path, file: &Path) -> Result<&'static str, BackupError> {
    let Some(told) = told(file)? else {
        return Ok("there is no checksum beside it, so only its form was checked");
    };
    if of(copy).await? == told {
        return Ok("its checksum is right");
    }
    let reason = "it is not what its checksum was made of; it was changed or damaged since";
    Err(BackupError::Bad(file.into(), reason.into()))
}

/// The checksum of a file, worked out beside the requests: it may be gigabytes.
async fn of(file: &Path) -> Result<String, BackupError> {
    let read = file.to_path_buf();
    let sum = tokio::task::spawn_blocking(move || {
        let mut reader = BufReader::with_capacity(64 * 1024, File::open(read)?);
        let mut hash = Sha256::new();
        loop {
            let part = reader.fill_buf()?;
            if part.is_empty() {
                break;
            }
            hash.update(part);
            let length = part.len();
            reader.consume(length);
        }
        Ok(hex(&hash.finalize()))
    });
    let sum = sum.await.map_err(io::Error::other).flatten();
    sum.map_err(|error| BackupError::File(file.into(), error))
}
