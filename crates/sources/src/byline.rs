//! Bylines as portals write them: `Name - Unit`, `Name (source)`, `Theo Báo …`.

use crate::{
    fold,
    text::{is_space, rsplit_once, split_once, trim},
};
use bangtin_model::Source;

/// Who wrote an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Byline {
    /// The writer.
    pub name: Option<String>,
    /// The writer's office.
    pub unit: Option<String>,
    /// Where it was taken from.
    pub source: Option<Source>,
}

/// Takes a byline in NFC apart. A label before the name (`Tác giả:`, `Tin, ảnh:`) is left out. What stands after the
/// first dash beside a space is the unit, also where an editor meant a second writer.
pub fn parse(text: &str) -> Byline {
    let (text, aside) = aside(trim(text));
    let text = without_label(text);
    if let Some(source) = after_theo(text) {
        return Byline {
            source: named(source),
            ..Byline::default()
        };
    }
    let short = Some(text).filter(|text| text.len() <= LONGEST);
    let (name, unit) = short.and_then(at_dash).unwrap_or((text, ""));
    Byline {
        name: present(name),
        unit: present(unit),
        source: named(after_theo(aside).unwrap_or(aside)),
    }
}

/// Longer texts, in bytes, are not parted at dashes; it would take the square of their length.
const LONGEST: usize = 4_000;

/// Labels before a writer's name, folded.
const WRITER: [&str; 9] = [
    "tac gia",
    "tin",
    "bai",
    "tin, bai",
    "tin, anh",
    "bai, anh",
    "tin va anh",
    "bai va anh",
    "nguoi viet",
];

/// Labels before a source, folded.
const SOURCE: [&str; 3] = ["nguon", "nguon tin", "theo"];

fn without_label(text: &str) -> &str {
    match split_once(text, b':') {
        Some((label, rest)) if WRITER.contains(&fold(label).as_str()) => trim(rest),
        _ => text,
    }
}

/// What follows `Theo` or `Nguồn:`.
fn after_theo(text: &str) -> Option<&str> {
    match split_once(text, b':') {
        Some((label, rest)) if SOURCE.contains(&fold(label).as_str()) => Some(trim(rest)),
        _ => ["Theo ", "theo ", "THEO "]
            .iter()
            .find_map(|theo| text.strip_prefix(theo))
            .map(trim),
    }
}

/// Parts `Name (source)` into both; nothing is the source where no parenthesis ends the text.
fn aside(text: &str) -> (&str, &str) {
    let closed = text.trim_end_matches('.').strip_suffix(')');
    match closed.and_then(|text| rsplit_once(text, b'(')) {
        Some((before, inside)) => (trim(before), trim(inside)),
        None => (text, ""),
    }
}

/// Parts a text at its first dash with white space beside it; a hyphen inside a word is none.
fn at_dash(text: &str) -> Option<(&str, &str)> {
    let mut before = 0;
    for part in text.split_inclusive(is_dash) {
        before += part.len();
        let name = text.get(..before)?.trim_end_matches(is_dash);
        let unit = text.get(before..)?;
        if name.ends_with(is_space) || unit.starts_with(is_space) {
            return Some((trim(name), trim(unit)));
        }
    }
    None
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

fn present(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn named(name: &str) -> Option<Source> {
    Some(Source {
        name: Some(present(name)?),
        url: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, unit: &str, source: &str) {
        let byline = Byline {
            name: present(name),
            unit: present(unit),
            source: named(source),
        };
        assert_eq!(parse(text), byline, "{text}");
    }

    #[test]
    fn a_name_may_be_followed_by_a_unit() {
        check(
            "Minh An - Văn phòng UBND xã",
            "Minh An",
            "Văn phòng UBND xã",
            "",
        );
        check("Minh An – Phòng VH - TT", "Minh An", "Phòng VH - TT", "");
        check(
            " Minh An\u{a0}— Đài truyền thanh ",
            "Minh An",
            "Đài truyền thanh",
            "",
        );
        check("Minh An", "Minh An", "", "");
        check("Y-Lan", "Y-Lan", "", "");
        check(
            "Minh An- Đài truyền thanh",
            "Minh An",
            "Đài truyền thanh",
            "",
        );
        check(
            "Minh An -Đài truyền thanh",
            "Minh An",
            "Đài truyền thanh",
            "",
        );
        check("Minh An -", "Minh An", "", "");
        check("- Đài truyền thanh", "", "Đài truyền thanh", "");
    }

    #[test]
    fn a_name_may_be_followed_by_a_source() {
        check("Minh An (Báo Phú Giang)", "Minh An", "", "Báo Phú Giang");
        check(
            "Minh An (theo Báo Phú Giang).",
            "Minh An",
            "",
            "Báo Phú Giang",
        );
        check(
            "Minh An - Hội Nông dân (Nguồn: Báo Phú Giang)",
            "Minh An",
            "Hội Nông dân",
            "Báo Phú Giang",
        );
        check("(Báo Phú Giang)", "", "", "Báo Phú Giang");
        check("Minh An ()", "Minh An", "", "");
    }

    #[test]
    fn a_source_may_stand_alone() {
        check("Theo Báo Phú Giang", "", "", "Báo Phú Giang");
        check(
            "Theo: Báo Phú Giang - Cơ quan ngôn luận",
            "",
            "",
            "Báo Phú Giang - Cơ quan ngôn luận",
        );
        check("NGUỒN: Báo Phú Giang", "", "", "Báo Phú Giang");
        check("(Theo Báo Phú Giang)", "", "", "Báo Phú Giang");
    }

    #[test]
    fn a_label_is_no_part_of_the_name() {
        check("Tác giả: Minh An", "Minh An", "", "");
        check(
            "Tin, ảnh: Minh An - Đài truyền thanh",
            "Minh An",
            "Đài truyền thanh",
            "",
        );
        check("Bài và ảnh : Minh An", "Minh An", "", "");
        check("Ghi chú: Minh An", "Ghi chú: Minh An", "", "");
    }

    #[test]
    fn a_long_text_takes_a_moment() {
        let begun = std::time::Instant::now();
        for piece in ["-", "- ", "a-", "(", ":", "Theo "] {
            parse(&piece.repeat(400_000 / piece.len()));
        }
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }

    #[test]
    fn nothing_gives_nothing() {
        check("", "", "", "");
        check(" \n ", "", "", "");
        check("()", "", "", "");
    }
}
