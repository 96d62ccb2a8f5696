//! What is said of a file to download.

use bangtin_model::{Attachment, join};

use crate::{i18n::Language, widgets::file_name};

/// `PDF · 17 KB`, as far as it is known.
pub(super) fn about(file: &Attachment, language: Language) -> String {
    match file_name::about(file, language) {
        (Some(kind), Some(size)) => join(&[&kind, " · ", &size]),
        (kind, size) => kind.or(size).unwrap_or_default(),
    }
}
