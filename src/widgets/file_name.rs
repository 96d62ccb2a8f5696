//! What a file to download is called, and what is said of it.

use bangtin_model::{Attachment, file_size, join, rsplit_once};

use crate::i18n::{Language, signs};

/// Its title, else the last part of its address.
pub(super) fn name(file: &Attachment) -> String {
    let title = file.title.clone();
    title.unwrap_or_else(|| last_part(&file.url).to_owned())
}

/// Its kind and its size, as far as they are known.
pub(super) fn about(file: &Attachment, language: Language) -> (Option<String>, Option<String>) {
    let size = file.bytes.map(|bytes| {
        let (value, unit) = file_size(bytes, signs(language).1);
        join(&[&value, " ", unit])
    });
    (kind(file), size)
}

/// `PDF`, `DOCX` …: by the end of the name, else by the type.
pub(super) fn kind(file: &Attachment) -> Option<String> {
    let by_name = rsplit_once(last_part(&file.url), b'.').map(|(_, end)| end);
    let by_type = || rsplit_once(file.mime_type.as_deref()?, b'/').map(|(_, end)| end);
    let is_short = |end: &&str| (2..=5).contains(&end.len());
    let kind = by_name
        .filter(is_short)
        .or_else(|| by_type().filter(is_short));
    kind.map(str::to_ascii_uppercase)
}

fn last_part(url: &str) -> &str {
    rsplit_once(url, b'/').map_or("", |(_, last)| last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_says_its_kind_and_its_size() {
        let about_of = |url: &str, mime: Option<&str>, bytes: Option<u64>| {
            let file = Attachment {
                url: url.into(),
                mime_type: mime.map(Into::into),
                bytes,
                ..Attachment::default()
            };
            about(&file, Language::Vi)
        };
        let pdf = "https://example.gov.vn/tep/ke-hoach.pdf";
        let kind = |kind: &str| Some(kind.to_owned());
        assert_eq!(about_of(pdf, None, None), (kind("PDF"), None));
        let both = about_of(pdf, None, Some(1_250_000));
        assert!(both.0 == kind("PDF") && both.1.is_some());
        let address = "https://example.gov.vn/tai-ve";
        assert_eq!(
            about_of(address, Some("application/zip"), None),
            (kind("ZIP"), None)
        );
        assert_eq!(about_of(address, None, None), (None, None));
    }
}
