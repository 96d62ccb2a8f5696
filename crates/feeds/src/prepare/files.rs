//! Files that a text gives to download: blocks for files of editors, and links to PDF and Office files. Readers find them below the
//! text, with what they are.

use bangtin_model::Attachment;
use bangtin_sources::{fold, text};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::base::Base;
use crate::markup::{Tag, Token, Tokens};

/// The most files of one text.
const MOST: usize = 50;
/// The ends of names that are files to keep, not pages.
const ENDS: [&str; 14] = [
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "rtf", "zip", "rar",
    "7z",
];
/// Words of links, folded, that say nothing of the file.
const EMPTY: [&str; 12] = [
    "tai day",
    "tai ve",
    "tai xuong",
    "tai tep",
    "tai file",
    "o day",
    "day",
    "xem",
    "xem tai day",
    "download",
    "here",
    "link",
];

/// The files of a text as it came.
pub(super) fn files(html: &str, base: &Base) -> Vec<Attachment> {
    let mut files: Vec<Attachment> = Vec::new();
    let mut open: Option<(Attachment, String)> = None;
    for token in Tokens::html(html) {
        match token {
            Token::Start(tag) if tag.name.eq_ignore_ascii_case("a") => {
                open = file(&tag, base).map(|file| (file, String::new()));
            }
            Token::Text(text) => {
                if let Some((_, words)) = &mut open {
                    words.push_str(text);
                }
            }
            Token::End(name) if name.eq_ignore_ascii_case("a") => {
                if let Some((file, words)) = open.take() {
                    let is_new = files.iter().all(|other| other.url != file.url);
                    if is_new && files.len() < MOST {
                        files.push(named(file, &words));
                    }
                }
            }
            _ => {}
        }
    }
    files
}

/// The file to which a link leads: one that is marked as such, or one by its name on the site itself.
fn file(tag: &Tag<'_>, base: &Base) -> Option<Attachment> {
    let url = base.resolve(tag.value("href")?.trim())?;
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let end = name
        .rsplit_once('.')
        .map(|(_, end)| end.to_ascii_lowercase());
    let is_named = end.is_some_and(|end| ENDS.contains(&end.as_str()));
    let said = tag
        .value("type")
        .map(|said| said.trim().to_ascii_lowercase());
    let said = said.filter(|said| said.starts_with("application/") && !said.contains("html"));
    let is_marked = said.is_some() || tag.attribute("download").is_some();
    let is_picture = mime_guess::from_path(name)
        .first()
        .is_some_and(|kind| matches!(kind.type_().as_str(), "image" | "text"));
    let is_file =
        (is_named && is_own(&url, base)) || (is_marked && !is_picture && !name.is_empty());
    is_file.then(|| Attachment {
        mime_type: said.or_else(|| mime_guess::from_path(name).first_raw().map(str::to_owned)),
        url: url.clone(),
        title: None,
        bytes: None,
    })
}

/// Whether an address is on the site of the text, with `www.` or without.
fn is_own(url: &str, base: &Base) -> bool {
    let host = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        host.strip_prefix("www.").unwrap_or(host).to_owned()
    };
    match base {
        Base::Address(base) => Url::parse(url).is_ok_and(|url| host(&url) == host(base)),
        Base::Ours(_) => url.starts_with('/'),
        Base::None => true,
    }
}

/// With the words of its link, without the size in them; where they say nothing, with its own name.
fn named(mut file: Attachment, words: &str) -> Attachment {
    let words = text::plain(words);
    let (title, bytes) = sized(&words);
    let folded = fold(&title.to_lowercase());
    let bare = folded.trim_matches(|c: char| !c.is_alphanumeric());
    file.bytes = bytes;
    file.title = if bare.is_empty() || EMPTY.contains(&bare) {
        let path = file.url.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default();
        let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
        Some(name).filter(|name| !name.is_empty())
    } else {
        Some(title)
    };
    file
}

/// A title and the size behind it: `Lịch tiếp dân (1,2 MB)`.
fn sized(words: &str) -> (String, Option<u64>) {
    let parts = words.trim_end().strip_suffix(')');
    let parts = parts.and_then(|words| words.rsplit_once('('));
    match parts.and_then(|(title, size)| Some((title, bytes(size)?))) {
        Some((title, bytes)) => (title.trim().to_owned(), Some(bytes)),
        None => (words.trim().to_owned(), None),
    }
}

fn bytes(size: &str) -> Option<u64> {
    let size = size.trim().replace('\u{a0}', " ").to_ascii_lowercase();
    let digits = size.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
    let (number, unit) = size.split_at_checked(digits)?;
    let unit: f64 = match unit.trim() {
        "kb" | "k" => 1_024.0,
        "mb" | "m" => 1_048_576.0,
        "gb" => 1_073_741_824.0,
        "b" | "byte" | "bytes" => 1.0,
        _ => return None,
    };
    let number: f64 = number.replace(',', ".").parse().ok()?;
    let bytes = number * unit;
    // Of anything larger nobody says the size in the words of a link.
    ((1.0..1e12).contains(&bytes)).then_some(bytes as u64)
}

#[cfg(test)]
mod tests {
    use super::files;
    use crate::base::Base;
    use url::Url;

    /// Each as its address, type, title and size.
    fn check(html: &str, expected: &[(&str, &str, &str, Option<u64>)]) {
        let base = Base::Address(Url::parse("https://a.vn/tin/").expect("an address"));
        let found = files(html, &base);
        let found: Vec<_> = found
            .iter()
            .map(|file| {
                (
                    file.url.as_str(),
                    file.mime_type.as_deref().unwrap_or_default(),
                    file.title.as_deref().unwrap_or_default(),
                    file.bytes,
                )
            })
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn files_of_a_text_are_found_once() {
        let pdf = "application/pdf";
        check(
            "<div class=\"wp-block-file\"><object class=\"wp-block-file__embed\" data=\"/a.pdf\" type=\"application/pdf\"></object>\
             <a id=\"x\" href=\"/a.pdf\">Lịch tiếp <b>công dân</b></a><a href=\"/a.pdf\" class=\"wp-block-file__button\" download>Tải về</a></div>",
            &[("https://a.vn/a.pdf", pdf, "Lịch tiếp công dân", None)],
        );
        check(
            "<p>Xem <a href=\"T%E1%BB%9D%20tr%C3%ACnh.DOCX?v=1\">tại đây</a>, <A HREF='https://www.a.vn/b.pdf'>Phụ lục (1,5 MB)</A>.</p>",
            &[
                (
                    "https://a.vn/tin/T%E1%BB%9D%20tr%C3%ACnh.DOCX?v=1",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "Tờ trình.DOCX",
                    None,
                ),
                ("https://www.a.vn/b.pdf", pdf, "Phụ lục", Some(1_572_864)),
            ],
        );
    }

    #[test]
    fn pages_pictures_and_files_of_others_are_none() {
        check(
            "<a href=\"/a.html\">a</a><a href=\"/a.jpg\" download>b</a><a href=\"#pdf\">c</a>",
            &[],
        );
        check(
            "<a href=\"https://b.vn/a.pdf\">Luật</a><a href=\"javascript:a.pdf\">x</a><a>y</a>",
            &[],
        );
        check(
            "<a href=\"https://b.vn/tai?id=1\" type=\"application/pdf\">Luật (2026)</a>",
            &[(
                "https://b.vn/tai?id=1",
                "application/pdf",
                "Luật (2026)",
                None,
            )],
        );
    }
}
