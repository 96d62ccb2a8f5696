//! Captions as portals write them: `Hình: …`, `… Ảnh: N.V`, `… (Ảnh: N.V)`.

use crate::text::{is_space, rsplit_once, split_once, trim};

/// The text under a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// What the picture shows.
    pub caption: Option<String>,
    /// Who took it.
    pub credit: Option<String>,
}

/// Takes a caption in NFC apart. What follows `Ảnh:` is a credit only while it is as short as a name: a long text
/// after it stays with the caption, so that nothing is lost.
pub fn parse(text: &str) -> Caption {
    let text = trim(text);
    match Some(text)
        .filter(|text| text.len() <= LONGEST)
        .and_then(credit)
    {
        Some((before, credit, after)) => {
            let before = without_label(before.trim_end_matches(is_joint));
            Caption {
                caption: joined(before, after),
                credit: Some(credit.to_owned()),
            }
        }
        None => Caption {
            caption: joined(without_label(text), ""),
            credit: None,
        },
    }
}

/// Longer texts, in bytes, are no captions that can be taken apart; it would take the square of their length.
const LONGEST: usize = 4_000;

/// Before a credit, the longest first; before a caption at the very start.
const LABELS: [&str; 12] = [
    "Nguồn ảnh",
    "nguồn ảnh",
    "Hình ảnh",
    "hình ảnh",
    "Ảnh",
    "ảnh",
    "ẢNH",
    "Hình",
    "hình",
    "HÌNH",
    "Photo",
    "photo",
];

/// The last credit of a text: what stands before it, the credit, and what follows its parenthesis.
fn credit(text: &str) -> Option<(&str, &str, &str)> {
    let mut head = text;
    while let Some((before, _)) = rsplit_once(head, b':') {
        let after = text.get(before.len() + 1..)?;
        if let Some((before, label)) = at_label(before) {
            let (name, rest) = if before.ends_with('(') {
                split_once(after, b')')?
            } else {
                (after, "")
            };
            let name = name.trim_matches(|c| is_space(c) || matches!(c, '.' | ')'));
            if is_credit(before, label, name) {
                return Some((before, name, rest.trim_matches(|c| is_space(c) || c == '.')));
            }
        }
        head = before;
    }
    None
}

/// Parts a text that ends with a label, as a word of its own, into what stands before it and the label.
fn at_label(text: &str) -> Option<(&str, &'static str)> {
    let text = text.trim_end_matches(is_space);
    let (before, label) = LABELS
        .iter()
        .find_map(|label| Some((text.strip_suffix(label)?, *label)))?;
    let apart = before
        .chars()
        .next_back()
        .is_none_or(|c| is_space(c) || is_joint(c) || c.is_ascii_punctuation());
    apart.then_some((before, label))
}

/// At the very start `Ảnh:` may begin a caption and `Hình:` mostly does; later both begin a credit.
fn is_credit(before: &str, label: &str, name: &str) -> bool {
    let words = name.split(is_space).count();
    match label {
        _ if name.is_empty() => false,
        _ if !before.is_empty() => words <= 8,
        "Ảnh" | "ảnh" | "ẢNH" | "Nguồn ảnh" | "nguồn ảnh" => words <= 4,
        _ => name
            .chars()
            .all(|c| matches!(c, 'A'..='Z' | 'Đ' | '.' | '-')),
    }
}

fn without_label(text: &str) -> &str {
    match split_once(text, b':') {
        Some((label, rest)) if at_label(label).is_some_and(|(before, _)| before.is_empty()) => rest,
        _ => text,
    }
}

/// What joins a caption to its credit.
fn is_joint(c: char) -> bool {
    is_space(c) || matches!(c, '(' | '-' | '–' | '—' | '|' | ',' | ';' | '/' | '…' | '”')
}

fn joined(before: &str, after: &str) -> Option<String> {
    let before = trim(before);
    match (before.is_empty(), after.is_empty()) {
        (true, true) => None,
        (false, true) => Some(before.to_owned()),
        (true, false) => Some(after.to_owned()),
        (false, false) => Some(bangtin_model::join(&[before, " ", after])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, caption: &str, credit: &str) {
        let expected = Caption {
            caption: joined(caption, ""),
            credit: joined(credit, ""),
        };
        assert_eq!(parse(text), expected, "{text}");
    }

    #[test]
    fn a_label_is_no_part_of_the_caption() {
        check("Hình: Bà con gặt lúa", "Bà con gặt lúa", "");
        check("HÌNH : Bà con gặt lúa", "Bà con gặt lúa", "");
        check(
            "Ảnh: Bà con gặt lúa ở cánh đồng Sông Ba",
            "Bà con gặt lúa ở cánh đồng Sông Ba",
            "",
        );
        check("Bà con gặt lúa", "Bà con gặt lúa", "");
        check("Lịch: sáng thứ hai", "Lịch: sáng thứ hai", "");
    }

    #[test]
    fn a_credit_ends_the_caption() {
        check("Bà con gặt lúa. Ảnh: N.V", "Bà con gặt lúa.", "N.V");
        check("Bà con gặt lúa - Ảnh: N.V.", "Bà con gặt lúa", "N.V");
        check("Bà con gặt lúa (Ảnh: N.V)", "Bà con gặt lúa", "N.V");
        check("Bà con gặt lúa (ảnh: N.V).", "Bà con gặt lúa", "N.V");
        check(
            "Bà con gặt lúa. (Nguồn ảnh: Báo Phú Giang)",
            "Bà con gặt lúa.",
            "Báo Phú Giang",
        );
        check(
            "Bà con gặt lúa (Hình: Minh An)",
            "Bà con gặt lúa",
            "Minh An",
        );
        check("Hình: Bà con gặt lúa. Ảnh: N.V", "Bà con gặt lúa.", "N.V");
        check("Bà con (Ảnh: N.V) gặt lúa", "Bà con gặt lúa", "N.V");
        check(
            "Bà con gặt lúa. Ảnh: https://vidu.example/anh",
            "Bà con gặt lúa.",
            "https://vidu.example/anh",
        );
    }

    #[test]
    fn a_credit_may_stand_alone() {
        check("Ảnh: N.V", "", "N.V");
        check("(Ảnh: N.V)", "", "N.V");
        check("Ảnh: Minh An", "", "Minh An");
        check("Hình: N.V", "", "N.V");
    }

    #[test]
    fn a_long_text_takes_a_moment() {
        let begun = std::time::Instant::now();
        for piece in ["Ảnh: ", "(Ảnh:", ":", " :", "Ảnh: a b c d e f g h i "] {
            parse(&piece.repeat(400_000 / piece.len()));
        }
        assert!(begun.elapsed().as_secs() < 5, "{:?}", begun.elapsed());
    }

    #[test]
    fn what_is_no_credit_stays_in_the_caption() {
        let long = "Trao quà. Ảnh: N.V Sáng nay đoàn công tác của xã đã đến thăm bà con";
        check(long, long, "");
        check(
            "Từ trái sang: các anh: Nam, Bắc",
            "Từ trái sang: các anh: Nam, Bắc",
            "",
        );
        check("Bà con gặt lúa. Ảnh:", "Bà con gặt lúa. Ảnh:", "");
        check("Bà con gặt lúa (Ảnh: N.V", "Bà con gặt lúa (Ảnh: N.V", "");
        check("Bức tranhảnh: N.V", "Bức tranhảnh: N.V", "");
        check("", "", "");
    }
}
